package dev.leeway.storage.query;

import dev.leeway.signals.source.SourceFacts;
import dev.leeway.signals.source.SourceStatus;
import dev.leeway.storage.query.KnownSource.AgePoint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads how fresh data sources are. */
public final class SourceStore {
  public static final int SOURCES_MAX = 500;

  /** What was learned before says nothing of how often a source is updated now. */
  private static final Duration LOOK_BACK = Duration.ofDays(30);

  private static final int STEPS = 48;

  private final Queries queries;

  public SourceStore(DataSource source) {
    queries = new Queries(source);
  }

  /**
   * All sources of the last 30 days before the range's end, those that agents use most first, at
   * most {@link #SOURCES_MAX}; uses, agents and ages are those of the range.
   */
  public List<KnownSource> known(String tenantId, TimeRange range) {
    Map<String, List<AgePoint>> ages = ages(tenantId, range);
    Map<String, List<KnownSource>> bySource = new LinkedHashMap<>();
    for (KnownSource source : perEnvironment(tenantId, range)) {
      bySource
          .computeIfAbsent(source.id(), id -> new ArrayList<>())
          .add(source.with(ages.getOrDefault(keyOf(source), List.of())));
    }
    return bySource.values().stream().flatMap(SourceStore::merged).limit(SOURCES_MAX).toList();
  }

  /** What holds for all environments is told in each; alone only where there is no other. */
  private static Stream<KnownSource> merged(List<KnownSource> ofOneSource) {
    KnownSource first = ofOneSource.getFirst();
    if (ofOneSource.size() == 1 || !first.environment().isEmpty()) {
      return ofOneSource.stream();
    }
    return ofOneSource.stream().skip(1).map(source -> source.with(first));
  }

  /**
   * Sources by use, each with what holds for all environments first.
   *
   * <p>A mark is an update when its number is first seen; the first number of a series only tells
   * that there is one. What holds for all environments is bounded by itself, in the same order: it
   * becomes part of other rows, and must not be cut off before it does.
   */
  private List<KnownSource> perEnvironment(String tenantId, TimeRange range) {
    return queries.list(
        "data sources",
        """
        WITH seen AS
        (
            SELECT * FROM source_freshness
            WHERE tenant_id = ? AND observed_at >= fromUnixTimestamp64Milli(toInt64(?))
              AND observed_at < fromUnixTimestamp64Milli(toInt64(?))
        ),
        events AS
        (
            SELECT source_id, environment, source_type, carrier, status, agent_name,
                toUnixTimestamp64Milli(observed_at) AS at,
                toUnixTimestamp64Milli(ifNull(as_of, newest_document_at)) AS as_of_ms,
                toUnixTimestamp64Milli(loaded_at) AS loaded_ms,
                toUnixTimestamp64Milli(oldest_document_at) AS oldest_ms,
                version, max_staleness_seconds, rows, null_share, lag_seconds, lag_records,
                consumer, detail
            FROM seen WHERE isNull(mark)
            UNION ALL
            SELECT source_id, environment, source_type, carrier,
                if(place > 1, said, 'UNKNOWN') AS status, '' AS agent_name, at,
                CAST(NULL, 'Nullable(Int64)') AS as_of_ms,
                if(place > 1 AND said = 'SUCCESS', at, CAST(NULL, 'Nullable(Int64)')) AS loaded_ms,
                CAST(NULL, 'Nullable(Int64)') AS oldest_ms, '' AS version,
                limit_seconds AS max_staleness_seconds, CAST(NULL, 'Nullable(Int64)') AS rows,
                CAST(NULL, 'Nullable(Float64)') AS null_share,
                CAST(NULL, 'Nullable(Float64)') AS lag_seconds,
                CAST(NULL, 'Nullable(Float64)') AS lag_records, '' AS consumer, '' AS detail
            FROM
            (
                SELECT source_id, environment, any(source_type) AS source_type, carrier,
                    status AS said, min(toUnixTimestamp64Milli(observed_at)) AS at,
                    max(max_staleness_seconds) AS limit_seconds,
                    row_number() OVER (
                        PARTITION BY source_id, environment, carrier, said, mark_series
                        ORDER BY at) AS place
                FROM seen WHERE isNotNull(mark)
                GROUP BY source_id, environment, carrier, said, mark_series, mark
            )
        )
        SELECT source_id, environment,
            argMaxIf(source_type, at, source_type != '') AS type,
            ifNull(max(as_of_ms), 0) AS newest_as_of, ifNull(max(loaded_ms), 0) AS newest_load,
            ifNull(argMaxIf(max_staleness_seconds, at, isNotNull(max_staleness_seconds)), 0)
                AS limit_seconds,
            argMaxIf(status, at, status != 'UNKNOWN') AS last_status,
            maxIf(at, status != 'UNKNOWN') AS last_status_at,
            arraySlice(arrayReverseSort(groupUniqArrayIf(10000)(assumeNotNull(loaded_ms),
                isNotNull(loaded_ms))), 1, 200) AS loads,
            arraySlice(arrayReverseSort(groupUniqArrayIf(10000)(assumeNotNull(as_of_ms),
                isNotNull(as_of_ms))), 1, 200) AS as_ofs,
            argMaxIf(version, at, version != '') AS last_version,
            groupUniqArray(20)(carrier) AS carriers,
            groupUniqArrayIf(50)(agent_name, agent_name != '' AND at >= ?) AS agents,
            countIf(agent_name != '' AND at >= ?) AS uses,
            ifNull(minIf(oldest_ms, at >= ?), 0) AS oldest_document,
            ifNull(argMaxIf(rows, at, isNotNull(rows)), -1) AS last_rows,
            ifNull(argMaxIf(null_share, at, isNotNull(null_share)), -1) AS last_null_share,
            ifNull(argMaxIf(lag_seconds, at, isNotNull(lag_seconds)), -1) AS last_lag_seconds,
            ifNull(argMaxIf(lag_records, at, isNotNull(lag_records)), -1) AS last_lag_records,
            argMaxIf(consumer, at, consumer != '') AS last_consumer,
            argMax(detail, at) AS last_detail,
            max(at) AS last_seen,
            sum(uses) OVER (PARTITION BY source_id) AS source_uses
        FROM events
        GROUP BY source_id, environment
        ORDER BY source_uses DESC, source_id, environment
        LIMIT ? BY environment = ''
        """,
        SourceStore::map,
        tenantId,
        range.to().minus(LOOK_BACK).toEpochMilli(),
        range.to().toEpochMilli(),
        range.from().toEpochMilli(),
        range.from().toEpochMilli(),
        range.from().toEpochMilli(),
        SOURCES_MAX);
  }

