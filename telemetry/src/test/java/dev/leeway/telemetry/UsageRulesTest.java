package dev.leeway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventFlag;
import dev.leeway.signals.event.Usage;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class UsageRulesTest {
  @Test
  void everyGenerationOfNamesGivesTheSameUsage() {
    Usage expected = new Usage(1_000L, 100L, 400L, 50L, 20L, null);
    assertThat(
            usage(
                "gen_ai.usage.input_tokens", 1_000,
                "gen_ai.usage.output_tokens", 100,
                "gen_ai.usage.cache_read.input_tokens", 400,
                "gen_ai.usage.cache_write.input_tokens", 50,
                "gen_ai.usage.reasoning.output_tokens", 20))
        .isEqualTo(expected);
    assertThat(
            usage(
                "gen_ai.usage.prompt_tokens",
                "1000",
                "gen_ai.usage.completion_tokens",
                "100",
                "gen_ai.usage.cache_read_input_tokens",
                400.0,
                "gen_ai.usage.cache_creation_input_tokens",
                50,
                "gen_ai.usage.reasoning_tokens",
                20))
        .isEqualTo(expected);
    assertThat(
            usage(
                "gen_ai.usage.input_tokens", 1_000,
                "gen_ai.usage.output_tokens", 100,
                "gen_ai.usage.cache_read.input_tokens", 400,
                "gen_ai.usage.cache_creation.input_tokens", 50,
                "llm.usage.reasoning_tokens", 20))
        .isEqualTo(expected);
    assertThat(
            usage(
                "llm.token_count.prompt", 1_000,
                "llm.token_count.completion", 100,
                "llm.token_count.prompt_details.cache_read", 400,
                "llm.token_count.prompt_details.cache_write", 50,
                "llm.token_count.completion_details.reasoning", 20))
        .isEqualTo(expected);
  }

  @Test
  void aValueThatIsNoCountLeavesTheWordToTheNextKey() {
    assertThat(
            usage("gen_ai.usage.input_tokens", "many", "llm.token_count.prompt", 7).inputTokens())
        .isEqualTo(7);
  }

  @Test
  void currentNamesOutrankOpenInferenceAndThatTheOldOnes() {
    assertThat(
            usage(
                    "gen_ai.usage.prompt_tokens", 3,
                    "llm.token_count.prompt", 2,
                    "gen_ai.usage.input_tokens", 1)
                .inputTokens())
        .isEqualTo(1);
    assertThat(usage("gen_ai.usage.prompt_tokens", 3, "llm.token_count.prompt", 2).inputTokens())
        .isEqualTo(2);
  }

  @Test
  void cachedTokensBeyondTheInputWereNotCountedInIt() {
    AgentEvent event =
        chat(
            "gen_ai.usage.input_tokens", 10,
            "gen_ai.usage.cache_read.input_tokens", 500,
            "gen_ai.usage.cache_write.input_tokens", 90);
    assertThat(event.usage().inputTokens()).isEqualTo(600);
    assertThat(event.has(EventFlag.USAGE_FIXUP)).isTrue();
  }

  @Test
  void reasoningBeyondTheOutputWasNotCountedInIt() {
    AgentEvent event =
        chat("gen_ai.usage.output_tokens", 10, "gen_ai.usage.reasoning.output_tokens", 500);
    assertThat(event.usage().outputTokens()).isEqualTo(510);
    assertThat(event.has(EventFlag.USAGE_FIXUP)).isTrue();
  }

  @Test
  void consistentCountsAreLeftAlone() {
    AgentEvent event =
        chat("gen_ai.usage.input_tokens", 500, "gen_ai.usage.cache_read.input_tokens", 500);
    assertThat(event.usage().inputTokens()).isEqualTo(500);
    assertThat(event.has(EventFlag.USAGE_FIXUP)).isFalse();
  }

  @Test
  void zeroIsReportedAndNothingIsNot() {
    assertThat(usage("gen_ai.usage.input_tokens", 0).inputTokens()).isZero();
    assertThat(usage("gen_ai.usage.input_tokens", 0).outputTokens()).isNull();
    assertThat(usage()).isEqualTo(Usage.NONE);
  }

  @Test
  void tokensOnAgentsAndServersAreSums() {
    Span.Builder agent =
        Requests.span("a", "gen_ai.operation.name", "invoke_agent", "gen_ai.usage.input_tokens", 9);
    assertThat(Requests.map(agent).event().has(EventFlag.AGGREGATE_USAGE)).isTrue();
    Span.Builder step =
        Requests.span("s", "gen_ai.operation.name", "agent_step", "gen_ai.usage.input_tokens", 9);
    assertThat(Requests.map(step).event().has(EventFlag.AGGREGATE_USAGE)).isTrue();
    Span.Builder server =
        Requests.span(
                "llm_request", "gen_ai.operation.name", "chat", "gen_ai.usage.input_tokens", 9)
            .setKind(Span.SpanKind.SPAN_KIND_SERVER);
    assertThat(Requests.map(server).event().has(EventFlag.AGGREGATE_USAGE)).isTrue();
    assertThat(chat("gen_ai.usage.input_tokens", 9).has(EventFlag.AGGREGATE_USAGE)).isFalse();
    assertThat(
            Requests.map(Requests.span("a", "gen_ai.operation.name", "invoke_agent"))
                .event()
                .has(EventFlag.AGGREGATE_USAGE))
        .isFalse();
  }

  @Test
  void aReportedCostIsTakenAndAMissingOneComputed() {
    assertThat(
            usage(
                    "gen_ai.response.model",
                    "gpt-4o-mini",
                    "gen_ai.usage.input_tokens",
                    1_000,
                    "gen_ai.usage.cost",
                    0.5)
                .costUsd())
        .isEqualTo(0.5);
    assertThat(usage("llm.cost.total", "0.25").costUsd()).isEqualTo(0.25);
    // 600 uncached at 0.15, 400 cached at 0.075, 100 out at 0.6, per million.
    Usage computed =
        usage(
            "gen_ai.request.model", "gpt-4o",
            "gen_ai.response.model", "gpt-4o-mini-2024-07-18",
            "gen_ai.usage.input_tokens", 1_000,
            "gen_ai.usage.cache_read.input_tokens", 400,
            "gen_ai.usage.output_tokens", 100);
    assertThat(Objects.requireNonNull(computed.costUsd()))
        .isEqualTo((600 * 0.15 + 400 * 0.075 + 100 * 0.6) / 1e6, within(1e-12));
  }

  @Test
  void anUnknownModelHasNoCost() {
    assertThat(usage("gen_ai.request.model", "ours", "gen_ai.usage.input_tokens", 10).costUsd())
        .isNull();
  }

  private static Usage usage(Object... attributes) {
    return chat(attributes).usage();
  }

  private static AgentEvent chat(Object... attributes) {
    Span.Builder span =
        Requests.span("chat", "gen_ai.operation.name", "chat")
            .addAllAttributes(Requests.pairs(attributes));
    return Requests.map(span).event();
  }
}
