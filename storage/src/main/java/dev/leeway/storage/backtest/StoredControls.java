package dev.leeway.storage.backtest;

import dev.leeway.signals.backtest.BacktestRefusedException;
import dev.leeway.signals.backtest.Controls;
import dev.leeway.signals.control.DeploymentMarker;
import dev.leeway.signals.drift.BaselineOrder;
import dev.leeway.signals.drift.baseline.Baseline;
import dev.leeway.storage.http.ClickHouseClient;
import dev.leeway.storage.row.BaselineReader;
import dev.leeway.storage.row.RowReader;
import java.util.List;

/**
 * Storage's copies of what the topic of controls told monitors: deployment markers, and pins as
 * detectors wrote them down. A stretch that was pinned twice is known as it was pinned last.
 * Thread-safe.
 */
final class StoredControls {
  /** Of each kind. */
  static final int CONTROLS_MAX = 10_000;

  private final ClickHouseClient clickHouse;
  private final TenantRows of;

  StoredControls(ClickHouseClient clickHouse, TenantRows of) {
    this.clickHouse = clickHouse;
    this.of = of;
  }

  /**
   * Markers of that time, and pins up to its end.
   *
   * @throws BacktestRefusedException when there are more than {@link #CONTROLS_MAX}
   */
  Controls read(long fromSeconds, long toSeconds) {
    return new Controls(deployments(fromSeconds, toSeconds), pins(toSeconds));
  }

  /** What was noticed by traffic is left out: windows tell it again. */
  private List<DeploymentMarker> deployments(long fromSeconds, long toSeconds) {
    String sql =
        """
        SELECT marker_id, toInt64(revision), toString(w.environment), toString(w.agent_name),
          version, toUnixTimestamp64Milli(deployed_at)
        FROM deployments AS w FINAL
        WHERE w.tenant_id = %s%s AND source = 'api' AND environment != '' AND version != ''
          AND deployed_at >= toDateTime(%d, 'UTC') AND deployed_at < toDateTime(%d, 'UTC')
        ORDER BY deployed_at
        LIMIT %d
        FORMAT RowBinary
        """
            .formatted(
                of.tenant(), of.agent("w.agent_name"), fromSeconds, toSeconds, CONTROLS_MAX + 1);
    RowReader row = new RowReader(clickHouse.query(sql));
    return bounded(
        "deployment markers",
        row.rows(() -> {
          String id = row.text();
          long revision = row.int64();
          String environment = row.text();
          String agent = row.text();
          String version = row.text();
          long at = row.int64();
          return new DeploymentMarker(
              of.tenantId(), id, revision, environment, agent, version, at, "", "", "", "");
        }));
  }

  private List<BaselineOrder> pins(long toSeconds) {
    String sql =
        """
        SELECT %s
        FROM baselines AS w FINAL
        WHERE w.tenant_id = %s%s AND slot = 'PINNED' AND revision < %d
        ORDER BY revision
        LIMIT %d
        FORMAT RowBinary
        """
            .formatted(
                BaselineReader.COLUMNS,
                of.tenant(),
                of.agent("w.slice['agent']"),
                toSeconds * 1_000,
                CONTROLS_MAX + 1);
    RowReader row = new RowReader(clickHouse.query(sql));
    return bounded("pinned baselines", row.rows(() -> orderOf(BaselineReader.read(row))));
  }

  /** A pin without counts was taken back. */
  private static BaselineOrder orderOf(Baseline pinned) {
    long at = pinned.computedAtMillis();
    return pinned.histogram().isEmpty()
        ? BaselineOrder.unpin(pinned.slice(), pinned.signal(), at, "")
        : BaselineOrder.pin(
            pinned.slice(),
            pinned.signal(),
            at,
            pinned.fromMillis(),
            pinned.toMillis(),
            pinned.histogram().buckets(),
            pinned.histogram().zeros(),
            "");
  }

  private static <T> List<T> bounded(String what, List<T> rows) {
    if (rows.size() > CONTROLS_MAX) {
      throw new BacktestRefusedException(
          "expected at most %,d %s, came more: ask for fewer days or one agent"
              .formatted(CONTROLS_MAX, what));
    }
    return rows;
  }
}
