package dev.leeway.webui.fleet;

import dev.leeway.signals.drift.DriftDetail;
import dev.leeway.signals.drift.DriftDetail.BinShare;
import dev.leeway.signals.drift.DriftDetail.PartShift;
import dev.leeway.signals.drift.DriftDetail.PathPoint;
import dev.leeway.signals.drift.Health;
import dev.leeway.signals.drift.SeenDeployment;
import dev.leeway.signals.drift.SignalStatus;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.window.Slice;
import dev.leeway.storage.row.StatusRow;
import java.util.ArrayList;
import java.util.List;

/** What the monitor would have told of the seeded fleet beside its findings. */
final class SeededDrift {
  private static final long PANE = 300_000;

  private SeededDrift() {}

  static List<StatusRow> statuses(Finding drift, Slice learning, long nowMillis) {
    Slice shop = drift.slice();
    return List.of(
        status(shop, drift.signal(), Health.DRIFT, 16_112, 4.1, 0.87, drift.findingId(), nowMillis),
        status(shop, "run.outcome", Health.STABLE, 16_112, 0.7, 0.01, "", nowMillis),
        status(shop, "run.duration", Health.STABLE, 16_112, 1.9, 0.03, "", nowMillis),
        status(shop, "cost.run", Health.MOVED, 16_112, 13.4, 0.06, "", nowMillis),
        status(
            learning,
            "run.duration",
            Health.LEARNING,
            43,
            Double.NEGATIVE_INFINITY,
            Double.NaN,
            "",
            nowMillis));
  }

  static DriftDetail detail(Finding drift) {
    List<PathPoint> path = new ArrayList<>();
    long first = Math.floorDiv(drift.onsetMillis(), PANE) * PANE - 9 * PANE;
    double[] evidence = {-1.2, -0.8, 0.1, -0.4, 0.6, 0.2, -0.3, 0.4, 0.1, 2.9, 9.4, 21.3, 41.7};
    for (int pane = 0; pane < evidence.length; pane++) {
      path.add(new PathPoint(first + pane * PANE, evidence[pane]));
    }
    return new DriftDetail(
        drift.findingId(),
        1,
        drift.slice(),
        drift.signal(),
        drift.onsetMillis(),
        12.9,
        path,
        List.of(
            new BinShare("up to 610", 0.11, 0.02),
            new BinShare("610 to 1,450", 0.4, 0.12),
            new BinShare("1,450 to 3,400", 0.38, 0.39),
            new BinShare("above 3,400", 0.11, 0.47)),
        List.of(
            new PartShift("operation", "POST /checkout", 0.62, 0.6, 1.31),
            new PartShift("operation", "POST /chat", 0.31, 0.34, 0.02),
            new PartShift("operation", "(no route)", 0.07, 0.06, Double.NaN)),
        "v42",
        drift.onsetMillis() - 120_000);
  }

  static SeenDeployment deployment(Finding drift) {
    return new SeenDeployment(drift.slice(), "v42", drift.onsetMillis() - 120_000);
  }

  private static StatusRow status(
      Slice slice,
      String signal,
      Health health,
      long runs,
      double logE,
      double frozen,
      String findingId,
      long nowMillis) {
    return new StatusRow(
        new SignalStatus(
            slice, signal, nowMillis, health, nowMillis, runs, 2_000, logE, 12.9, 0, frozen, false,
            findingId),
        nowMillis);
  }
}
