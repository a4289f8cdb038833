package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.Histogram;
import dev.leeway.signals.drift.baseline.SlotCounts;
import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import org.jspecify.annotations.Nullable;

/**
 * What a series' detector remembers between two panes, as versioned bytes. Only {@link
 * SeriesMonitor} and its parts change it. Not thread-safe.
 *
 * <p>The second version came with the frozen twin, the pinned baseline and the path of the
 * e-process, the third with the finding that is kept apart from the series' own because it is one
 * against the pin.
 */
final class SeriesState {
  private static final int VERSION = 3;

  /** The hour that collects closed panes; {@link Long#MIN_VALUE} before the first. */
  long hourStart = Long.MIN_VALUE;

  Histogram hour = Histogram.empty();
  boolean hourContaminated;
  boolean slow;
  long lastPaneEnd = Long.MIN_VALUE;
  long learnedRuns;
  @Nullable Armed armed;
  PaneRing ring = new PaneRing();
  int streak;
  int movedPanes;
  long movedUntil = Long.MIN_VALUE;
  @Nullable OpenDrift open;
  Health shownHealth = Health.LEARNING;
  long shownRuns = -1;
  long shownMillis = Long.MIN_VALUE;
  long shownRevision;

  /** The first reference there was. */
  @Nullable SlotCounts frozen;

  /** What a user holds to be normal. */
  @Nullable SlotCounts pinned;

  /** What the gate asks of an effect against the pin; NaN where that is not known yet. */
  double pinLimit = Double.NaN;

  /** While it is open the series is watched as if nothing were pinned. */
  @Nullable PinDrift fromPin;

  EvidencePath path = new EvidencePath();

  /**
   * Whether the hours' effects were measured against the pin, as the second version did: they are
   * no word on what the series does by itself. Not kept: who opens such state forgets them.
   */
  boolean effectsOfPin;

  /** A series past learning. */
  record Armed(Reference reference, SeriesDetector detector) {}

  /** An open finding against the pin, and the pin as a reference. */
  record PinDrift(OpenDrift open, Reference reference) {}

  /** Whether the pin is what the detector and the gate compare with. */
  boolean judgedByPin() {
    return pinned != null && fromPin == null;
  }

  boolean anyOpen() {
    return open != null || fromPin != null;
  }

  /** When an open finding closes for want of data. */
  long silenceDueMillis(DriftConfig config) {
    return lastPaneEnd + config.noDataAfter().toMillis() * (slow ? 6 : 1);
  }

  byte[] encode() {
    StateWriter writer = new StateWriter(VERSION);
    writer.number(hourStart);
    hour.encode(writer);
    writer.flag(hourContaminated).flag(slow).number(lastPaneEnd).number(learnedRuns);
    writer.flag(armed != null);
    if (armed != null) {
      armed.reference.encode(writer);
      armed.detector.encode(writer);
    }
    ring.encode(writer);
    writer.number(streak).number(movedPanes).number(movedUntil);
    writer.flag(open != null);
    if (open != null) {
      open.encode(writer);
    }
    writer.text(shownHealth.name()).number(shownRuns).number(shownMillis).number(shownRevision);
    encode(frozen, writer);
    encode(pinned, writer);
    path.encode(writer);
    writer.real(pinLimit).flag(fromPin != null);
    if (fromPin != null) {
      fromPin.open.encode(writer);
      fromPin.reference.encode(writer);
    }
    return writer.bytes();
  }

  static SeriesState decode(byte[] bytes, Watch watch) {
    StateReader reader = new StateReader(bytes, VERSION);
    SeriesState state = new SeriesState();
    state.hourStart = reader.number();
    state.hour = Histogram.decode(reader);
    state.hourContaminated = reader.flag();
    state.slow = reader.flag();
    state.lastPaneEnd = reader.number();
    state.learnedRuns = reader.number();
    state.armed =
        reader.flag()
            ? new Armed(Reference.decode(reader), SeriesDetector.decode(watch, reader))
            : null;
    state.ring = PaneRing.decode(reader);
    state.streak = (int) reader.number();
    state.movedPanes = (int) reader.number();
    state.movedUntil = reader.number();
    state.open = reader.flag() ? OpenDrift.decode(reader) : null;
    state.shownHealth = Health.valueOf(reader.text());
    state.shownRuns = reader.number();
    if (reader.version() >= 2) {
      state.shownMillis = reader.number();
      state.shownRevision = reader.number();
      state.frozen = slot(reader);
      state.pinned = slot(reader);
      state.path = EvidencePath.decode(reader);
      state.effectsOfPin = reader.version() < 3 && state.pinned != null;
    }
    if (reader.version() >= 3) {
      state.pinLimit = reader.real();
      state.fromPin =
          reader.flag() ? new PinDrift(OpenDrift.decode(reader), Reference.decode(reader)) : null;
    }
    return state;
  }

  private static void encode(@Nullable SlotCounts slot, StateWriter writer) {
    writer.flag(slot != null);
    if (slot != null) {
      slot.encode(writer);
    }
  }

  private static @Nullable SlotCounts slot(StateReader reader) {
    return reader.flag() ? SlotCounts.decode(reader) : null;
  }
}
