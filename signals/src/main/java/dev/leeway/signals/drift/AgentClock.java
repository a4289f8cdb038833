package dev.leeway.signals.drift;

import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far an agent's panes are closed, and what is due when. Small, because every partial reads it.
 * Not thread-safe.
 */
final class AgentClock {
  private static final int VERSION = 2;

  /** All panes that end at or before it are closed. */
  long closedThrough = Long.MIN_VALUE;

  /** Least clock at which a pane may close. */
  long panesDue = Long.MAX_VALUE;

  /** When series without traffic were last looked for. */
  long sweptMillis = Long.MIN_VALUE;

  /** Clock at which an open finding closes for want of data, by the series' name. */
  final TreeMap<String, Long> openSeries = new TreeMap<>();

  /** Clock at which a rule's finding closes, by its key. */
  final TreeMap<String, Long> openRules = new TreeMap<>();

  /** How many runs came after their pane had closed. */
  LateShare late = new LateShare();

  long nextDue() {
    long due = panesDue;
    for (long at : openSeries.values()) {
      due = Math.min(due, at);
    }
    for (long at : openRules.values()) {
      due = Math.min(due, at);
    }
    return due;
  }

  byte[] encode() {
    StateWriter writer = new StateWriter(VERSION);
    writer.number(closedThrough).number(panesDue).number(sweptMillis);
    encode(openSeries, writer);
    encode(openRules, writer);
    late.encode(writer);
    return writer.bytes();
  }

  static AgentClock decode(byte[] bytes) {
    StateReader reader = new StateReader(bytes, VERSION);
    AgentClock clock = new AgentClock();
    clock.closedThrough = reader.number();
    clock.panesDue = reader.number();
    clock.sweptMillis = reader.number();
    decode(clock.openSeries, reader);
    decode(clock.openRules, reader);
    if (reader.version() >= 2) {
      clock.late = LateShare.decode(reader);
    }
    return clock;
  }

  private static void encode(Map<String, Long> dues, StateWriter writer) {
    writer.number(dues.size());
    dues.forEach((name, due) -> writer.text(name).number(due));
  }

  private static void decode(Map<String, Long> dues, StateReader reader) {
    int size = reader.size();
    for (int read = 0; read < size; read++) {
      dues.put(reader.text(), reader.number());
    }
  }
}
