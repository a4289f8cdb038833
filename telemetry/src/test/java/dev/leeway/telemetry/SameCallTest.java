package dev.leeway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.Usage;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One and the same call of a model, as each dialect without recordings spells it: a thousand tokens
 * in, of which 400 came from a cache, a hundred out with 20 of reasoning, cut at the limit.
 */
final class SameCallTest {
  static Stream<Arguments> spellings() {
    return Stream.of(
        Arguments.of(
            "Claude Code",
            "com.anthropic.claude_code.tracing",
            "claude_code.llm_request",
            Map.of(
                "span.type", "claude_code.llm_request",
                "model", "m-1",
                "gen_ai.system", "anthropic",
                // Without the cache, and reasoning is not told apart.
                "input_tokens", 600,
                "output_tokens", 100,
                "cache_read_tokens", 400,
                "gen_ai.usage.reasoning_tokens", 20,
                "stop_reason", "max_tokens",
                "ttft_ms", 450)),
        Arguments.of(
            "Codex",
            "codex_exec",
            "completed",
            Map.of(
                "model", "m-1",
                "gen_ai.usage.input_tokens", 1_000,
                "gen_ai.usage.cache_read.input_tokens", 400,
                "gen_ai.usage.output_tokens", 100,
                "codex.usage.reasoning_output_tokens", 20,
                "codex.usage.total_tokens", 1_100,
                "gen_ai.response.finish_reason", "max_output_tokens",
                "gen_ai.response.time_to_first_chunk", 0.45)),
        Arguments.of(
            "Gemini CLI",
            "gemini-cli",
            "llm_call",
            Map.of(
                "gen_ai.operation.name", "llm_call",
                "gen_ai.agent.name", "gemini-cli",
                "gen_ai.request.model", "m-1",
                "input_token_count", "1000",
                // Without the thoughts.
                "output_token_count", "80",
                "cached_content_token_count", "400",
                "thoughts_token_count", "20",
                "finish_reasons", List.of("MAX_TOKENS"),
                "gen_ai.response.time_to_first_chunk", 0.45)),
        Arguments.of(
            "Copilot",
            "copilot-chat",
            "chat m-1",
            Map.of(
                "gen_ai.operation.name", "chat",
                "gen_ai.provider.name", "github",
                "gen_ai.request.model", "m-1",
                "gen_ai.usage.input_tokens", 1_000,
                "gen_ai.usage.output_tokens", 100,
                "gen_ai.usage.cache_read.input_tokens", 400,
                "gen_ai.usage.reasoning_tokens", 20,
                "gen_ai.response.finish_reasons", List.of("length"),
                "copilot_chat.time_to_first_token", 450)),
        Arguments.of(
            "pydantic-ai",
            "pydantic-ai",
            "chat m-1",
            Map.of(
                "gen_ai.operation.name",
                "chat",
                "gen_ai.system",
                "openai",
                "gen_ai.request.model",
                "m-1",
                "gen_ai.usage.input_tokens",
                1_000,
                "gen_ai.usage.output_tokens",
                100,
                "gen_ai.usage.details.cache_read_tokens",
                400,
                "gen_ai.usage.details.reasoning_tokens",
                20,
                "gen_ai.response.finish_reasons",
                List.of("length"),
                "gen_ai.client.operation.time_to_first_chunk",
                0.45,
                "logfire.msg",
                "chat m-1")),
        Arguments.of(
            "MLflow",
            "mlflow",
            "Completions",
            Map.of(
                "mlflow.spanType",
                "\"CHAT_MODEL\"",
                "mlflow.llm.model",
                "\"m-1\"",
                "mlflow.llm.provider",
                "\"openai\"",
                "mlflow.chat.tokenUsage",
                "{\"input_tokens\":1000,\"output_tokens\":100,\"cache_read_input_tokens\":400}",
                "gen_ai.usage.reasoning_tokens",
                20,
                "mlflow.spanOutputs",
                """
                {"choices":[{"finish_reason":"length","message":{"role":"assistant"}}]}\
                """,
                "gen_ai.response.time_to_first_chunk",
                0.45)),
        Arguments.of(
            "Semantic Kernel",
            "semantic_kernel.connectors.ai",
            "chat.completions m-1",
            Map.of(
                "gen_ai.operation.name",
                "chat.completions",
                "gen_ai.system",
                "openai",
                "gen_ai.request.model",
                "m-1",
                "gen_ai.usage.input_tokens",
                1_000,
                "gen_ai.usage.output_tokens",
                100,
                "gen_ai.usage.cache_read.input_tokens",
                400,
                "gen_ai.usage.reasoning.output_tokens",
                20,
                "gen_ai.response.finish_reason",
                "FinishReason.LENGTH",
                "gen_ai.response.time_to_first_chunk",
                0.45)),
        Arguments.of(
            "Haystack",
            "haystack",
            "haystack.component.run",
            Map.of(
                "haystack.component.type",
                "OpenAIChatGenerator",
                "haystack.component.output",
                """
                {"replies":[{"role":"assistant","content":[{"text":"Hi"}],"meta":{"model":"m-1",
                "finish_reason":"length","usage":{"prompt_tokens":1000,"completion_tokens":100,
                "prompt_tokens_details":{"cached_tokens":400},
                "completion_tokens_details":{"reasoning_tokens":20}}}}]}\
                """,
                "gen_ai.response.time_to_first_chunk",
                0.45)),
        Arguments.of(
            "AgentOps",
            "agentops",
            "openai.chat.completion",
            Map.of(
                "agentops.span.kind", "llm",
                "gen_ai.system", "OpenAI",
                "gen_ai.request.model", "m-1",
                "gen_ai.usage.prompt_tokens", "1000",
                "gen_ai.usage.completion_tokens", "100",
                "gen_ai.usage.cache_read_input_tokens", 400,
                "gen_ai.usage.reasoning_tokens", 20,
                "gen_ai.response.finish_reason", "length",
                "gen_ai.streaming.time_to_first_token", 0.45)),
        Arguments.of(
            "LiveKit",
            "livekit-agents",
            "llm_request",
            Map.of(
                "gen_ai.operation.name",
                "chat",
                "gen_ai.provider.name",
                "openai",
                "gen_ai.request.model",
                "m-1",
                "gen_ai.usage.input_tokens",
                1_000,
                "gen_ai.usage.output_tokens",
                100,
                "gen_ai.usage.input_cached_tokens",
                400,
                "gen_ai.usage.reasoning_tokens",
                20,
                "gen_ai.response.finish_reasons",
                List.of("length"),
                "lk.response.ttft",
                0.45)),
        Arguments.of(
            "vLLM",
            "vllm.llm_engine",
            "llm_request",
            Map.of(
                "gen_ai.response.model",
                "m-1",
                "gen_ai.usage.prompt_tokens",
                1_000,
                "gen_ai.usage.completion_tokens",
                100,
                "gen_ai.usage.cache_read_tokens",
                400,
                "gen_ai.usage.reasoning_tokens",
                20,
                "gen_ai.response.finish_reasons",
                "[\"length\"]",
                "gen_ai.latency.time_to_first_token",
                0.45,
                "gen_ai.latency.e2e",
                0.9)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("spellings")
  void isTheSameEvent(String dialect, String scope, String name, Map<String, Object> attributes) {
    Object[] pairs =
        attributes.entrySet().stream()
            .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
            .toArray();
    AgentEvent event =
        Requests.map(
                Requests.resource("service.name", "shop"), scope, "", Requests.span(name, pairs))
            .event();
    assertThat(event.kind()).as(dialect).isEqualTo(EventKind.LLM);
    assertThat(event.usage()).isEqualTo(new Usage(1_000L, 100L, 400L, null, 20L, null));
    assertThat(event.model().model()).isEqualTo("m-1");
    assertThat(event.model().finishReasons()).containsExactly("length");
    assertThat(event.model().ttftNanos()).isEqualTo(450_000_000);
  }
}
