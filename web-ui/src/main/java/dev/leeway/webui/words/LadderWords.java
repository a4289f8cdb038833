package dev.leeway.webui.words;

import dev.leeway.storage.query.SeriesStatus;

/** Where a signal stands on the ladder learning, stable, moved, drift, in words. */
public final class LadderWords {
  private LadderWords() {}

  /** A few words, as on a chip. */
  public static String brief(SeriesStatus status) {
    return switch (status.health()) {
      case LEARNING ->
          "learning (%s of %s)"
              .formatted(Numbers.count(status.runs()), Numbers.count(status.runsNeeded()));
      case STABLE -> status.pinned() ? "stable, against a pinned baseline" : "stable";
      case MOVED -> "moved, not enough to be drift";
      case DRIFT -> "drift";
    };
  }

  /** The same with the evidence behind it. */
  public static String say(SeriesStatus status) {
    StringBuilder words = new StringBuilder(brief(status));
    Double logE = status.logE();
    if (logE != null) {
      words
          .append(". Evidence ")
          .append(Numbers.significant(Math.max(0, logE)))
          .append(" of ")
          .append(Numbers.significant(status.logLimit()));
    }
    Double frozen = status.frozenDistance();
    if (frozen != null) {
      words.append(". Distance from its first baseline ").append(Numbers.significant(frozen));
    }
    return words.toString();
  }
}
