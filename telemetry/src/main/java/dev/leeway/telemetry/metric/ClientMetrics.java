package dev.leeway.telemetry.metric;

import static dev.leeway.telemetry.metric.CanonicalMetric.metric;
import static dev.leeway.telemetry.metric.MetricSource.of;

import java.util.List;
import java.util.Set;

/** What agents and their libraries measure about model calls, tools and themselves. */
final class ClientMetrics {
  private static final String OPERATION = "gen_ai.operation.name";
  private static final String TOKEN_TYPE = "gen_ai.token.type";
  private static final String TYPE = "type";

  /** The operations that ask a model for an answer; OpenLLMetry's word for one is completion. */
  private static final Set<String> INFERENCE =
      Set.of("chat", "generate_content", "text_completion", "completion");

  private static final MetricSource TOKEN_USAGE = of("gen_ai.client.token.usage");
  private static final MetricSource CLAUDE_CODE = of("claude_code.token.usage");
  private static final MetricSource GEMINI_CLI = of("gemini_cli.token.usage");

  static final List<CanonicalMetric> ALL =
      List.of(
          metric(
              "llm.duration",
              MetricUnit.SECONDS,
              of("gen_ai.client.inference.duration"),
              of("gen_ai.client.operation.duration").when(OPERATION, INFERENCE),
              of("gen_ai.client.operation").in("ms").when(OPERATION, INFERENCE),
              of("gemini_cli.api.request.latency").in("ms")),
          metric(
              "op.duration",
              MetricUnit.SECONDS,
              of("gen_ai.client.operation.duration").unless(OPERATION, INFERENCE),
              of("gen_ai.client.operation").in("ms").unless(OPERATION, INFERENCE)),
          metric(
              "llm.ttfc",
              MetricUnit.SECONDS,
              of("gen_ai.client.inference.time_to_first_chunk"),
              of("gen_ai.client.operation.time_to_first_chunk"),
              of("llm.chat_completions.streaming_time_to_first_token"),
              of("copilot_chat.time_to_first_token"),
              of("strands.model.time_to_first_token").in("ms")),
          metric(
              "llm.tpoc",
              MetricUnit.SECONDS,
              of("gen_ai.client.inference.time_per_output_chunk"),
              of("gen_ai.client.operation.time_per_output_chunk")),
          metric(
              "llm.generation_time",
              MetricUnit.SECONDS,
              of("llm.chat_completions.streaming_time_to_generate")),
          metric(
              "tokens.input",
              MetricUnit.TOKENS,
              of("gen_ai.client.inference.usage.input_tokens"),
              TOKEN_USAGE.total().when(TOKEN_TYPE, "input", "prompt"),
              // Claude Code counts what is read from and written to the cache apart.
              CLAUDE_CODE.when(TYPE, "input", "cacheread", "cachecreation"),
              GEMINI_CLI.when(TYPE, "input", "tool"),
              of("gen_ai.agent.tokens.input"),
              of("strands.event_loop.input.tokens")),
          metric(
              "tokens.output",
              MetricUnit.TOKENS,
              of("gen_ai.client.inference.usage.output_tokens"),
              TOKEN_USAGE.total().when(TOKEN_TYPE, "output", "completion"),
              CLAUDE_CODE.when(TYPE, "output"),
              // Gemini CLI counts thoughts apart.
              GEMINI_CLI.when(TYPE, "output", "thought"),
              of("gen_ai.agent.tokens.output"),
              of("strands.event_loop.output.tokens")),
          metric(
              "tokens.cache_read",
              MetricUnit.TOKENS,
              of("gen_ai.client.inference.usage.cache_read.input_tokens"),
              TOKEN_USAGE.total().when(TOKEN_TYPE, "cache_read", "input_cache_read", "cached"),
              CLAUDE_CODE.when(TYPE, "cacheread"),
              GEMINI_CLI.when(TYPE, "cache"),
              of("strands.event_loop.cache_read.input.tokens")),
          metric(
              "tokens.cache_write",
              MetricUnit.TOKENS,
              of("gen_ai.client.inference.usage.cache_write.input_tokens"),
              of("gen_ai.client.inference.usage.cache_creation.input_tokens"),
              TOKEN_USAGE
                  .total()
                  .when(TOKEN_TYPE, "cache_write", "cache_creation", "input_cache_write"),
              CLAUDE_CODE.when(TYPE, "cachecreation"),
              of("strands.event_loop.cache_write.input.tokens")),
          metric(
              "tokens.reasoning",
              MetricUnit.TOKENS,
              of("gen_ai.client.inference.usage.reasoning.output_tokens"),
              TOKEN_USAGE.total().when(TOKEN_TYPE, "reasoning", "output_reasoning"),
              GEMINI_CLI.when(TYPE, "thought")),
          metric(
              "tokens.input.per_call",
              MetricUnit.TOKENS,
              of("gen_ai.client.inference.operation.input_tokens"),
              TOKEN_USAGE.distribution().when(TOKEN_TYPE, "input", "prompt")),
          metric(
              "tokens.output.per_call",
              MetricUnit.TOKENS,
              of("gen_ai.client.inference.operation.output_tokens"),
              TOKEN_USAGE.distribution().when(TOKEN_TYPE, "output", "completion")),
          metric(
              "agent.duration",
              MetricUnit.SECONDS,
              of("gen_ai.invoke_agent.duration"),
              of("copilot_chat.agent.invocation.duration"),
              of("gemini_cli.agent.duration").in("ms")),
          metric(
              "agent.inference_calls",
              MetricUnit.CALLS,
              "gen_ai.invoke_agent.inference_calls",
              "copilot_chat.agent.turn.count",
              "gemini_cli.agent.turns"),
          metric("agent.tool_calls", MetricUnit.CALLS, "gen_ai.invoke_agent.tool_calls"),
          metric(
              "tool.duration",
              MetricUnit.SECONDS,
              of("gen_ai.execute_tool.duration"),
              of("agent_framework.function.invocation.duration"),
              of("semantic_kernel.function.invocation.duration"),
              of("gemini_cli.tool.call.latency").in("ms"),
              of("copilot_chat.tool.call.duration").in("ms"),
              of("gen_ai.agent.tool.duration").in("ms"),
              of("strands.tool.duration")),
          metric(
              "workflow.duration",
              MetricUnit.SECONDS,
              "gen_ai.invoke_workflow.duration",
              "gen_ai.workflow.duration"),
          metric(
              "mcp.client.operation.duration",
              MetricUnit.SECONDS,
              "mcp.client.operation.duration"),
          metric("mcp.client.session.duration", MetricUnit.SECONDS, "mcp.client.session.duration"),
          metric(
              "mcp.server.operation.duration",
              MetricUnit.SECONDS,
              "mcp.server.operation.duration"),
          metric("mcp.server.session.duration", MetricUnit.SECONDS, "mcp.server.session.duration"),
          metric(
              "cost",
              MetricUnit.USD,
              "gen_ai.client.operation.cost",
              "operation.cost",
              "claude_code.cost.usage",
              "gen_ai.client.estimated_cost"));

  private ClientMetrics() {}
}
