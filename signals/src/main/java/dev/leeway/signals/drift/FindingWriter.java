package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.Baseline;
import dev.leeway.signals.drift.baseline.Histogram;
import dev.leeway.signals.drift.baseline.SlotCounts;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.finding.FindingIds;
import dev.leeway.signals.finding.FindingState;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes a series' findings: one id from opening to closing, a greater revision each time. */
final class FindingWriter {
  static final int EXEMPLARS_MAX = 5;

  private final SeriesContext series;
  private final SeriesKey key;
  private final DriftConfig config;
  private final MonitorOutput output;
  private final Wording wording;

  FindingWriter(SeriesContext series) {
    this.series = series;
    this.key = series.key();
    this.config = series.config();
    this.output = series.output();
    this.wording = new Wording(series);
  }

  /** The sequential evidence of an opening. */
  record Proof(double logE, double logLimit, int processes) {}

  OpenDrift open(
      AlarmGate.Alarm alarm, Reference reference, Proof proof, Pane pane, long appendMillis) {
    Gate.Verdict verdict = alarm.verdict();
    long onset = alarm.onsetMillis();
    Histogram counts = PaneRing.sumOf(alarm.window());
    Wording.Said said =
        wording.of(
            reference,
            new Wording.Stretch(verdict.nearest(), counts, onset, onset, pane.endMillis()),
            verdict.limit());
    Map<String, Double> evidence = new TreeMap<>(said.evidence());
    evidence.put("log_e", proof.logE());
    evidence.put("log_e_limit", proof.logLimit());
    evidence.put("e_processes", (double) proof.processes());
    evidence.put("gate_limit", verdict.limit());
    evidence.put("false_alarms_per_week", config.falseAlarmsPerWeek());
    String detector = SeriesDetector.nameOf(series.watch());
    Finding finding =
        new Finding(
            FindingIds.of(key.slice(), detector, key.signal(), onset),
            1,
            detector,
            key.signal(),
            key.slice(),
            said.severity(),
            FindingState.OPEN,
            isHistory(pane, appendMillis),
            onset,
            pane.endMillis(),
            pane.endMillis(),
            0,
            verdict.effect(),
            said.text(),
            idOf(verdict.nearest()),
            evidence,
            CoverageShelf.NOT_TOLD_YET,
            PaneRing.exemplarsOf(alarm.window(), EXEMPLARS_MAX));
    output.finding(finding);
    output.detail(said.detail(finding, proof.logLimit(), series.state().path));
    return new OpenDrift(finding, alarm.slots(), verdict.limit(), 0);
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
    Wording.Said said =
        wording.of(
            reference,
            new Wording.Stretch(
                near.slot(),
                PaneRing.sumOf(window),
                last.onsetMillis(),
                window.getFirst().startMillis(),
                pane.endMillis()),
            open.gateLimit());
    Map<String, Double> evidence = new TreeMap<>(last.evidence());
    evidence.putAll(said.evidence());
    Finding next =
        revised(
            // What looked like a shift of the mix may turn out to be more, and the other way round.
            last.withSeverity(said.severity()),
            FindingState.OPEN,
            last.history() && !live,
            pane.endMillis(),
            0,
            near.effect(),
            said.text(),
            idOf(near.slot()),
            evidence,
            PaneRing.exemplarsOf(window, EXEMPLARS_MAX));
    output.finding(next);
    return open.with(next);
  }

  void close(
      OpenDrift open, long atMillis, double effect, String text, Map<String, Double> further) {
    Finding last = open.finding();
    Map<String, Double> evidence = new TreeMap<>(last.evidence());
    evidence.putAll(further);
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
            evidence,
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
