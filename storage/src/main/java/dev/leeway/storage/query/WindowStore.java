package dev.leeway.storage.query;

import dev.leeway.signals.window.MergedWindow;
import dev.leeway.signals.window.Slice;
import dev.leeway.signals.window.WindowPartial;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;

/** Reads merged windows: one signal's values over a range, whole or point by point. */
public final class WindowStore {
  /** Slices of one dimension that are read at once; the busiest come first. */
  public static final int VALUES_MAX = 50;

  /** Slices of all agents with one dimension; what is beyond is the least busy. */
  public static final int SLICES_MAX = 500;

  private static final String SUMS =
      """
      sum(count) AS n,
      sum(sum) AS total,
      sumMap(sketch) AS buckets,
      sumMap(categories) AS kinds,
      tupleElement(buckets, 1) AS bucket_indices,
      tupleElement(buckets, 2) AS bucket_counts,
      tupleElement(kinds, 1) AS category_names,
      tupleElement(kinds, 2) AS category_counts
      """;

  /** Of a sum whose slice the caller knows. */
  private static final Slice ANY_SLICE = Slice.ofAgent("any", "", "any");

  private final Queries queries;

  public WindowStore(DataSource source) {
    queries = new Queries(source);
  }

  /** Every point in the range at which something was counted, oldest first. */
  public List<WindowPoint> series(Slice slice, String signal, TimeRange range, WindowStep step) {
    return seriesOf(List.of(slice), List.of(signal), range, step)
        .getOrDefault(new SliceSignal(slice, signal), List.of());
  }

  /** Several signals of several slices of one tenant in one read; pairs without data are absent. */
  public Map<SliceSignal, List<WindowPoint>> seriesOf(
      Collection<Slice> slices, Collection<String> signals, TimeRange range, WindowStep step) {
    if (slices.isEmpty() || signals.isEmpty()) {
      return Map.of();
    }
    String tenantId = tenantOf(slices);
    Map<String, Slice> byId = new HashMap<>();
    slices.forEach(slice -> byId.put(slice.id().toString(), slice));
    String sql =
        """
        SELECT lower(hex(slice_id)) AS slice_hex, signal,
            intDiv(toUnixTimestamp(window_start), ?) * ? AS at,
        """
            + SUMS
            + """
            FROM signal_windows
            WHERE tenant_id = ? AND signal IN (%s) AND slice_id IN (%s) AND window_seconds = ?
              AND window_start >= toDateTime(?) AND window_start < toDateTime(?)
            GROUP BY slice_id, signal, at
            HAVING n > 0
            ORDER BY at
            """
                .formatted(
                    Queries.placeholders(signals.size(), "?"),
                    Queries.placeholders(byId.size(), "unhex(?)"));
    List<Object> parameters = new ArrayList<>();
    parameters.addAll(List.of(step.stepSeconds(), step.stepSeconds(), tenantId));
    parameters.addAll(signals);
    parameters.addAll(byId.keySet());
    parameters.add(step.windowSeconds());
    parameters.add(range.from().getEpochSecond());
    parameters.add(range.to().getEpochSecond());
    Map<SliceSignal, List<WindowPoint>> found = new HashMap<>();
    queries
        .list(
            "series of " + signals,
            sql,
            row ->
                Map.entry(
                    new SliceSignal(
                        Objects.requireNonNull(byId.get(row.getString("slice_hex"))),
                        row.getString("signal")),
                    new WindowPoint(Instant.ofEpochSecond(row.getLong("at")), values(row))),
            parameters.toArray())
        .forEach(entry ->
            found.computeIfAbsent(entry.getKey(), key -> new ArrayList<>()).add(entry.getValue()));
    return found;
  }

  /** All windows of the range in one; empty when nothing was counted. */
  public SignalValues values(Slice slice, String signal, TimeRange range, Instant now) {
    return queries
        .first(
            "values of " + signal,
            "SELECT "
                + SUMS
                + """
                FROM signal_windows
                WHERE tenant_id = ? AND signal = ? AND slice_id = unhex(?) AND window_seconds = ?
                  AND window_start >= toDateTime(?) AND window_start < toDateTime(?)
                """,
            WindowStore::values,
            slice.tenantId(),
            signal,
            slice.id().toString(),
            windowSeconds(range, now),
            range.from().getEpochSecond(),
            range.to().getEpochSecond())
        .orElse(SignalValues.EMPTY);
  }

