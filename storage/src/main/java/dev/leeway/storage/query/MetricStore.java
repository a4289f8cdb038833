package dev.leeway.storage.query;

import dev.leeway.signals.window.Distribution;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Reads metric points: which metrics there are, and one metric over time. */
public final class MetricStore {
  /** Metrics that one list holds at most. */
  public static final int METRICS_MAX = 500;

  /** Lines that one metric is taken apart into at most, the ones heard last first. */
  public static final int LINES_MAX = 20;

  /** One more per line, because a range's first point starts before it. */
  private static final int ROWS_MAX = LINES_MAX * (WindowStep.POINTS_MAX + 1);

  /**
   * The first point of a series that has counted for longer than this says little about the minute
   * in which it came, so it is left out of what is read over time, though not of totals.
   */
  private static final long FIRST_SECONDS_MAX = 3_600;

  private static final String WHERE =
      """
      tenant_id = ? AND (? = '' OR agent_name = ?) AND (? = '' OR service_name = ?)
        AND (? = '' OR environment = ?) AND (? = '' OR service_instance_id = ?)
        AND time >= fromUnixTimestamp64Milli(toInt64(?))
        AND time < fromUnixTimestamp64Milli(toInt64(?))
      """;

  private final Queries queries;

  public MetricStore(DataSource source) {
    queries = new Queries(source);
  }

  /** Metrics that came in the range, by name; at most {@value #METRICS_MAX}. */
  public List<MetricSummary> list(String tenantId, MetricFilter filter, TimeRange range) {
    List<Object> parameters = where(tenantId, filter, range);
    String attributes = attributes(filter, parameters);
    parameters.add(METRICS_MAX);
    return queries.list(
        "metrics",
        """
        SELECT metric, service_name, agent_name, environment, any(p.unit) AS a_unit,
            any(p.kind) AS a_kind, any(p.level) AS a_level, uniq(series_id) AS series,
            toUnixTimestamp64Milli(max(time)) AS last_at, argMax(value, time) AS last_value
        FROM metric_points AS p
        WHERE %s %s
        GROUP BY metric, service_name, agent_name, environment
        ORDER BY metric, service_name, agent_name, environment
        LIMIT ?
        """
            .formatted(WHERE, attributes),
        row ->
            new MetricSummary(
                row.getString("metric"),
                row.getString("a_unit"),
                row.getString("a_kind"),
                row.getBoolean("a_level"),
                row.getString("service_name"),
                row.getString("agent_name"),
                row.getString("environment"),
                row.getLong("series"),
                Instant.ofEpochMilli(row.getLong("last_at")),
                row.getDouble("last_value")),
        parameters.toArray());
  }

