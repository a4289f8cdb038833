package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.SeriesHistory;
import dev.leeway.signals.drift.baseline.Slots;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps a finding against a pinned baseline apart from the series' own. It may stay open for as
 * long as the pin does; meanwhile the level that it speaks of is learned from its onset on, and
 * what changes after that is found as if nothing were pinned. Not thread-safe.
 */
final class PinnedDrift {
  private final SeriesContext series;
  private final SeriesState state;
  private final ReferenceKeeper normal;
  private final SeriesFinding finding;
  private final FindingWriter findings;
  private final OpenLook look;
  private final StatusBoard status;

  PinnedDrift(SeriesContext series) {
    this.series = series;
    this.state = series.state();
    this.normal = new ReferenceKeeper(series);
    this.finding = new SeriesFinding(series);
    this.findings = new FindingWriter(series);
    this.look = new OpenLook(series);
    this.status = new StatusBoard(series);
  }

  /** From when on the level beside an open finding against the pin is learned: its next hour. */
  static long learnedFrom(SeriesState.PinDrift fromPin) {
    return Slots.hourOf(fromPin.open().finding().onsetMillis()) + SeriesHistory.HOUR;
  }

  /** What opened while the pin was judged by is of the pin. */
  void setApart(SeriesState.Armed armed, OpenDrift open, long atMillis) {
    state.fromPin = new SeriesState.PinDrift(open, armed.reference());
    state.open = null;
    state.hourContaminated = false;
    long onsetHour = Slots.hourOf(open.finding().onsetMillis());
    series.histories().change(history -> history.accept(onsetHour));
    normal.disarm();
    normal.refresh(atMillis);
  }

  void follow(SeriesState.PinDrift fromPin, Pane pane, long appendMillis) {
    Optional<OpenLook.Seen> seen = look.at(fromPin.reference(), fromPin.open());
    if (seen.isEmpty()) {
      return;
    }
    OpenDrift followed = seen.get().followed();
    if (seen.get().gone()) {
      long onsetHour = Slots.hourOf(followed.finding().onsetMillis());
      series.histories().change(history -> history.contaminate(onsetHour, pane.endMillis()));
      state.hourContaminated = true;
      close(pane.endMillis(), seen.get().effect(), seen.get().words());
      return;
    }
    OpenDrift stated =
        findings.follow(
            followed,
            seen.get().window(),
            seen.get().near(),
            fromPin.reference(),
            pane,
            appendMillis);
    state.fromPin = new SeriesState.PinDrift(stated, fromPin.reference());
    status.show(Health.DRIFT, pane.endMillis(), seen.get().effect());
  }

  /** Nothing comes any more. */
  void closeSilent(long atMillis, String text) {
    SeriesState.PinDrift fromPin = state.fromPin;
    if (fromPin != null) {
      close(atMillis, fromPin.open().finding().effect(), text);
    }
  }

  /**
   * The pin goes. Where enough was learned since the onset, that holds, and what was before is no
   * baseline.
   */
  void outlivePin(SeriesState.PinDrift fromPin, long atMillis, String text) {
    long learnedFrom = learnedFrom(fromPin);
    if (state.armed == null) {
      yieldToPin(fromPin, atMillis, text);
      return;
    }
    series.histories().change(history -> history.contaminate(Long.MIN_VALUE, learnedFrom));
    // So that a cold start leaves out the same hours.
    close(fromPin, atMillis, text, Map.of(TakenAsNormal.ACCEPTED, 1.0));
  }

  /** Another pin comes. */
  void yieldToPin(SeriesState.PinDrift fromPin, long atMillis, String text) {
    close(fromPin, atMillis, text, Map.of());
  }

  private void close(
      SeriesState.PinDrift fromPin, long atMillis, String text, Map<String, Double> further) {
    OpenDrift open = fromPin.open();
    findings.close(open, atMillis, open.finding().effect(), text, further);
    state.fromPin = null;
  }

  /** The series is judged by the pin again, and what was found beside it with it. */
  private void close(long atMillis, double effect, String text) {
    SeriesState.PinDrift fromPin = state.fromPin;
    if (fromPin == null) {
      return;
    }
    if (state.open != null) {
      finding.close(
          state.open,
          atMillis,
          state.open.finding().effect(),
          "judged against the pinned baseline again");
    }
    findings.close(fromPin.open(), atMillis, effect, text, Map.of());
    state.fromPin = null;
    normal.disarm();
    normal.refresh(atMillis);
    status.show(Health.STABLE, atMillis, effect);
  }
}
