package dev.leeway.storage.query;

import dev.leeway.signals.run.RunFlag;
import dev.leeway.signals.run.RunOutcome;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.Slice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Reads what is needed to compare the versions of an agent. */
public final class VersionStore {
  /** Versions that are told, the newest first. */
  public static final int VERSIONS_MAX = 50;

  /** Routes that are told, of both versions together, the busiest first. */
  public static final int ROUTES_MAX = 200;

  /** No run starts longer before the broker took its first span. */
  private static final Duration STARTS_BEFORE_APPEND = Duration.ofMinutes(5);

  private final Queries queries;
  private final WindowStore windows;

  public VersionStore(DataSource source) {
    queries = new Queries(source);
    windows = new WindowStore(source);
  }

  /** Versions with runs, the newest first; those beyond the budget of slices are not named. */
  public List<SeenVersion> seen(Slice agent) {
    return queries.list(
        "versions of an agent",
        """
        SELECT any(slice)[?] AS value,
            toUnixTimestamp(min(window_start)) AS first_any,
            toUnixTimestamp(minIf(window_start, window_seconds = 60)) AS first_minute,
            toUnixTimestamp(max(window_start)) AS last_any,
            greatest(sumIf(count, window_seconds = 60), sumIf(count, window_seconds = 3600)) AS runs
        FROM signal_windows
        WHERE tenant_id = ? AND signal = 'run.count' AND window_seconds IN (60, 3600)
          AND slice['agent'] = ? AND slice['environment'] = ? AND mapContains(slice, ?)
        GROUP BY slice_id
        HAVING runs > 0 AND value != ?
        ORDER BY first_any DESC, first_minute DESC
        LIMIT ?
        """,
        row ->
            new SeenVersion(
                row.getString("value"),
                first(row.getLong("first_any"), row.getLong("first_minute")),
                Instant.ofEpochSecond(row.getLong("last_any")),
                row.getLong("runs")),
        Dimensions.VERSION,
        agent.tenantId(),
        agent.agent(),
        agent.environment(),
        Dimensions.VERSION,
        Dimensions.OTHER,
        VERSIONS_MAX);
  }

  /**
   * Windows of several signals of two versions; pairs without data are absent.
   *
   * @return by version, then by signal, oldest first
   */
  public Map<String, Map<String, List<WindowPoint>>> windows(
      Slice agent,
      Collection<String> versions,
      Collection<String> signals,
      TimeRange range,
      WindowStep step) {
    List<Slice> slices = versions.stream().map(v -> agent.with(Dimensions.VERSION, v)).toList();
    Map<String, Map<String, List<WindowPoint>>> found = new LinkedHashMap<>();
    windows
        .seriesOf(slices, signals, range, step)
        .forEach((of, points) ->
            found
                .computeIfAbsent(of.slice().value(), version -> new LinkedHashMap<>())
                .put(of.signal(), points));
    return found;
  }

  /** On which routes two versions ran; runs without a known route are one more. */
  public List<RouteRuns> routes(Slice agent, Collection<String> versions, TimeRange range) {
    List<String> good =
        Arrays.stream(RunOutcome.values()).filter(RunOutcome::good).map(Enum::name).toList();
    List<Object> parameters = new ArrayList<>(good);
    parameters.add(agent.tenantId());
    parameters.add(agent.environment());
    parameters.add(agent.agent());
    parameters.addAll(versions);
    parameters.add(range.from().toEpochMilli());
    parameters.add(range.to().toEpochMilli());
    parameters.add(range.from().minus(STARTS_BEFORE_APPEND).toEpochMilli());
    parameters.add(RunOutcome.OPEN.name());
    parameters.add(ROUTES_MAX);
    return queries.list(
        "routes of versions",
        """
        SELECT dimensions['version'] AS version, dimensions['operation'] AS operation,
            count() AS runs, countIf(outcome NOT IN (%s)) AS bad,
            min(toUnixTimestamp64Milli(start_time) + intDiv(duration_ns, 1000000)) AS first_end
        FROM runs FINAL
        WHERE tenant_id = ? AND environment = ? AND agent_name = ?
          AND dimensions['version'] IN (%s)
          AND start_time >= fromUnixTimestamp64Milli(toInt64(?))
          AND start_time < fromUnixTimestamp64Milli(toInt64(?))
          AND first_append_time >= fromUnixTimestamp64Milli(toInt64(?))
          AND outcome != ? AND bitAnd(flags, %d) = 0
        GROUP BY version, operation
        ORDER BY runs DESC, operation, version
        LIMIT ?
        """
            .formatted(
                Queries.placeholders(good.size(), "?"),
                Queries.placeholders(versions.size(), "?"),
                RunFlag.OUTSIDE_WINDOWS.bit()),
        row ->
            new RouteRuns(
                row.getString("version"),
                row.getString("operation"),
                row.getLong("runs"),
                row.getLong("bad"),
                Instant.ofEpochMilli(row.getLong("first_end"))),
        parameters.toArray());
  }

  /** The minute where it is still kept: in the hour in which the version was first seen. */
  private static Instant first(long any, long minute) {
    long hour = Duration.ofHours(1).toSeconds();
    boolean kept = minute > 0 && Math.floorDiv(minute, hour) == Math.floorDiv(any, hour);
    return Instant.ofEpochSecond(kept ? minute : any);
  }
}
