package dev.leeway.signals.catalogue;

import static dev.leeway.signals.catalogue.RunFixture.value;
import static dev.leeway.signals.event.SpanFixture.agent;
import static dev.leeway.signals.event.SpanFixture.llm;
import static dev.leeway.signals.event.SpanFixture.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.SpanFixture;
import dev.leeway.signals.event.SpanStatus;
import dev.leeway.signals.fact.RateLimitFacts;
import org.junit.jupiter.api.Test;

final class RateLimitSignalsTest {

  @Test
  void theRequestsBehindACallThatSucceededCount() {
    assertThat(
            value(
                "rate_limit.share",
                agent(1),
                llm(2).under(1).at(0, 100),
                http(3, 429).under(2).at(0, 10),
                http(4, 429).under(2).at(20, 30),
                http(5, 200).under(2).at(40, 90),
                llm(6).under(1).at(100, 200)))
        .hasValue(0.5);
  }

  @Test
  void aCallWithoutRequestsSaysItItself() {
    assertThat(
            value(
                "rate_limit.share",
                agent(1),
                llm(2).under(1).at(0, 10).failed("RateLimitError"),
                llm(3).under(1).at(20, 30).failed("APIConnectionError"),
                llm(4).under(1).at(40, 50)))
        .hasValue(Unit.RATIO.onGrid(1 / 3.0));
  }

  @Test
  void headroomIsTheScarcestOfTheRunAndAbsentWithoutHeaders() {
    assertThat(
            value(
                "rate_limit.headroom",
                agent(1),
                llm(2)
                    .under(1)
                    .fact(RateLimitFacts.REQUESTS_LEFT, 400)
                    .fact(RateLimitFacts.REQUESTS_MAX, 500)
                    .fact(RateLimitFacts.TOKENS_LEFT, 750)
                    .fact(RateLimitFacts.TOKENS_MAX, 1_000),
                http(3, 200)
                    .under(2)
                    .fact(RateLimitFacts.REQUESTS_LEFT, 125)
                    .fact(RateLimitFacts.REQUESTS_MAX, 500)))
        .hasValue(0.25);
    assertThat(value("rate_limit.headroom", agent(1), llm(2).under(1))).isEmpty();
  }

  @Test
  void aRetryBeforeItsTimeIsNotCompliant() {
    assertThat(
            value(
                "rate_limit.compliance",
                agent(1),
                llm(2).under(1).at(0, 20_000),
                http(3, 429).under(2).at(0, 1_000).fact(RateLimitFacts.RETRY_AFTER, 2),
                http(4, 429).under(2).at(1_500, 2_000).fact(RateLimitFacts.RETRY_AFTER, 2),
                http(5, 200).under(2).at(4_000, 5_000)))
        .hasValue(0.5);
  }

  @Test
  void aRetryByTheFrameworkIsOneToo() {
    assertThat(
            value(
                "rate_limit.compliance",
                agent(1),
                llm(2)
                    .under(1)
                    .at(0, 1_000)
                    .failed("RateLimitError")
                    .fact(RateLimitFacts.RETRY_AFTER, 5),
                llm(3).under(1).at(2_000, 3_000)))
        .hasValue(0);
  }

  @Test
  void complianceIsAbsentWhereNothingWasAskedOrTriedAgain() {
    assertThat(
            value(
                "rate_limit.compliance",
                agent(1),
                llm(2).under(1).at(0, 10).failed("RateLimitError"),
                llm(3).under(1).at(20, 30)))
        .isEmpty();
    assertThat(
            value(
                "rate_limit.compliance",
                agent(1),
                llm(2)
                    .under(1)
                    .at(0, 10)
                    .failed("RateLimitError")
                    .fact(RateLimitFacts.RETRY_AFTER, 5)))
        .isEmpty();
  }

  private static SpanFixture http(long spanId, int status) {
    return span(spanId, EventKind.HTTP)
        .status(status >= 400 ? SpanStatus.ERROR : SpanStatus.UNSET, status);
  }
}
