package dev.leeway.telemetry.metric;

import static dev.leeway.telemetry.metric.CanonicalMetric.metric;
import static dev.leeway.telemetry.metric.MetricSource.named;

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

  private static final MetricSource TOKEN_USAGE = named("gen_ai.client.token.usage");
  private static final MetricSource CLAUDE_CODE = named("claude_code.token.usage");
  private static final MetricSource GEMINI_CLI = named("gemini_cli.token.usage");

  static final List<CanonicalMetric> ALL =
      List.of(
          metric(
              "llm.duration",
              MetricUnit.SECONDS,
              named("gen_ai.client.inference.duration"),
              named("gen_ai.client.operation.duration").when(OPERATION, INFERENCE),
              named("gen_ai.client.operation").in("ms").when(OPERATION, INFERENCE),
              named("gemini_cli.api.request.latency").in("ms")),
          metric(
              "op.duration",
              MetricUnit.SECONDS,
              named("gen_ai.client.operation.duration").unless(OPERATION, INFERENCE),
              named("gen_ai.client.operation").in("ms").unless(OPERATION, INFERENCE)),
          metric(
              "llm.ttfc",
              MetricUnit.SECONDS,
              named("gen_ai.client.inference.time_to_first_chunk"),
              named("gen_ai.client.operation.time_to_first_chunk"),
              named("llm.chat_completions.streaming_time_to_first_token"),
              named("copilot_chat.time_to_first_token"),
              named("strands.model.time_to_first_token").in("ms")),
          metric(
              "llm.tpoc",
              MetricUnit.SECONDS,
              named("gen_ai.client.inference.time_per_output_chunk"),
              named("gen_ai.client.operation.time_per_output_chunk")),
          metric(
              "llm.generation_time",
              MetricUnit.SECONDS,
              named("llm.chat_completions.streaming_time_to_generate")),
          metric(
              "tokens.input",
              MetricUnit.TOKENS,
              named("gen_ai.client.inference.usage.input_tokens"),
              TOKEN_USAGE.total().when(TOKEN_TYPE, "input", "prompt"),
              // Claude Code counts what is read from and written to the cache apart.
              CLAUDE_CODE.when(TYPE, "input", "cacheread", "cachecreation"),
              GEMINI_CLI.when(TYPE, "input", "tool"),
              named("gen_ai.agent.tokens.input"),
              named("strands.event_loop.input.tokens")),
          metric(
              "tokens.output",
              MetricUnit.TOKENS,
              named("gen_ai.client.inference.usage.output_tokens"),
              TOKEN_USAGE.total().when(TOKEN_TYPE, "output", "completion"),
              CLAUDE_CODE.when(TYPE, "output"),
              // Gemini CLI counts thoughts apart.
              GEMINI_CLI.when(TYPE, "output", "thought"),
              named("gen_ai.agent.tokens.output"),
              named("strands.event_loop.output.tokens")),
          metric(
              "tokens.cache_read",
              MetricUnit.TOKENS,
              named("gen_ai.client.inference.usage.cache_read.input_tokens"),
              TOKEN_USAGE.total().when(TOKEN_TYPE, "cache_read", "input_cache_read", "cached"),
              CLAUDE_CODE.when(TYPE, "cacheread"),
              GEMINI_CLI.when(TYPE, "cache"),
              named("strands.event_loop.cache_read.input.tokens")),
          metric(
              "tokens.cache_write",
              MetricUnit.TOKENS,
              named("gen_ai.client.inference.usage.cache_write.input_tokens"),
              named("gen_ai.client.inference.usage.cache_creation.input_tokens"),
              TOKEN_USAGE
                  .total()
                  .when(TOKEN_TYPE, "cache_write", "cache_creation", "input_cache_write"),
              CLAUDE_CODE.when(TYPE, "cachecreation"),
              named("strands.event_loop.cache_write.input.tokens")),
          metric(
              "tokens.reasoning",
              MetricUnit.TOKENS,
              named("gen_ai.client.inference.usage.reasoning.output_tokens"),
              TOKEN_USAGE.total().when(TOKEN_TYPE, "reasoning", "output_reasoning"),
              GEMINI_CLI.when(TYPE, "thought")),
          metric(
              "tokens.input.per_call",
              MetricUnit.TOKENS,
              named("gen_ai.client.inference.operation.input_tokens"),
              TOKEN_USAGE.distribution().when(TOKEN_TYPE, "input", "prompt")),
          metric(
              "tokens.output.per_call",
              MetricUnit.TOKENS,
              named("gen_ai.client.inference.operation.output_tokens"),
              TOKEN_USAGE.distribution().when(TOKEN_TYPE, "output", "completion")),
          metric(
              "agent.duration",
              MetricUnit.SECONDS,
              named("gen_ai.invoke_agent.duration"),
              named("copilot_chat.agent.invocation.duration"),
              named("gemini_cli.agent.duration").in("ms")),
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
              named("gen_ai.execute_tool.duration"),
              named("agent_framework.function.invocation.duration"),
              named("semantic_kernel.function.invocation.duration"),
              named("gemini_cli.tool.call.latency").in("ms"),
              named("copilot_chat.tool.call.duration").in("ms"),
              named("gen_ai.agent.tool.duration").in("ms"),
              named("strands.tool.duration")),
          metric(
              "workflow.duration",
              MetricUnit.SECONDS,
              "gen_ai.invoke_workflow.duration",
              "gen_ai.workflow.duration"),
          metric(
              "mcp.client.operation.duration", MetricUnit.SECONDS, "mcp.client.operation.duration"),
          metric("mcp.client.session.duration", MetricUnit.SECONDS, "mcp.client.session.duration"),
          metric(
              "mcp.server.operation.duration", MetricUnit.SECONDS, "mcp.server.operation.duration"),
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
