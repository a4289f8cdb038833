package dev.leeway.storage.query;

import dev.leeway.signals.event.EventFlag;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.window.Slice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Reads what answers and calls of an agent looked like: when a form came first, a run that has it,
 * what was broken, and which models answered.
 */
public final class ContractStore {
  /** Categories, problems or models that are read at once; the most frequent come first. */
  public static final int ROWS_MAX = 200;

  private static final long MINUTE_SECONDS = 60;

  private final Queries queries;

  public ContractStore(DataSource source) {
    queries = new Queries(source);
  }

  /** When each category of some signals was first seen, as far as hours are kept. */
  public Map<SignalCategory, Instant> firstSeen(Slice slice, Collection<String> signals) {
    if (signals.isEmpty()) {
      return Map.of();
    }
    List<Object> parameters = new ArrayList<>();
    parameters.add(slice.tenantId());
    parameters.addAll(signals);
    parameters.add(slice.id().toString());
    parameters.add(ROWS_MAX);
    Map<SignalCategory, Instant> found = new HashMap<>();
    queries
        .list(
            "first seen categories",
            """
            SELECT signal, arrayJoin(categories.1) AS category,
                toUnixTimestamp(min(window_start)) AS first_window
            FROM signal_windows
            WHERE tenant_id = ? AND signal IN (%s) AND slice_id = unhex(?)
              AND window_seconds IN (60, 3600)
            GROUP BY signal, category
            ORDER BY first_window DESC
            LIMIT ? BY signal
            """
                .formatted(Queries.placeholders(signals.size(), "?")),
            row ->
                Map.entry(
                    category(row.getString("signal"), row.getString("category")),
                    Instant.ofEpochSecond(row.getLong("first_window"))),
            parameters.toArray())
        .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
    return found;
  }

  /** The newest run of the range with each category, by its trace. */
  public Map<SignalCategory, String> examples(
      Slice agent, Collection<String> signals, TimeRange range) {
    if (signals.isEmpty()) {
      return Map.of();
    }
    List<Object> parameters = new ArrayList<>(List.of(agent.tenantId()));
    parameters.add(agent.agent());
    parameters.add(agent.environment());
    parameters.add(range.from().toEpochMilli() - RunStore.AHEAD_MILLIS_MAX);
    parameters.add(range.from().toEpochMilli());
    parameters.add(range.to().toEpochMilli());
    parameters.addAll(signals);
    parameters.add(ROWS_MAX);
    Map<SignalCategory, String> found = new HashMap<>();
    queries
        .list(
            "examples of categories",
            """
            SELECT said.1 AS signal, said.2 AS category,
                argMax(lower(hex(trace_id)), start_time) AS trace_hex
            FROM runs FINAL
            ARRAY JOIN CAST(categories, 'Array(Tuple(String, String))') AS said
            WHERE tenant_id = ? AND agent_name = ? AND environment = ?
              AND first_append_time >= fromUnixTimestamp64Milli(toInt64(?))
              AND start_time >= fromUnixTimestamp64Milli(toInt64(?))
              AND start_time < fromUnixTimestamp64Milli(toInt64(?))
              AND said.1 IN (%s)
            GROUP BY signal, category
            ORDER BY count() DESC
            LIMIT ? BY signal
            """
                .formatted(Queries.placeholders(signals.size(), "?")),
            row ->
                Map.entry(
                    category(row.getString("signal"), row.getString("category")),
                    row.getString("trace_hex")),
            parameters.toArray())
        .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
    return found;
  }

  /**
   * What a fact of an agent's spans says was wrong, the most frequent first. What log records say
   * of a span is read from their own rows, since a span's row is written before they come.
   */
  public List<SpanProblem> problems(Slice agent, String fact, TimeRange range, int limit) {
    return queries.list(
        "problems of " + fact,
        """
        SELECT fact_texts[?] AS problem, count() AS n,
            toUnixTimestamp64Milli(toDateTime64(max(start_time), 3)) AS last_ms,
            argMax(lower(hex(trace_id)), start_time) AS trace_hex
        FROM (
          SELECT tenant_id, agent_name, environment, start_time, trace_id, fact_texts
          FROM agent_events WHERE bitAnd(flags, ?) = 0
          UNION ALL
          SELECT tenant_id, agent_name, environment, start_time, trace_id, fact_texts
          FROM span_supplements WHERE bitAnd(flags, ?) = 0)
        WHERE tenant_id = ? AND agent_name = ? AND environment = ?
          AND intDiv(toUnixTimestamp64Nano(start_time), 60000000000) BETWEEN ? AND ?
          AND mapContains(fact_texts, ?)
        GROUP BY problem
        ORDER BY n DESC, problem
        LIMIT ?
        """,
        row ->
            new SpanProblem(
                row.getString("problem"),
                row.getLong("n"),
                Instant.ofEpochMilli(row.getLong("last_ms")),
                row.getString("trace_hex")),
        fact,
        EventFlag.SUPPLEMENT.bit(),
        EventFlag.TAKEN_BACK.bit(),
        agent.tenantId(),
        agent.agent(),
        agent.environment(),
        range.from().getEpochSecond() / MINUTE_SECONDS,
        range.to().getEpochSecond() / MINUTE_SECONDS,
        fact,
        limit);
  }

  /** Which models an agent asked for and which answered, the most frequent first. */
  public List<ServedModel> models(Slice agent, TimeRange range, int limit) {
    return queries.list(
        "models served",
        """
        SELECT provider, model_requested, model_served, count() AS n,
            toUnixTimestamp64Milli(toDateTime64(max(start_time), 3)) AS last_ms,
            argMax(lower(hex(trace_id)), start_time) AS trace_hex
        FROM agent_events
        WHERE tenant_id = ? AND agent_name = ? AND environment = ?
          AND intDiv(toUnixTimestamp64Nano(start_time), 60000000000) BETWEEN ? AND ?
          AND kind = ?
        GROUP BY provider, model_requested, model_served
        ORDER BY n DESC, provider, model_requested, model_served
        LIMIT ?
        """,
        row ->
            new ServedModel(
                row.getString("provider"),
                row.getString("model_requested"),
                row.getString("model_served"),
                row.getLong("n"),
                Instant.ofEpochMilli(row.getLong("last_ms")),
                row.getString("trace_hex")),
        agent.tenantId(),
        agent.agent(),
        agent.environment(),
        range.from().getEpochSecond() / MINUTE_SECONDS,
        range.to().getEpochSecond() / MINUTE_SECONDS,
        EventKind.LLM.name(),
        limit);
  }

  private static SignalCategory category(String signal, String category) {
    return new SignalCategory(signal, category);
  }
}
