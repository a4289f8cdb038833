package dev.leeway.storage.query;

import dev.leeway.signals.control.DeploymentMarker;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** Deployment markers in ClickHouse, a copy of those in the topic {@code leeway.control}. */
public final class DeploymentStore {
  public static final int MARKERS_MAX = 1_000;

  private static final String COLUMNS =
      "marker_id, revision, environment, agent_name, version,"
          + " toUnixTimestamp64Milli(deployed_at) AS at, author, note, attributes";

  private final Queries queries;

  public DeploymentStore(DataSource source) {
    queries = new Queries(source);
  }

  /** Adds a copy; of one marker told twice the greater revision holds. */
  public void append(DeploymentMarker marker) {
    write(marker, 0);
  }

  /** The marker was taken back: by whom, and at which revision, stays in its last row. */
  public void withdraw(DeploymentMarker marker) {
    write(marker, 1);
  }

  /** The marker that somebody told; empty for what is unknown, taken back or noticed by traffic. */
  public Optional<DeploymentMarker> find(String tenantId, String markerId) {
    return queries.first(
        "deployment",
        """
        SELECT %s
        FROM deployments FINAL
        WHERE tenant_id = ? AND marker_id = ? AND source = 'api'
        """
            .formatted(COLUMNS),
        row -> marker(tenantId, row),
        tenantId,
        markerId);
  }

  private void write(DeploymentMarker marker, int deleted) {
    queries.insert(
        "write deployment",
        """
        INSERT INTO deployments (tenant_id, marker_id, revision, is_deleted, environment,
            agent_name, version, deployed_at, source, author, note, attributes)
        VALUES (?, ?, ?, ?, ?, ?, ?, fromUnixTimestamp64Milli(toInt64(?)), 'api', ?, ?,
            map('commit', ?, 'url', ?))
        """,
        marker.tenantId(),
        marker.markerId(),
        marker.revision(),
        deleted,
        marker.environment(),
        marker.agent(),
        marker.version(),
        marker.atMillis(),
        marker.by(),
        marker.note(),
        marker.commit(),
        marker.url());
  }

  /**
   * Markers of the range, newest first.
   *
   * @param agent empty for all agents
   * @param environment empty for all environments
   */
  public List<DeploymentMarker> list(
      String tenantId, String agent, String environment, TimeRange range, int limit) {
    if (!(limit > 0 && limit <= MARKERS_MAX)) {
      throw new IllegalArgumentException(
          "limit: expected 1 to %d, came %d".formatted(MARKERS_MAX, limit));
    }
    return queries.list(
        "deployments",
        """
        SELECT %s
        FROM deployments FINAL
        WHERE tenant_id = ? AND (? = '' OR agent_name = ?) AND (? = '' OR environment = ?)
          AND environment != '' AND version != ''
          AND deployed_at >= fromUnixTimestamp64Milli(toInt64(?))
          AND deployed_at < fromUnixTimestamp64Milli(toInt64(?))
        ORDER BY at DESC, marker_id
        LIMIT ?
        """
            .formatted(COLUMNS),
        row -> marker(tenantId, row),
        tenantId,
        agent,
        agent,
        environment,
        environment,
        range.from().toEpochMilli(),
        range.to().toEpochMilli(),
        limit);
  }

  private static DeploymentMarker marker(String tenantId, ResultSet row) throws SQLException {
    Map<String, String> attributes = Queries.textMap(row, "attributes");
    return new DeploymentMarker(
        tenantId,
        row.getString("marker_id"),
        row.getLong("revision"),
        row.getString("environment"),
        row.getString("agent_name"),
        row.getString("version"),
        row.getLong("at"),
        attributes.getOrDefault("commit", ""),
        attributes.getOrDefault("url", ""),
        row.getString("author"),
        row.getString("note"));
  }
}
