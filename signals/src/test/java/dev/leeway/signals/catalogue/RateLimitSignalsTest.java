package dev.leeway.signals.catalogue;

import static dev.leeway.signals.catalogue.RunFixture.run;
import static dev.leeway.signals.catalogue.RunFixture.value;
import static dev.leeway.signals.event.SpanFixture.agent;
import static dev.leeway.signals.event.SpanFixture.llm;
import static dev.leeway.signals.event.SpanFixture.span;
import static dev.leeway.signals.event.SpanFixture.tool;
import static dev.leeway.signals.window.Measurement.category;
import static dev.leeway.signals.window.Measurement.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.SpanFixture;
import dev.leeway.signals.event.SpanStatus;
import dev.leeway.signals.fact.RateLimitFacts;
import dev.leeway.signals.run.Run;
import dev.leeway.signals.window.Observation;
import java.util.List;
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
  void aLimitIsThatOfTheProviderWhoseAnswerSaysIt() {
    Run run =
        run(
            agent(1),
            llm(2).under(1).at(0, 100).model("anthropic", "claude", "stop"),
            llm(3).under(1).at(100, 200).model("anthropic", "claude", "stop"),
            limited(http(4, 200).under(3).at(110, 190), 0.875),
            llm(5).under(1).at(200, 300),
            limited(http(6, 200).under(5).at(210, 290), 0.0625));

    assertThat(run.signals()).containsEntry("rate_limit.headroom", 0.0625);
    assertThat(RunFixture.CATALOGUE.partsOf(run))
        .filteredOn(said -> said.measurements().getFirst().signal().equals("rate_limit.headroom"))
        .extracting(
            said -> said.agent().dimension() + " " + said.agent().value(),
            Observation::measurements)
        .containsExactly(
            tuple("model claude", List.of(number("rate_limit.headroom", 0.875))),
            tuple("model gpt-5-mini", List.of(number("rate_limit.headroom", 0.0625))),
            tuple("provider anthropic", List.of(number("rate_limit.headroom", 0.875))),
            tuple("provider openai", List.of(number("rate_limit.headroom", 0.0625))));
  }

  @Test
  void aLimitBesideTheCallsIsOfTheRunAndOfNoProvider() {
    Run run = run(agent(1), llm(2).under(1).at(0, 100), limited(http(3, 200).under(1), 0.125));
    assertThat(run.signals()).containsEntry("rate_limit.headroom", 0.125);
    assertThat(run.categories())
        .doesNotContainKey("rate_limit.headroom")
        .containsEntry("rate_limit.nearest", "REQUESTS");
  }

  /** GitHub sends {@code x-ratelimit-remaining} to whoever asks it. */
  @Test
  void aLimitOfWhatAToolAskedIsNeitherTheRunsNorAProviders() {
    Run run =
        run(
            agent(1),
            limited(llm(2).under(1).at(0, 100), 0.875)
                .fact(RateLimitFacts.TOKENS_LEFT, 750)
                .fact(RateLimitFacts.TOKENS_MAX, 1_000),
            tool(3, "github_search").under(1).at(100, 200),
            limited(http(4, 200).under(3).at(110, 120), 0.03125),
            span(5, EventKind.MCP).under(3).at(120, 190),
            limited(http(6, 200).under(5).at(130, 180), 0.0625));
    assertThat(run.signals()).containsEntry("rate_limit.headroom", 0.75);
    assertThat(run.categories())
        .containsEntry("rate_limit.headroom", "0.75 model gpt-5-mini\n0.75 provider openai")
        .containsEntry(
            "rate_limit.nearest", "TOKENS\nTOKENS model gpt-5-mini\nTOKENS provider openai");

    Run toolAlone =
        run(
            agent(1),
            llm(2).under(1).at(0, 100),
            tool(3, "github_search").under(1).at(100, 200),
            limited(http(4, 200).under(3).at(110, 190), 0.03125));
    assertThat(toolAlone.signals()).doesNotContainKey("rate_limit.headroom");
    assertThat(toolAlone.categories())
        .doesNotContainKeys("rate_limit.headroom", "rate_limit.nearest");
  }

  @Test
  void aStepBetweenACallAndItsRequestTakesTheLimitFromNobody() {
    Run run =
        run(
            agent(1),
            llm(2).under(1).at(0, 100),
            span(3, EventKind.STEP).under(2).at(0, 90),
            limited(http(4, 200).under(3).at(0, 80), 0.125),
            llm(5).under(1).at(100, 200).model("anthropic", "claude", "stop"));
    assertThat(run.categories())
        .containsEntry("rate_limit.headroom", "0.125 model gpt-5-mini\n0.125 provider openai");
  }

  @Test
  void whichLimitIsTheNearestIsSaidOfTheRunAndOfEachProviderByItsOwnAnswers() {
    Run run =
        run(
            agent(1),
            llm(2).under(1).at(0, 100).model("anthropic", "claude", "stop"),
            limited(http(4, 200).under(2).at(10, 90), 0.875),
            llm(5).under(1).at(200, 300),
            limited(http(6, 200).under(5).at(210, 290), 0.5)
                .fact(RateLimitFacts.TOKENS_LEFT, 40)
                .fact(RateLimitFacts.TOKENS_MAX, 1_000));
    assertThat(run.signals()).containsEntry("rate_limit.headroom", Unit.SHARE.onGrid(0.04));
    assertThat(RunFixture.CATALOGUE.observationOf(run).orElseThrow().measurements())
        .contains(category("rate_limit.nearest", "TOKENS"));
    assertThat(RunFixture.CATALOGUE.partsOf(run))
        .filteredOn(said -> said.measurements().getFirst().signal().equals("rate_limit.nearest"))
        .extracting(
            said -> said.agent().dimension() + " " + said.agent().value(),
            Observation::measurements)
        .containsExactly(
            tuple("model claude", List.of(category("rate_limit.nearest", "REQUESTS"))),
            tuple("model gpt-5-mini", List.of(category("rate_limit.nearest", "TOKENS"))),
            tuple("provider anthropic", List.of(category("rate_limit.nearest", "REQUESTS"))),
            tuple("provider openai", List.of(category("rate_limit.nearest", "TOKENS"))));
    Run silent = run(agent(1), llm(2).under(1));
    assertThat(silent.categories()).doesNotContainKey("rate_limit.nearest");
  }

  private static SpanFixture limited(SpanFixture response, double left) {
    return response
        .fact(RateLimitFacts.REQUESTS_LEFT, 500 * left)
        .fact(RateLimitFacts.REQUESTS_MAX, 500);
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
