package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.Histogram;
import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a series' detector remembers between two panes, as versioned bytes. Only {@link
 * SeriesMonitor} changes it. Not thread-safe.
 */
final class SeriesState {
  private static final int VERSION = 1;

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

  /** A series past learning. */
  record Armed(Reference reference, SeriesDetector detector) {}

  Optional<OpenDrift> open() {
    return Optional.ofNullable(open);
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
    writer.text(shownHealth.name()).number(shownRuns);
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
    return state;
  }
}
