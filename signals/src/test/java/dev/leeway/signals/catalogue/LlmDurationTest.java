package dev.leeway.signals.catalogue;

import static dev.leeway.signals.catalogue.RunFixture.spanValue;
import static dev.leeway.signals.event.SpanFixture.llm;
import static dev.leeway.signals.event.SpanFixture.tool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.EventFlag;
import org.junit.jupiter.api.Test;

final class LlmDurationTest {
  @Test
  void isTheDurationOfAModelCallInMilliseconds() {
    assertThat(spanValue("llm.duration", llm(1).at(0, 412))).hasValue(412);
    assertThat(spanValue("llm.duration", tool(1, "search").at(0, 412))).isEmpty();
  }

  @Test
  void isAbsentWhereItWasNotMeasured() {
    for (EventFlag flag :
        new EventFlag[] {
          EventFlag.SYNTHETIC_DURATION,
          EventFlag.END_MISSING,
          EventFlag.END_BEFORE_START,
          EventFlag.TOO_OLD,
          EventFlag.IN_FUTURE
        }) {
      assertThat(spanValue("llm.duration", llm(1).flagged(flag))).as(flag.name()).isEmpty();
    }
  }
}