  /**
   * One metric over time, a line per instance and value of the attribute: the {@value #LINES_MAX}
   * lines that were heard last, each whole as long as it has at most {@link WindowStep#POINTS_MAX}
   * points.
   *
   * @param by an attribute to take it apart by; empty for none
   * @param stepSeconds length of a point
   */
  public List<MetricSeriesValues> series(
      String tenantId,
      String metric,
      MetricFilter filter,
      String by,
      TimeRange range,
      int stepSeconds) {
    List<Object> parameters = new ArrayList<>(List.of(by, metric));
    parameters.addAll(where(tenantId, filter, range));
    String attributes = attributes(filter, parameters);
    parameters.addAll(List.of(FIRST_SECONDS_MAX, LINES_MAX, stepSeconds, stepSeconds, ROWS_MAX));
    Map<List<String>, Line> lines = new LinkedHashMap<>();
    queries
        .list(
            "series of " + metric,
            // A level is averaged per series first: queues of two models are one queue's length
            // each, however often each was looked at. Queues add up; shares and degrees do not.
            """
            WITH points AS
            (
                SELECT *, attributes[?] AS by_value FROM metric_points
                WHERE metric = ? AND %s %s
                  AND NOT (bitAnd(marks, 2) = 2 AND time > start_time + toIntervalSecond(?))
            ),
            newest_lines AS
            (
                SELECT service_name, service_instance_id, by_value FROM points
                GROUP BY service_name, service_instance_id, by_value
                ORDER BY max(time) DESC, service_name, service_instance_id, by_value
                LIMIT ?
            )
            SELECT service_name, service_instance_id, by_value, at, any(is_level) AS level,
                if(level AND any(its_unit) IN ('1', 'Cel'),
                    avg(mean), sum(if(is_level, mean, total))) AS value,
                sum(n) AS values_counted,
                sum(zero) AS zeros, sumMap(buckets) AS all_buckets,
                tupleElement(all_buckets, 1) AS bucket_indices,
                tupleElement(all_buckets, 2) AS bucket_counts, max(changed) AS layout_changed
            FROM (
                SELECT service_name, service_instance_id, by_value, series_id,
                    intDiv(toUnixTimestamp64Milli(time), 1000 * ?) * ? AS at,
                    any(p.level) AS is_level, any(p.unit) AS its_unit, avg(p.value) AS mean,
                    sum(p.value) AS total, sum(p.count) AS n, sum(p.zeros) AS zero,
                    sumMap(p.sketch) AS buckets, max(bitAnd(p.marks, 4)) AS changed
                FROM points AS p
                WHERE (service_name, service_instance_id, by_value) IN (SELECT * FROM newest_lines)
                GROUP BY service_name, service_instance_id, by_value, series_id, at
            )
            GROUP BY service_name, service_instance_id, by_value, at
            ORDER BY at DESC, service_name, service_instance_id, by_value
            LIMIT ?
            """
                .formatted(WHERE, attributes),
            MetricStore::point,
            parameters.toArray())
        .forEach(point ->
            lines
                .computeIfAbsent(
                    List.of(point.service(), point.instance(), point.by()),
                    key -> new Line(point.level(), new ArrayList<>()))
                .values()
                .addFirst(point.value()));
    return lines.entrySet().stream()
        .map(entry ->
            new MetricSeriesValues(
                entry.getKey().get(0),
                entry.getKey().get(1),
                entry.getKey().get(2),
                entry.getValue().level(),
                entry.getValue().values()))
        .toList();
  }

  private record Line(boolean level, List<MetricValue> values) {}

  private record Point(
      String service, String instance, String by, boolean level, MetricValue value) {}

  private static Point point(ResultSet row) throws SQLException {
    long[] indices = Queries.longs(row, "bucket_indices");
    long[] counts = Queries.longs(row, "bucket_counts");
    Map<Integer, Long> buckets = new HashMap<>();
    for (int i = 0; i < indices.length; i++) {
      buckets.put(Math.toIntExact(indices[i]), counts[i]);
    }
    return new Point(
        row.getString("service_name"),
        row.getString("service_instance_id"),
        row.getString("by_value"),
        row.getBoolean("level"),
        new MetricValue(
            Instant.ofEpochSecond(row.getLong("at")),
            row.getDouble("value"),
            row.getLong("values_counted"),
            Distribution.of(row.getLong("zeros"), buckets),
            row.getLong("layout_changed") != 0));
  }

  private static List<Object> where(String tenantId, MetricFilter filter, TimeRange range) {
    List<Object> parameters = new ArrayList<>();
    parameters.add(tenantId);
    for (String text :
        List.of(filter.agent(), filter.service(), filter.environment(), filter.instance())) {
      parameters.add(text);
      parameters.add(text);
    }
    parameters.add(range.from().toEpochMilli());
    parameters.add(range.to().toEpochMilli());
    return parameters;
  }

  private static String attributes(MetricFilter filter, List<Object> parameters) {
    StringBuilder conditions = new StringBuilder();
    filter
        .attributes()
        .forEach((key, value) -> {
          conditions.append(" AND attributes[?] = ?");
          parameters.add(key);
          parameters.add(value);
        });
    return conditions.toString();
  }
}
