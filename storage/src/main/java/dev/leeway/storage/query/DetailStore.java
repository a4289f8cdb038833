package dev.leeway.storage.query;

import dev.leeway.signals.drift.DriftDetail;
import dev.leeway.signals.drift.DriftDetail.BinShare;
import dev.leeway.signals.drift.DriftDetail.PartShift;
import dev.leeway.signals.drift.DriftDetail.PathPoint;
import dev.leeway.signals.finding.Finding;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Reads what the page of a drift finding draws. */
public final class DetailStore {
  private final Queries queries;

  public DetailStore(DataSource source) {
    queries = new Queries(source);
  }

  /** Empty for findings of rules, and for those of before there were details. */
  public Optional<DriftDetail> of(Finding finding) {
    return queries.first(
        "detail of a finding",
        """
        SELECT revision, log_limit, arrayMap(t -> toUnixTimestamp64Milli(t), path_at) AS path_ms,
            path_log_e, bin_labels, bin_before, bin_after, part_dimensions, part_values,
            part_before, part_after, part_effects, version,
            ifNull(toUnixTimestamp64Milli(deployed_at), 0) AS deployed_ms
        FROM finding_details FINAL
        WHERE tenant_id = ? AND finding_id = unhex(?)
        """,
        row -> map(finding, row),
        finding.slice().tenantId(),
        finding.findingId());
  }

  private static DriftDetail map(Finding finding, ResultSet row) throws SQLException {
    return new DriftDetail(
        finding.findingId(),
        row.getLong("revision"),
        finding.slice(),
        finding.signal(),
        finding.onsetMillis(),
        row.getDouble("log_limit"),
        path(row),
        bins(row),
        parts(row),
        row.getString("version"),
        row.getLong("deployed_ms"));
  }

  private static List<PathPoint> path(ResultSet row) throws SQLException {
    long[] at = Queries.longs(row, "path_ms");
    double[] logE = Queries.doubles(row, "path_log_e");
    List<PathPoint> path = new ArrayList<>();
    for (int i = 0; i < at.length; i++) {
      path.add(new PathPoint(at[i], logE[i]));
    }
    return path;
  }

  private static List<BinShare> bins(ResultSet row) throws SQLException {
    List<String> labels = Queries.texts(row, "bin_labels");
    double[] before = Queries.doubles(row, "bin_before");
    double[] after = Queries.doubles(row, "bin_after");
    List<BinShare> bins = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      bins.add(new BinShare(labels.get(i), before[i], after[i]));
    }
    return bins;
  }

  private static List<PartShift> parts(ResultSet row) throws SQLException {
    List<String> dimensions = Queries.texts(row, "part_dimensions");
    List<String> values = Queries.texts(row, "part_values");
    double[] before = Queries.doubles(row, "part_before");
    double[] after = Queries.doubles(row, "part_after");
    double[] effects = Queries.doubles(row, "part_effects");
    List<PartShift> parts = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      parts.add(new PartShift(dimensions.get(i), values.get(i), before[i], after[i], effects[i]));
    }
    return parts;
  }
}
