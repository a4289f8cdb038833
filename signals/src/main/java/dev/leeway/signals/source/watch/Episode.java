package dev.leeway.signals.source.watch;

import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import dev.leeway.signals.finding.Severity;

/**
 * What was told of something wrong while it lasts.
 *
 * @param signal of its finding, which stays the same however the reason changes
 * @param sinceMillis when it began
 * @param openedMillis when it was told first
 * @param toldMillis when it was told last
 * @param toldAnswers how many answers were told last
 * @param severity the gravest that was told
 * @param over whether the finding was closed because nobody expects news any more
 */
record Episode(
    String signal,
    long sinceMillis,
    long openedMillis,
    long toldMillis,
    long toldAnswers,
    Severity severity,
    boolean over) {
  static final long AGAIN_MILLIS = 30 * 60_000;

  /** What is wrong for longer is how things are. */
  static final long OVER_MILLIS = 7 * 86_400_000L;

  private static final long SOON_MILLIS = 60_000;
  private static final double GROWTH = 1.25;

  static Episode of(String signal, long sinceMillis, long atMillis, long answers, Severity first) {
    return new Episode(signal, sinceMillis, atMillis, atMillis, answers, first, false);
  }

  /** Whether there is enough news to say it again. */
  boolean worthTelling(long atMillis, long answers, Severity now) {
    boolean louder = now.compareTo(severity) < 0;
    boolean grown = answers > toldAnswers && answers >= GROWTH * toldAnswers;
    return louder
        || atMillis - toldMillis >= AGAIN_MILLIS
        || (grown && atMillis - toldMillis >= SOON_MILLIS);
  }

  Episode told(long atMillis, long answers, Severity now) {
    Severity gravest = now.compareTo(severity) < 0 ? now : severity;
    return new Episode(signal, sinceMillis, openedMillis, atMillis, answers, gravest, over);
  }

  Episode givenUp() {
    return new Episode(signal, sinceMillis, openedMillis, toldMillis, toldAnswers, severity, true);
  }

  /** When there is something to say though nothing happens. */
  long dueMillis() {
    return over ? Long.MAX_VALUE : Math.min(toldMillis + AGAIN_MILLIS, openedMillis + OVER_MILLIS);
  }

  void encode(StateWriter out) {
    out.text(signal).number(sinceMillis).number(openedMillis).number(toldMillis);
    out.number(toldAnswers).text(severity.name()).flag(over);
  }

  static Episode decode(StateReader in) {
    return new Episode(
        in.text(),
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        Severity.valueOf(in.text()),
        in.flag());
  }
}
