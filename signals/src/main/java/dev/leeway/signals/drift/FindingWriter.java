package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.Baseline;
import dev.leeway.signals.drift.baseline.Histogram;
import dev.leeway.signals.drift.baseline.SlotCounts;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.finding.FindingIds;
import dev.leeway.signals.finding.FindingState;
import dev.leeway.signals.finding.Severity;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes a series' findings: one id from opening to closing, a greater revision each time. */
final class FindingWriter {
  private static final int EXEMPLARS_MAX = 5;

  private final SeriesKey key;
  private final Watch watch;
  private final DriftConfig config;
  private final MonitorOutput output;

  FindingWriter(SeriesKey key, Watch watch, DriftConfig config, MonitorOutput output) {
    this.key = key;
    this.watch = watch;
    this.config = config;
    this.output = output;
  }

  /** The sequential evidence of an opening. */
  record Proof(double logE, double logLimit, int processes) {}

  OpenDrift open(
      List<Pane> window,
      long onsetMillis,
      List<SlotCounts> slots,
      Gate.Verdict verdict,
      Reference reference,
      Proof proof,
      Pane pane,
      long appendMillis) {
    DriftStatement statement =
        DriftStatement.of(
            watch,
            reference.bins(),
            reference.phiMean(),
            verdict.nearest(),
            PaneRing.sumOf(window),
            onsetMillis);
    Map<String, Double> evidence = new TreeMap<>(statement.evidence());
    evidence.put("log_e", proof.logE());
    evidence.put("log_e_limit", proof.logLimit());
    evidence.put("e_processes", (double) proof.processes());
    evidence.put("gate_limit", verdict.limit());
    evidence.put("false_alarms_per_week", config.falseAlarmsPerWeek());
    String detector = SeriesDetector.nameOf(watch);
    Finding finding =
        new Finding(
            FindingIds.of(key.slice(), detector, key.signal(), onsetMillis),
            1,
            detector,
            key.signal(),
            key.slice(),
            Severity.WARNING,
            FindingState.OPEN,
            isHistory(pane, appendMillis),
            onsetMillis,
            pane.endMillis(),
            pane.endMillis(),
            0,
            verdict.effect(),
            statement.text(),
            idOf(verdict.nearest()),
            evidence,
            1,
            PaneRing.exemplarsOf(window, EXEMPLARS_MAX));
    output.finding(finding);
    return new OpenDrift(finding, slots, verdict.limit(), 0);
  }

  /**
   * States again what is open: at once when a finding of history has come into live time, else when
   * the effect moved noticeably and not more often than configured.
   */
  OpenDrift follow(
      OpenDrift open,
      List<Pane> window,
      Gate.Near near,
      Reference reference,
      Pane pane,
      long appendMillis) {
    Finding last = open.finding();
    boolean live = last.history() && !isHistory(pane, appendMillis);
    boolean due = pane.endMillis() - last.updatedAtMillis() >= config.updateEvery().toMillis();
    boolean moved = Math.abs(near.effect() - last.effect()) > config.updateChange() * last.effect();
    if (!live && !(due && moved)) {
      return open;
    }
    Histogram counts = PaneRing.sumOf(window);
    DriftStatement statement =
        DriftStatement.of(
            watch, reference.bins(), reference.phiMean(), near.slot(), counts, last.onsetMillis());
    Map<String, Double> evidence = new TreeMap<>(last.evidence());
    evidence.putAll(statement.evidence());
    Finding next =
        revised(
            last,
            FindingState.OPEN,
            last.history() && !live,
            pane.endMillis(),
            0,
            near.effect(),
            statement.text(),
            idOf(near.slot()),
            evidence,
            PaneRing.exemplarsOf(window, EXEMPLARS_MAX));
    output.finding(next);
    return open.with(next);
  }

  void close(OpenDrift open, long atMillis, double effect, String text) {
    Finding last = open.finding();
    output.finding(
        revised(
            last,
            FindingState.CLOSED,
            last.history(),
            atMillis,
            atMillis,
            effect,
            text,
            last.baselineId(),
            last.evidence(),
            last.exemplarTraceIds()));
  }

  static Finding revised(
      Finding last,
      FindingState state,
      boolean history,
      long updatedAtMillis,
      long closedAtMillis,
      double effect,
      String text,
      String baselineId,
      Map<String, Double> evidence,
      List<String> exemplars) {
    return new Finding(
        last.findingId(),
        last.revision() + 1,
        last.detector(),
        last.signal(),
        last.slice(),
        last.severity(),
        state,
        history,
        last.onsetMillis(),
        last.openedAtMillis(),
        updatedAtMillis,
        closedAtMillis,
        effect,
        text,
        baselineId,
        evidence,
        last.coverage(),
        exemplars);
  }

  private boolean isHistory(Pane pane, long appendMillis) {
    return appendMillis - pane.endMillis() > config.historyAfter().toMillis();
  }

  private String idOf(SlotCounts slot) {
    return Baseline.idOf(
        key.slice(), key.signal(), slot.slot(), slot.fromMillis(), slot.toMillis());
  }
}
