package dev.leeway.storage.query;

import dev.leeway.signals.run.RunFlag;
import dev.leeway.signals.run.RunOutcome;
import dev.leeway.signals.window.Slice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Adds up from the rows of runs what versions said of per-run signals on each route. Windows are
 * not kept per version and route: each pair would take a place of the tenant's 5,000 slices for a
 * question that is seldom asked. Thread-safe.
 */
public final class RouteValueStore {
  /** Beyond, nothing is answered. */
  public static final int ROWS_MAX = 300_000;

  /** No run starts longer before the broker took its first span. */
  private static final Duration STARTS_BEFORE_APPEND = Duration.ofMinutes(5);

  private final Queries queries;

  public RouteValueStore(DataSource source) {
    queries = new Queries(source);
  }

  /**
   * Closed runs that began and ended in the range, in the step of their end.
   *
   * @param operations routes that are told; runs on others are left out
   * @param offsets signals with what is added to a value before its logarithm is taken; zero leaves
   *     it as it is
   * @return empty where there are more than {@link #ROWS_MAX} rows
   */
  public Optional<List<RouteValue>> values(
      Slice agent,
      Collection<String> versions,
      Collection<String> operations,
      Map<String, Double> offsets,
      TimeRange range,
      int stepSeconds) {
    List<String> signals = List.copyOf(offsets.keySet());
    List<Object> parameters = new ArrayList<>(signals);
    signals.forEach(signal -> parameters.add(offsets.getOrDefault(signal, 0.0)));
    parameters.addAll(signals);
    parameters.add(agent.tenantId());
    parameters.add(agent.environment());
    parameters.add(agent.agent());
    parameters.addAll(versions);
    parameters.addAll(operations);
    parameters.add(range.from().toEpochMilli());
    parameters.add(range.to().toEpochMilli());
    parameters.add(range.to().toEpochMilli());
    parameters.add(range.from().minus(STARTS_BEFORE_APPEND).toEpochMilli());
    parameters.add(RunOutcome.OPEN.name());
    parameters.add(ROWS_MAX + 1);
    List<RouteValue> values =
        queries.list(
            "values of versions by route",
            """
            SELECT version, route, step, said.1 AS signal, said.2 AS category,
                count() AS n, countIf(said.3 > 0) AS positive, sum(said.3) AS total,
                sum(scaled) AS scaled_sum, sum(scaled * scaled) AS scaled_squares
            FROM (
                SELECT dimensions['version'] AS version,
                    dimensions['operation'] AS route,
                    intDiv(toUnixTimestamp64Milli(start_time) + intDiv(duration_ns, 1000000),
                        %2$d) * %2$d AS step,
                    arrayJoin(arrayConcat(
                        arrayMap((name, value) -> (toString(name), '', value),
                            mapKeys(signals), mapValues(signals)),
                        arrayMap((name, value) -> (toString(name), toString(value), 0.),
                            mapKeys(categories), mapValues(categories)),
                        [('run.outcome', toString(outcome), 0.)])) AS said,
                    transform(said.1, [%3$s], [%4$s], 0.) AS offset,
                    if(offset > 0, log(said.3 + offset), said.3) AS scaled
                FROM runs FINAL
                WHERE said.1 IN (%3$s)
                  AND tenant_id = ? AND environment = ? AND agent_name = ?
                  AND dimensions['version'] IN (%5$s) AND dimensions['operation'] IN (%1$s)
                  AND start_time >= fromUnixTimestamp64Milli(toInt64(?))
                  AND start_time < fromUnixTimestamp64Milli(toInt64(?))
                  AND toUnixTimestamp64Milli(start_time) + intDiv(duration_ns, 1000000) < ?
                  AND first_append_time >= fromUnixTimestamp64Milli(toInt64(?))
                  AND outcome != ? AND bitAnd(flags, %6$d) = 0)
            GROUP BY version, route, step, signal, category
            LIMIT ?
            """
                .formatted(
                    Queries.placeholders(operations.size(), "?"),
                    stepSeconds * 1_000L,
                    Queries.placeholders(signals.size(), "?"),
                    Queries.placeholders(signals.size(), "toFloat64(?)"),
                    Queries.placeholders(versions.size(), "?"),
                    RunFlag.OUTSIDE_WINDOWS.bit()),
            row ->
                new RouteValue(
                    row.getString("version"),
                    row.getString("route"),
                    Instant.ofEpochMilli(row.getLong("step")),
                    row.getString("signal"),
                    row.getString("category"),
                    row.getLong("n"),
                    row.getLong("positive"),
                    row.getDouble("total"),
                    row.getDouble("scaled_sum"),
                    row.getDouble("scaled_squares")),
            parameters.toArray());
    return values.size() > ROWS_MAX ? Optional.empty() : Optional.of(values);
  }
}
