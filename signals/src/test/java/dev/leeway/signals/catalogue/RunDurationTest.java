package dev.leeway.signals.catalogue;

import static dev.leeway.signals.catalogue.RunFixture.value;
import static dev.leeway.signals.event.SpanFixture.agent;
import static dev.leeway.signals.event.SpanFixture.llm;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.EventFlag;
import org.junit.jupiter.api.Test;

final class RunDurationTest {
  @Test
  void isTheDurationOfTheRootInMilliseconds() {
    assertThat(value("run.duration", agent(1).at(0, 1500), llm(2).under(1).at(0, 9000)))
        .hasValue(1500);
  }

  @Test
  void isAbsentWhereTheRootsTimesWereInvented() {
    assertThat(value("run.duration", agent(1).flagged(EventFlag.SYNTHETIC_DURATION))).isEmpty();
  }

  @Test
  void isAbsentWithoutARoot() {
    assertThat(value("run.duration", llm(2).under(1))).isEmpty();
  }
}
