package dev.leeway.signals.catalogue;

import static dev.leeway.signals.catalogue.RunFixture.run;
import static dev.leeway.signals.event.SpanFixture.agent;
import static dev.leeway.signals.event.SpanFixture.llm;
import static dev.leeway.signals.event.SpanFixture.span;
import static dev.leeway.signals.event.SpanFixture.tool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.SpanFixture;
import dev.leeway.signals.run.FailureOrigin;
import org.junit.jupiter.api.Test;

class CascadeOriginTest {
  private static final SpanFixture FAILED = agent(1).at(0, 5_000).failed("ToolError");

  @Test
  void theDeepestFailedCallOfTheFirstFailedBranchIsTheOrigin() {
    assertThat(
            origin(
                FAILED,
                tool(2, "quote").under(1).at(100, 2_000).failed("E"),
                span(3, EventKind.DB).named("SELECT prices").under(2).at(200, 1_900).failed("E"),
                tool(4, "ship").under(1).at(2_100, 4_000).failed("E")))
        .isEqualTo("database SELECT prices");
  }

  @Test
  void aDependencyThatAnswersAfterItsCallerGaveUpIsTheOrigin() {
    assertThat(
            origin(
                FAILED,
                tool(2, "quote").under(1).at(100, 2_000).failed("TimeoutError"),
                span(3, EventKind.HTTP).named("GET").under(2).at(150, 3_990),
                span(4, EventKind.DB).named("SELECT prices").under(3).at(200, 3_900),
                span(5, EventKind.DB).named("SELECT stock").under(2).at(200, 300)))
        .isEqualTo("tool quote");
    assertThat(
            origin(
                FAILED,
                tool(2, "quote").under(1).at(100, 2_000).failed("TimeoutError"),
                span(4, EventKind.DB).named("SELECT prices").under(2).at(200, 3_900),
                span(5, EventKind.DB).named("SELECT stock").under(2).at(200, 300)))
        .isEqualTo("database SELECT prices");
  }

  @Test
  void whatALaterSuccessMadeGoodIsNoReason() {
    assertThat(
            origin(
                FAILED,
                llm(2).under(1).at(100, 200).model("openai", "gpt-4o").failed("RateLimitError"),
                llm(3).under(1).at(300, 400).model("openai", "gpt-4o"),
                tool(4, "quote").under(1).at(500, 900).failed("E")))
        .isEqualTo("tool quote");
  }

  @Test
  void modelsSourcesAndAgentsAreNamedAsSuch() {
    assertThat(origin(FAILED, llm(2).under(1).model("openai", "gpt-4o").failed("E")))
        .isEqualTo("model openai/gpt-4o");
    assertThat(origin(FAILED, agent(2).under(1).by("pricing").failed("E")))
        .isEqualTo("agent pricing");
  }

  @Test
  void aModelWithoutAProviderSaysSoHoweverItIsNamed() {
    String name = origin(FAILED, llm(2).under(1).model("", "meta-llama/Llama-3.1-8B").failed("E"));
    assertThat(name).isEqualTo("model meta-llama/Llama-3.1-8B (provider unknown)");
    assertThat(FailureOrigin.isOfProvider(name)).isFalse();
    assertThat(FailureOrigin.isOfProvider("model openai/gpt-4o")).isTrue();
    assertThat(FailureOrigin.isOfProvider("tool quote")).isFalse();
    String longest = origin(FAILED, llm(2).under(1).model("", "x".repeat(500)).failed("E"));
    assertThat(longest).hasSize(200).endsWith(" (provider unknown)");
  }

  @Test
  void aRunThatDidNotFailOrFailedByItselfHasNone() {
    assertThat(origin(agent(1), tool(2, "quote").under(1).failed("E"))).isEmpty();
    assertThat(origin(FAILED, tool(2, "quote").under(1))).isEmpty();
    assertThat(origin(tool(2, "quote").under(9).failed("E"))).isEmpty();
  }

  private static String origin(SpanFixture... spans) {
    return run(spans).categories().getOrDefault("cascade.origin", "");
  }
}
