package dev.leeway.signals.catalogue;

import static dev.leeway.signals.catalogue.RunFixture.spanValue;
import static dev.leeway.signals.event.SpanFixture.llm;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.EventFlag;
import org.junit.jupiter.api.Test;

final class LlmTtftTest {
  @Test
  void isWhatTheSpanReportsInMilliseconds() {
    assertThat(spanValue("llm.ttft", llm(1).ttft(250_000_000))).hasValue(250);
    assertThat(spanValue("llm.ttft", llm(1))).isEmpty();
  }

  @Test
  void isAbsentWhereTheSpansTimesWereInvented() {
    assertThat(
            spanValue("llm.ttft", llm(1).ttft(250_000_000).flagged(EventFlag.SYNTHETIC_DURATION)))
        .isEmpty();
  }
}
