package dev.leeway.signals.catalogue;

import static dev.leeway.signals.catalogue.RunFixture.spanValue;
import static dev.leeway.signals.catalogue.RunFixture.value;
import static dev.leeway.signals.event.SpanFixture.agent;
import static dev.leeway.signals.event.SpanFixture.llm;
import static dev.leeway.signals.event.SpanFixture.span;
import static dev.leeway.signals.event.SpanFixture.tool;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.signals.event.EventFlag;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.SpanFixture;
import dev.leeway.signals.event.SpanStatus;
import org.junit.jupiter.api.Test;

/** What is said of slow and failing calls, and of whom they take along. */
final class CascadeSignalsTest {
  @Test
  void theShareOfCallsThatTimedOutIsOfAllCalls() {
    assertThat(
            value(
                "timeout.share",
                agent(1),
                llm(2).under(1).failed("openai.APITimeoutError"),
                tool(3, "a").under(1).at(2000, 3000).status(SpanStatus.ERROR, 504),
                tool(4, "b").under(1).at(4000, 5000).failed("ValueError"),
                tool(5, "c").under(1).at(6000, 7000)))
        .hasValue(0.5);
    assertThat(value("timeout.share", agent(1))).isEmpty();
  }

  @Test
  void theDepthOfACascadeIsHowManyCallersFailedWithTheCall() {
    SpanFixture step = span(2, EventKind.STEP).under(1);
    SpanFixture call = tool(3, "a").under(2).failed("E");
    assertThat(value("cascade.depth", agent(1).failed("E"), step.failed("E"), call)).hasValue(2);
    assertThat(value("cascade.depth", agent(1), step, call)).hasValue(0);
    assertThat(value("cascade.depth", agent(1).failed("E"), step, call)).hasValue(0);
    assertThat(value("cascade.depth", agent(1), step)).isEmpty();
  }

  @Test
  void theResidualIsTheSameForHarderInputsAndTwiceForASlowerModel() {
    double usual = residual(agent(1).at(0, 2_000), 1_000, 50);
    // 100 ms + 300 ms a call + 15 ms × 50 + 0.1 ms × 1,000 = 1,250 ms.
    assertThat(usual).isCloseTo(1.6, within(1e-5));
    assertThat(residual(agent(1).at(0, 4_000), 1_000, 50)).isCloseTo(2 * usual, within(1e-5));
    assertThat(residual(agent(1).at(0, 4_000), 8_500, 83)).isCloseTo(1.6, within(0.05));
    assertThat(
            value(
                "latency.residual",
                agent(1).flagged(EventFlag.SYNTHETIC_DURATION),
                llm(2).under(1).tokens(1, 1)))
        .isEmpty();
  }

  @Test
  void aToolCallSaysHowLongItTook() {
    assertThat(spanValue("tool.duration", tool(2, "a").at(10, 260))).hasValue(250);
    assertThat(spanValue("tool.duration", llm(2).at(10, 260))).isEmpty();
    assertThat(spanValue("tool.duration", tool(2, "a").flagged(EventFlag.END_MISSING))).isEmpty();
  }

  @Test
  void theTimePerTokenIsOfTheTokensBehindTheFirst() {
    SpanFixture call = llm(2).at(0, 1_100).tokens(10, 11);
    assertThat(spanValue("llm.time_per_token", call.ttft(100_000_000))).hasValue(100);
    assertThat(spanValue("llm.time_per_token", call)).hasValue(100);
    assertThat(spanValue("llm.time_per_token", llm(2).tokens(10, 1))).isEmpty();
    assertThat(spanValue("llm.time_per_token", llm(2))).isEmpty();
  }

  private static double residual(SpanFixture agent, long input, long output) {
    return value("latency.residual", agent, llm(2).under(1).tokens(input, output)).orElseThrow();
  }
}
