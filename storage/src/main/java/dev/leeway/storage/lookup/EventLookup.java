package dev.leeway.storage.lookup;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.TraceId;
import dev.leeway.storage.http.ClickHouseClient;
import dev.leeway.storage.row.AgentEventReader;
import dev.leeway.storage.row.RowReader;
import dev.leeway.storage.row.RunReader;
import dev.leeway.storage.row.RunRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Asks the store what it holds of traces, for a job whose own memory of them is gone. Thread-safe;
 * each call is one query for at most {@link #TRACES_MAX} traces, and sees what was inserted before
 * it.
 */
public final class EventLookup {
  /** Traces that one call may ask for: about 20 ms and 150 kB of query. */
  public static final int TRACES_MAX = 2_000;

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final ClickHouseClient clickHouse;

  public EventLookup(ClickHouseClient clickHouse) {
    this.clickHouse = clickHouse;
  }

  /**
   * Which spans and supplements of these traces are stored, among those that start within the
   * range. Cheap for a narrow range: tenant and minute lead the tables' sort key.
   *
   * @param toMillis not included
   */
  public Set<EventKey> storedSpans(
      String tenantId, long fromMillis, long toMillis, Collection<TraceId> traceIds) {
    if (traceIds.isEmpty() || fromMillis >= toMillis) {
      return Set.of();
    }
    requireFew(traceIds);
    String condition =
        "WHERE tenant_id = %s AND start_time >= %s AND start_time < %s AND trace_id IN %s"
            .formatted(
                Literals.of(tenantId),
                Literals.ofNanos(nanos(fromMillis)),
                Literals.ofNanos(nanos(toMillis)),
                Literals.listOf(traceIds));
    return new HashSet<>(
        rows(
            """
            SELECT trace_id, span_id FROM agent_events %1$s
            UNION ALL
            SELECT trace_id, span_id FROM span_supplements %1$s
            FORMAT RowBinary
            """
                .formatted(condition),
            in -> new EventKey(new TraceId(in.word(), in.word()), in.word())));
  }

  /**
   * The spans of a trace by start and what log records say about them, at most so many of each,
   * without the attributes of span and resource and without payload text. Finds them without a time
   * range, by the bloom index on trace ids.
   */
  public StoredTrace trace(String tenantId, TraceId traceId, int spansMax) {
    return StoredTrace.of(
        rowsOf("agent_events", tenantId, traceId, spansMax),
        rowsOf("span_supplements", tenantId, traceId, spansMax));
  }

  private List<AgentEvent> rowsOf(String table, String tenantId, TraceId traceId, int rowsMax) {
    return rows(
        """
        SELECT %s
        FROM %s
        WHERE tenant_id = %s AND trace_id = %s
        ORDER BY start_time, span_id
        LIMIT %d
        FORMAT RowBinary
        """
            .formatted(
                AgentEventReader.columnListWithoutAttributes(),
                table,
                Literals.of(tenantId),
                Literals.of(traceId),
                rowsMax),
        AgentEventReader::readWithoutAttributes);
  }

  /**
   * The newest revision of every run of these traces; withdrawn ones too, which FINAL would hide,
   * because a run that comes back must outrank its withdrawal.
   */
  public List<RunRow> runs(String tenantId, Collection<TraceId> traceIds) {
    if (traceIds.isEmpty()) {
      return List.of();
    }
    requireFew(traceIds);
    return rows(
        """
        SELECT %s
        FROM runs
        WHERE tenant_id = %s AND trace_id IN %s
        ORDER BY trace_id, run_id, revision DESC
        LIMIT 1 BY trace_id, run_id
        FORMAT RowBinary
        """
            .formatted(RunReader.columnList(), Literals.of(tenantId), Literals.listOf(traceIds)),
        RunReader::read);
  }

  /**
   * Payload texts by content hash; a hash whose text is not kept any more is absent.
   *
   * @param hashes any number; a few hundred at a time keep the answer small
   */
  public Map<String, String> texts(String tenantId, Collection<String> hashes) {
    Map<String, String> texts = new HashMap<>();
    if (!hashes.isEmpty()) {
      rows(
              """
              SELECT hash, text
              FROM agent_content
              WHERE tenant_id = %s AND hash IN (%s)
              LIMIT 1 BY hash
              FORMAT RowBinary
              """
                  .formatted(
                      Literals.of(tenantId),
                      hashes.stream().map(Literals::ofHash).collect(Collectors.joining(", "))),
              in -> Map.entry(in.hex16(), in.text()))
          .forEach(entry -> texts.put(entry.getKey(), entry.getValue()));
    }
    return texts;
  }

  private <T> List<T> rows(String sql, Function<RowReader, T> row) {
    RowReader in = new RowReader(clickHouse.query(sql));
    List<T> rows = new ArrayList<>();
    while (in.hasNext()) {
      rows.add(row.apply(in));
    }
    return rows;
  }

  private static void requireFew(Collection<TraceId> traceIds) {
    if (traceIds.size() > TRACES_MAX) {
      throw new IllegalArgumentException(
          "expected at most %d traces, came %d".formatted(TRACES_MAX, traceIds.size()));
    }
  }

  /** Saturates, so that an open range can be asked for. */
  private static long nanos(long millis) {
    long bound = Long.MAX_VALUE / NANOS_PER_MILLI;
    return Math.max(-bound, Math.min(bound, millis)) * NANOS_PER_MILLI;
  }
}
