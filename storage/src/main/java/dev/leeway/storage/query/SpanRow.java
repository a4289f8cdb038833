package dev.leeway.storage.query;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.ContentRef;
import dev.leeway.signals.event.ContentRole;
import dev.leeway.signals.event.Convention;
import dev.leeway.signals.event.EventFlag;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.Facts;
import dev.leeway.signals.event.ModelCall;
import dev.leeway.signals.event.SpanStatus;
import dev.leeway.signals.event.ToolCall;
import dev.leeway.signals.event.TraceId;
import dev.leeway.signals.event.Usage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From a row of {@code agent_events} to an event. */
final class SpanRow {
  static final String COLUMNS =
      """
      lower(hex(span_id)) AS span_hex, lower(hex(parent_span_id)) AS parent_hex,
      toUnixTimestamp64Nano(start_time) AS start_ns,
      reinterpretAsInt64(duration_ns) AS length_ns,
      reinterpretAsInt64(ended_before_start_ns) AS early_ns,
      environment, service_name, service_version, service_instance_id, agent_name, agent_version,
      name, kind, operation, convention, scope_name, status, error_type, http_status, attempts,
      provider, model_requested, model_served, response_id, finish_reasons, ttft_ns,
      input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens,
      cost_usd, tool_name, tool_call_id, reinterpretAsInt64(tool_arguments_hash) AS arguments_hash,
      reinterpretAsInt64(tool_result_hash) AS result_hash, data_source_id, conversation_id,
      user_id_hash, arrayMap(r -> toString(r), content_roles) AS role_names,
      arrayMap(h -> lower(hex(h)), content_hashes) AS content_hexes,
      arrayMap(s -> toInt64(s), content_sizes) AS content_bytes, toInt32(flags) AS flag_bits,
      toUnixTimestamp64Milli(append_time) AS append_ms, fact_numbers, fact_texts, attributes, resource_attributes
      """;

  private SpanRow() {}

  static AgentEvent map(String tenantId, TraceId traceId, ResultSet row) throws SQLException {
    long start = row.getLong("start_ns");
    int flags = row.getInt("flag_bits");
    long end =
        EventFlag.END_MISSING.in(flags)
            ? 0
            : start + row.getLong("length_ns") - row.getLong("early_ns");
    return new AgentEvent(
        RunRow.source(tenantId, row),
        traceId,
        id(row.getString("span_hex")),
        id(row.getString("parent_hex")),
        row.getString("name"),
        EventKind.valueOf(row.getString("kind")),
        row.getString("operation"),
        Convention.valueOf(row.getString("convention")),
        row.getString("scope_name"),
        start,
        end,
        SpanStatus.valueOf(row.getString("status")),
        row.getString("error_type"),
        row.getInt("http_status"),
        Math.max(1, row.getInt("attempts")),
        model(row),
        usage(row),
        new ToolCall(
            row.getString("tool_name"),
            row.getString("tool_call_id"),
            row.getLong("arguments_hash"),
            row.getLong("result_hash")),
        row.getString("data_source_id"),
        row.getString("conversation_id"),
        row.getString("user_id_hash"),
        contents(row),
        flags,
        row.getLong("append_ms"),
        new Facts(Queries.numberMap(row, "fact_numbers"), Queries.textMap(row, "fact_texts")),
        Queries.textMap(row, "attributes"),
        Queries.textMap(row, "resource_attributes"));
  }

  private static ModelCall model(ResultSet row) throws SQLException {
    return new ModelCall(
        row.getString("provider"),
        row.getString("model_requested"),
        row.getString("model_served"),
        row.getString("response_id"),
        Queries.texts(row, "finish_reasons"),
        number(row, "ttft_ns"));
  }

  private static Usage usage(ResultSet row) throws SQLException {
    double cost = row.getDouble("cost_usd");
    return new Usage(
        number(row, "input_tokens"),
        number(row, "output_tokens"),
        number(row, "cache_read_tokens"),
        number(row, "cache_write_tokens"),
        number(row, "reasoning_tokens"),
        row.getObject("cost_usd") == null ? null : cost);
  }

  private static List<ContentRef> contents(ResultSet row) throws SQLException {
    List<String> roles = Queries.texts(row, "role_names");
    List<String> hashes = Queries.texts(row, "content_hexes");
    long[] sizes = Queries.longs(row, "content_bytes");
    List<ContentRef> contents = new ArrayList<>();
    for (int i = 0; i < roles.size(); i++) {
      ContentRole role = ContentRole.valueOf(roles.get(i));
      contents.add(new ContentRef(role, hashes.get(i), sizes[i]));
    }
    return contents;
  }

  private static @Nullable Long number(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.getObject(column) == null ? null : value;
  }

  private static long id(String hex) {
    return Long.parseUnsignedLong(hex, 16);
  }
}
