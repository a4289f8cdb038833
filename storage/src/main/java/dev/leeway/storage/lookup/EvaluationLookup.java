package dev.leeway.storage.lookup;

import dev.leeway.signals.event.TraceId;
import dev.leeway.storage.http.ClickHouseClient;
import dev.leeway.storage.row.RowReader;
import dev.leeway.storage.row.RunReader;
import dev.leeway.storage.row.RunRow;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Asks the store which evaluations it has, and which runs those are about that name no trace.
 * Thread-safe; each call is one query for at most {@link EventLookup#TRACES_MAX} of a kind, and
 * sees what was inserted before it.
 */
public final class EvaluationLookup {
  /** Runs of one conversation that are looked at, the latest ones. */
  public static final int RUNS_PER_CONVERSATION = 50;

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final ClickHouseClient clickHouse;

  public EvaluationLookup(ClickHouseClient clickHouse) {
    this.clickHouse = clickHouse;
  }

  /** Those of the ids, of 32 hexadecimal digits, that are stored. */
  public Set<String> stored(String tenantId, Collection<String> evaluationIds) {
    if (evaluationIds.isEmpty()) {
      return Set.of();
    }
    RowReader in =
        new RowReader(
            clickHouse.query(
                """
                SELECT evaluation_id
                FROM evaluations
                WHERE tenant_id = %s AND evaluation_id IN %s
                FORMAT RowBinary
                """
                    .formatted(
                        Literals.of(tenantId),
                        evaluationIds.stream()
                            .map(Literals::ofHash)
                            .collect(Collectors.joining(", ", "(", ")")))));
    return new HashSet<>(in.rows(in::hex16));
  }

  /**
   * The traces of model calls by the id of their response.
   *
   * @param fromMillis no call is looked for that started before
   */
  public Map<String, TraceId> tracesOf(
      String tenantId, Collection<String> responseIds, long fromMillis) {
    if (responseIds.isEmpty()) {
      return Map.of();
    }
    RowReader in =
        new RowReader(
            clickHouse.query(
                """
                SELECT response_id, trace_id
                FROM agent_events
                WHERE tenant_id = %s AND start_time >= %s AND response_id IN %s
                LIMIT 1 BY response_id
                FORMAT RowBinary
                """
                    .formatted(
                        Literals.of(tenantId),
                        Literals.ofNanos(Math.max(0, fromMillis) * NANOS_PER_MILLI),
                        texts(responseIds))));
    Map<String, TraceId> traces = new HashMap<>();
    while (in.hasNext()) {
      traces.put(in.text(), new TraceId(in.word(), in.word()));
    }
    return traces;
  }

  /** The latest runs of conversations, at most {@value #RUNS_PER_CONVERSATION} of each. */
  public List<RunRow> runsOf(String tenantId, Collection<String> conversationIds) {
    if (conversationIds.isEmpty()) {
      return List.of();
    }
    RowReader in =
        new RowReader(
            clickHouse.query(
                """
                SELECT %s
                FROM runs FINAL
                WHERE tenant_id = %s AND conversation_id IN %s
                ORDER BY start_time DESC
                LIMIT %d BY conversation_id
                FORMAT RowBinary
                """
                    .formatted(
                        RunReader.columnList(),
                        Literals.of(tenantId),
                        texts(conversationIds),
                        RUNS_PER_CONVERSATION)));
    return in.rows(() -> RunReader.read(in));
  }

  private static String texts(Collection<String> texts) {
    return texts.stream().map(Literals::of).collect(Collectors.joining(", ", "(", ")"));
  }
}