  private Map<String, List<AgePoint>> ages(String tenantId, TimeRange range) {
    long stepMillis = Math.max(1, range.length().toMillis() / STEPS);
    Map<String, List<AgePoint>> ages = new HashMap<>();
    queries
        .list(
            "ages of data sources",
            """
            SELECT source_id, environment,
                intDiv(toUnixTimestamp64Milli(observed_at), ?) AS step,
                max(assumeNotNull(freshness_lag_seconds)) AS age
            FROM source_freshness
            WHERE tenant_id = ? AND observed_at >= fromUnixTimestamp64Milli(toInt64(?))
              AND observed_at < fromUnixTimestamp64Milli(toInt64(?))
              AND isNotNull(freshness_lag_seconds)
            GROUP BY source_id, environment, step
            ORDER BY step
            LIMIT 50000
            """,
            row ->
                Map.entry(
                    row.getString("environment") + '\0' + row.getString("source_id"),
                    new AgePoint(
                        Instant.ofEpochMilli(row.getLong("step") * stepMillis),
                        row.getDouble("age"))),
            stepMillis,
            tenantId,
            range.from().toEpochMilli(),
            range.to().toEpochMilli())
        .forEach(entry ->
            ages.computeIfAbsent(entry.getKey(), key -> new ArrayList<>()).add(entry.getValue()));
    return ages;
  }

  private static KnownSource map(ResultSet row) throws SQLException {
    long[] loads = Queries.longs(row, "loads");
    long[] updates = loads.length > 0 ? loads : Queries.longs(row, "as_ofs");
    double limit = row.getDouble("limit_seconds");
    long statusAt = row.getLong("last_status_at");
    SourceFacts facts =
        new SourceFacts(
            positive(row.getLong("newest_as_of")),
            positive(row.getLong("newest_load")),
            limit > 0 ? limit : null,
            statusAt == 0
                ? SourceStatus.UNKNOWN
                : SourceStatus.valueOf(row.getString("last_status")),
            statusAt,
            Arrays.stream(updates).boxed().toList());
    Long oldest = positive(row.getLong("oldest_document"));
    long rows = row.getLong("last_rows");
    return new KnownSource(
        row.getString("source_id"),
        row.getString("type"),
        row.getString("environment"),
        facts,
        row.getString("last_version"),
        Set.copyOf(Queries.texts(row, "carriers")),
        Set.copyOf(Queries.texts(row, "agents")),
        row.getLong("uses"),
        oldest == null ? null : Instant.ofEpochMilli(oldest),
        rows < 0 ? null : rows,
        known(row.getDouble("last_null_share")),
        known(row.getDouble("last_lag_seconds")),
        known(row.getDouble("last_lag_records")),
        row.getString("last_consumer"),
        row.getString("last_detail"),
        Instant.ofEpochMilli(row.getLong("last_seen")),
        List.of());
  }

  private static String keyOf(KnownSource source) {
    return source.environment() + '\0' + source.id();
  }

  private static @Nullable Long positive(long millis) {
    return millis > 0 ? millis : null;
  }

  private static @Nullable Double known(double value) {
    return value >= 0 ? value : null;
  }
}
