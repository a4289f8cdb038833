package dev.leeway.signals.condition;

import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far an agent's minutes are judged, which are still open, and when something is due next.
 * Small, since each window that opens changes it. Not thread-safe.
 */
final class AgentBook {
  private static final int VERSION = 1;

  /** All minutes that ended at or before it are judged. */
  long judgedThrough = Long.MIN_VALUE;

  /** When the first thing that is kept wants to wake or ends. */
  long keptDue = Long.MAX_VALUE;

  /** How many windows are open, by the start of their minute. */
  final TreeMap<Long, Integer> open = new TreeMap<>();

  long due() {
    return open.isEmpty() ? keptDue : Math.min(keptDue, open.firstKey() + Minute.MILLIS);
  }

  int openWindows() {
    return open.values().stream().mapToInt(Integer::intValue).sum();
  }

  byte[] encode() {
    StateWriter writer =
        new StateWriter(VERSION).number(judgedThrough).number(keptDue).number(open.size());
    open.forEach((minute, windows) -> writer.number(minute).number(windows));
    return writer.bytes();
  }

  static AgentBook decode(byte @Nullable [] bytes) {
    AgentBook book = new AgentBook();
    if (bytes == null) {
      return book;
    }
    StateReader reader = new StateReader(bytes, VERSION);
    book.judgedThrough = reader.number();
    book.keptDue = reader.number();
    for (int left = reader.size(); left > 0; left--) {
      book.open.put(reader.number(), (int) reader.number());
    }
    return book;
  }
}