  /** The values for each value of a further dimension of an agent, busiest first. */
  public Map<String, SignalValues> byValue(
      Slice agent, String dimension, String signal, TimeRange range, Instant now) {
    Map<String, SignalValues> found = new LinkedHashMap<>();
    queries
        .list(
            signal + " by " + dimension,
            """
            SELECT any(slice)[?] AS value,
            """
                + SUMS
                + """
                FROM signal_windows
                WHERE tenant_id = ? AND signal = ? AND window_seconds = ?
                  AND window_start >= toDateTime(?) AND window_start < toDateTime(?)
                  AND slice['agent'] = ? AND slice['environment'] = ? AND mapContains(slice, ?)
                GROUP BY slice_id
                HAVING n > 0
                ORDER BY n DESC
                LIMIT ?
                """,
            row -> Map.entry(row.getString("value"), values(row)),
            dimension,
            agent.tenantId(),
            signal,
            windowSeconds(range, now),
            range.from().getEpochSecond(),
            range.to().getEpochSecond(),
            agent.agent(),
            agent.environment(),
            dimension,
            VALUES_MAX)
        .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
    return found;
  }

  /** Slices of all agents that have a further dimension and said a signal, busiest first. */
  public List<Slice> slicesBy(
      String tenantId, String dimension, String signal, TimeRange range, Instant now) {
    return queries.list(
        "slices by " + dimension,
        """
        SELECT any(slice) AS pairs, sum(count) AS n
        FROM signal_windows
        WHERE tenant_id = ? AND signal = ? AND window_seconds = ?
          AND window_start >= toDateTime(?) AND window_start < toDateTime(?)
          AND mapContains(slice, ?)
        GROUP BY slice_id
        HAVING n > 0
        ORDER BY n DESC, slice_id
        LIMIT ?
        """,
        row -> FindingStore.slice(tenantId, Queries.textMap(row, "pairs")),
        tenantId,
        signal,
        windowSeconds(range, now),
        range.from().getEpochSecond(),
        range.to().getEpochSecond(),
        dimension,
        SLICES_MAX);
  }

  /**
   * When each value of a further dimension of an agent was first seen, as far as hours are kept.
   */
  public Map<String, Instant> firstSeen(Slice agent, String dimension) {
    Map<String, Instant> found = new HashMap<>();
    queries
        .list(
            "first seen by " + dimension,
            """
            SELECT any(slice)[?] AS value, toUnixTimestamp(min(window_start)) AS first_window
            FROM signal_windows
            WHERE tenant_id = ? AND signal = 'run.count' AND window_seconds IN (60, 3600)
              AND slice['agent'] = ? AND slice['environment'] = ? AND mapContains(slice, ?)
            GROUP BY slice_id
            ORDER BY first_window DESC
            LIMIT ?
            """,
            row ->
                Map.entry(
                    row.getString("value"), Instant.ofEpochSecond(row.getLong("first_window"))),
            dimension,
            agent.tenantId(),
            agent.agent(),
            agent.environment(),
            dimension,
            VALUES_MAX)
        .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
    return found;
  }

  /** What a detector compared with, as it was stored; empty when it is not kept any more. */
  public Optional<StoredBaseline> storedBaseline(String tenantId, String baselineId) {
    return queries.first(
        "baseline",
        """
        SELECT slot, toUnixTimestamp64Milli(from_time) AS from_ms,
            toUnixTimestamp64Milli(to_time) AS to_ms, bucket_indices, bucket_counts, zeros
        FROM baselines FINAL
        WHERE tenant_id = ? AND baseline_id = ?
        LIMIT 1
        """,
        row ->
            new StoredBaseline(
                row.getString("slot"),
                Instant.ofEpochMilli(row.getLong("from_ms")),
                Instant.ofEpochMilli(row.getLong("to_ms")),
                counts(row),
                row.getLong("zeros")),
        tenantId,
        baselineId);
  }

  private static int windowSeconds(TimeRange range, Instant now) {
    return WindowStep.of(range, WindowStep.POINTS_MAX, now).windowSeconds();
  }

  private static String tenantOf(Collection<Slice> slices) {
    List<String> tenants = slices.stream().map(Slice::tenantId).distinct().toList();
    if (tenants.size() != 1) {
      throw new IllegalArgumentException("slices must be of one tenant: " + tenants);
    }
    return tenants.getFirst();
  }

  /** Read as the partial that it is the sum of, so that marks and zeros are told apart once. */
  private static SignalValues values(ResultSet row) throws SQLException {
    List<String> names = Queries.texts(row, "category_names");
    long[] ofCategories = Queries.longs(row, "category_counts");
    Map<String, Long> categories = new HashMap<>();
    for (int i = 0; i < ofCategories.length; i++) {
      categories.put(names.get(i), ofCategories[i]);
    }
    return SignalValues.of(
        MergedWindow.of(
            new WindowPartial(
                ANY_SLICE,
                "",
                0,
                1,
                row.getLong("n"),
                row.getDouble("total"),
                counts(row),
                categories,
                List.of())));
  }

  static Map<Integer, Long> counts(ResultSet row) throws SQLException {
    long[] indices = Queries.longs(row, "bucket_indices");
    long[] ofBuckets = Queries.longs(row, "bucket_counts");
    Map<Integer, Long> buckets = new HashMap<>();
    for (int i = 0; i < indices.length; i++) {
      buckets.put(Math.toIntExact(indices[i]), ofBuckets[i]);
    }
    return buckets;
  }
}
