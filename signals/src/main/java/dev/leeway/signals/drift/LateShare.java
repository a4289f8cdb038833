package dev.leeway.signals.drift;

import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;

/**
 * Which share of an agent's runs lately came after their pane had closed, forgotten by half in 20
 * minutes. Not thread-safe.
 */
final class LateShare {
  private static final double HALF_LIFE_MILLIS = 20 * 60_000.0;
  private static final double SHARE_LIMIT = 0.05;
  private static final double RUNS_MIN = 5;

  private double runs;
  private double late;
  private long atMillis = Long.MIN_VALUE;

  void inTime(long more, long clockMillis) {
    forget(clockMillis);
    runs += more;
  }

  void late(long more, long clockMillis) {
    forget(clockMillis);
    runs += more;
    late += more;
  }

  /** Whether more than one in twenty is late: then closed panes are not whole. */
  boolean isLate() {
    return late >= RUNS_MIN && late > SHARE_LIMIT * runs;
  }

  void encode(StateWriter writer) {
    writer.real(runs).real(late).number(atMillis);
  }

  static LateShare decode(StateReader reader) {
    LateShare share = new LateShare();
    share.runs = reader.real();
    share.late = reader.real();
    share.atMillis = reader.number();
    return share;
  }

  private void forget(long clockMillis) {
    if (atMillis != Long.MIN_VALUE && clockMillis > atMillis) {
      double kept = Math.pow(0.5, (clockMillis - atMillis) / HALF_LIFE_MILLIS);
      runs *= kept;
      late *= kept;
    }
    atMillis = Math.max(atMillis, clockMillis);
  }
}
