package dev.leeway.streamjobs.monitor;

import dev.leeway.signals.drift.Arrival;
import dev.leeway.signals.event.StateReader;
import dev.leeway.signals.event.StateWriter;
import dev.leeway.streamjobs.edge.AgentFrontier;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far each subtask says that an agent's time has come. The agent's time is that of the slowest;
 * a subtask that has said nothing for long knows the agent no more. Travels as versioned bytes; not
 * thread-safe.
 *
 * <p>Subtasks tell at each checkpoint what they hold, in no order among each other. Of an agent
 * that nobody knew, the first word says nothing of the others: one may be about to tell of earlier
 * hours of the same burst. When one tells again, all others that held anything have told too. What
 * model servers say stands for no subtask that has runs: it counts where there are no others.
 */
final class FrontierBook {
  /** Subtasks tell even of silent agents more often than this. */
  static final long SILENT_MILLIS = 60_000;

  /** A subtask that is gone for good, as after a restart with fewer, is no reason for doubt. */
  static final long FORGOTTEN_MILLIS = 900_000;

  /**
   * Since the second version it is known whether somebody has told again, since the third whether
   * that was of runs.
   */
  private static final int VERSION = 3;

  private static final int OF_RUNS = 1;
  private static final int OF_SERVING = 2;

  private final TreeMap<Integer, Word> words = new TreeMap<>();

  /** Of whom somebody has told again: a bit each. */
  private int toldAgain;

  void tell(AgentFrontier frontier, long nowMillis) {
    words.values().removeIf(word -> nowMillis - word.toldMillis > FORGOTTEN_MILLIS);
    toldAgain &= (ofRuns().isEmpty() ? 0 : OF_RUNS) | (ofServing().isEmpty() ? 0 : OF_SERVING);
    if (words.containsKey(frontier.subtask())) {
      toldAgain |= frontier.subtask() < AgentFrontier.FIRST_SERVING ? OF_RUNS : OF_SERVING;
    }
    words.put(
        frontier.subtask(), new Word(frontier.clockMillis(), frontier.appendMillis(), nowMillis));
  }

  /** Whether the agent's time is known: all of so many subtasks have told of it, or one twice. */
  boolean known(int subtasks) {
    boolean serving = ofRuns().isEmpty();
    Map<Integer, Word> own = serving ? ofServing() : ofRuns();
    return (toldAgain & (serving ? OF_SERVING : OF_RUNS)) != 0 || own.size() >= subtasks;
  }

  private Map<Integer, Word> ofRuns() {
    return words.headMap(AgentFrontier.FIRST_SERVING);
  }

  private Map<Integer, Word> ofServing() {
    return words.tailMap(AgentFrontier.FIRST_SERVING);
  }

  long clockMillis() {
    return fresh().mapToLong(Word::clockMillis).min().orElse(Long.MIN_VALUE);
  }

  long appendMillis() {
    return fresh().mapToLong(Word::appendMillis).max().orElse(Long.MIN_VALUE);
  }

  /** A subtask that told of the agent and stopped may still hold runs of closed panes. */
  Arrival arrival() {
    return fresh().count() == words.size() ? Arrival.WHOLE : Arrival.LAGGING;
  }

  private Stream<Word> fresh() {
    long newest = words.values().stream().mapToLong(Word::toldMillis).max().orElse(0);
    return words.values().stream().filter(word -> newest - word.toldMillis <= SILENT_MILLIS);
  }

  byte[] bytes() {
    StateWriter out = new StateWriter().octet(VERSION).octet(toldAgain).count(words.size());
    words.forEach((subtask, word) ->
        out.count(subtask)
            .signed(word.clockMillis)
            .signed(word.appendMillis)
            .signed(word.toldMillis));
    return out.bytes();
  }

  /** The book that wrote these bytes; a new one for none. */
  static FrontierBook of(byte @Nullable [] bytes) {
    FrontierBook book = new FrontierBook();
    if (bytes == null) {
      return book;
    }
    StateReader in = new StateReader("frontier book", bytes);
    int version = in.version(1, VERSION);
    int told = version == 1 ? 1 : in.octet();
    book.toldAgain = version < VERSION && told == 1 ? OF_RUNS | OF_SERVING : told;
    for (int left = in.size(); left > 0; left--) {
      book.words.put((int) in.count(), new Word(in.signed(), in.signed(), in.signed()));
    }
    in.end();
    return book;
  }

  private record Word(long clockMillis, long appendMillis, long toldMillis) {}
}
