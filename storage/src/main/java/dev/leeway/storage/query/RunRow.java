package dev.leeway.storage.query;

import dev.leeway.signals.event.AgentSource;
import dev.leeway.signals.event.SpanStatus;
import dev.leeway.signals.event.TraceId;
import dev.leeway.signals.run.Run;
import dev.leeway.signals.run.RunOutcome;
import java.sql.ResultSet;
import java.sql.SQLException;

/** From a row of {@code runs} to a run. */
final class RunRow {
  static final String COLUMNS =
      """
      lower(hex(trace_id)) AS trace_hex, lower(hex(run_id)) AS run_hex, revision,
      environment, service_name, service_version, service_instance_id, agent_name, agent_version,
      name, toUnixTimestamp64Nano(start_time) AS start_ns, duration_ns, status, outcome, error_type,
      conversation_id, user_id_hash, spans, llm_calls, tool_calls, attempts, input_tokens,
      output_tokens, cost_usd, grounding_score, signals, categories, dimensions, flags
      """;

  private RunRow() {}

  static Run map(String tenantId, ResultSet row) throws SQLException {
    double grounding = row.getDouble("grounding_score");
    return new Run(
        source(tenantId, row),
        TraceId.parse(row.getString("trace_hex")),
        Long.parseUnsignedLong(row.getString("run_hex"), 16),
        row.getLong("revision"),
        false,
        row.getString("name"),
        row.getLong("start_ns"),
        row.getLong("duration_ns"),
        SpanStatus.valueOf(row.getString("status")),
        RunOutcome.valueOf(row.getString("outcome")),
        row.getString("error_type"),
        row.getString("conversation_id"),
        row.getString("user_id_hash"),
        row.getInt("spans"),
        row.getInt("llm_calls"),
        row.getInt("tool_calls"),
        row.getInt("attempts"),
        row.getLong("input_tokens"),
        row.getLong("output_tokens"),
        row.getDouble("cost_usd"),
        row.getObject("grounding_score") == null ? null : grounding,
        Queries.numberMap(row, "signals"),
        Queries.textMap(row, "categories"),
        Queries.textMap(row, "dimensions"),
        row.getInt("flags"));
  }

  static AgentSource source(String tenantId, ResultSet row) throws SQLException {
    return new AgentSource(
        tenantId,
        row.getString("environment"),
        row.getString("service_name"),
        row.getString("service_version"),
        row.getString("service_instance_id"),
        row.getString("agent_name"),
        row.getString("agent_version"));
  }
}
