package dev.leeway.signals.catalogue;

import static dev.leeway.signals.catalogue.RunFixture.value;
import static dev.leeway.signals.event.SpanFixture.agent;
import static dev.leeway.signals.event.SpanFixture.llm;
import static dev.leeway.signals.event.SpanFixture.tool;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RetryAmplificationTest {
  @Test
  void isOneWhereNothingWasTriedTwice() {
    assertThat(value("retry.amplification", agent(1), llm(2).under(1), tool(3, "search").under(1)))
        .hasValue(1);
  }

  @Test
  void aCallThatRepeatsAFailedOneIsTheSameLogicalCall() {
    assertThat(
            value(
                "retry.amplification",
                agent(1),
                llm(2).under(1).at(0, 10).failed("429"),
                llm(3).under(1).at(20, 30).failed("429"),
                llm(4).under(1).at(40, 50)))
        .hasValue(3);
  }

  @Test
  void aCallThatRepeatsOneThatSucceededIsAnother() {
    assertThat(
            value(
                "retry.amplification",
                agent(1),
                llm(2).under(1).at(0, 10),
                llm(3).under(1).at(20, 30)))
        .hasValue(1);
  }

  @Test
  void aCallOfAnotherModelIsNoRetryAndOneAtTheSameTimeNeither() {
    assertThat(
            value(
                "retry.amplification",
                agent(1),
                llm(2).under(1).at(0, 10).failed("429"),
                llm(3).under(1).at(20, 30).model("anthropic", "claude", "stop"),
                tool(4, "search").under(1).at(0, 10).failed("504"),
                tool(5, "search").under(1).at(5, 15)))
        .hasValue(1);
  }

  @Test
  void attemptsThatASpanReportsCount() {
    assertThat(
            value(
                "retry.amplification",
                agent(1),
                llm(2).under(1).attempts(4),
                tool(3, "search").under(1)))
        .hasValue(2.5);
  }

  @Test
  void isAbsentWhereTheRunCalledNothing() {
    assertThat(value("retry.amplification", agent(1))).isEmpty();
  }
}
