package dev.leeway.storage.query;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventFlag;
import dev.leeway.signals.event.TraceId;
import dev.leeway.signals.run.SpanSupplements;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Reads the spans of a trace and the payload text that they point to. */
public final class SpanStore {
  /** As many as a run may have. */
  public static final int SPANS_MAX = 10_000;

  public static final int CONTENTS_MAX = 200;

  private final Queries queries;

  public SpanStore(DataSource source) {
    queries = new Queries(source);
  }

  /**
   * All spans of a trace by start, at most {@link #SPANS_MAX}, completed by what log records say
   * about them; calls that only log records tell of are among them.
   */
  public List<AgentEvent> ofTrace(String tenantId, TraceId traceId) {
    List<AgentEvent> rows = new ArrayList<>();
    rows.addAll(
        rowsOf("agent_events", EventFlag.SUPPLEMENT, "spans of a trace", tenantId, traceId));
    rows.addAll(
        rowsOf("span_supplements", EventFlag.TAKEN_BACK, "records of a trace", tenantId, traceId));
    return SpanSupplements.of(rows).spans().stream()
        .sorted(
            Comparator.comparingLong(AgentEvent::startNanos).thenComparingLong(AgentEvent::spanId))
        .toList();
  }

  private List<AgentEvent> rowsOf(
      String table, EventFlag without, String name, String tenantId, TraceId traceId) {
    return queries.list(
        name,
        "SELECT "
            + SpanRow.COLUMNS
            + " FROM "
            + table
            + " WHERE tenant_id = ? AND trace_id = unhex(?) AND bitAnd(flags, ?) = 0"
            + " ORDER BY start_time, span_id LIMIT ?",
        row -> SpanRow.map(tenantId, traceId, row),
        tenantId,
        traceId.toString(),
        without.bit(),
        SPANS_MAX);
  }

  /** Text by content hash; a hash whose text is not kept any more is absent. */
  public Map<String, String> contents(String tenantId, Collection<String> hashes) {
    if (hashes.isEmpty()) {
      return Map.of();
    }
    if (hashes.size() > CONTENTS_MAX) {
      throw new IllegalArgumentException(
          "at most " + CONTENTS_MAX + " contents at once: " + hashes.size());
    }
    List<Object> parameters = new ArrayList<>();
    parameters.add(tenantId);
    parameters.addAll(hashes);
    Map<String, String> texts = new HashMap<>();
    queries
        .list(
            "contents",
            "SELECT lower(hex(hash)) AS hash_hex, text FROM agent_content"
                + " WHERE tenant_id = ? AND hash IN ("
                + Queries.placeholders(hashes.size(), "unhex(?)")
                + ") LIMIT 1 BY hash",
            row -> Map.entry(row.getString("hash_hex"), row.getString("text")),
            parameters.toArray())
        .forEach(entry -> texts.put(entry.getKey(), entry.getValue()));
    return texts;
  }
}
