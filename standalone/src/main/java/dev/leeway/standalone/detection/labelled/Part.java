package dev.leeway.standalone.detection.labelled;

import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * Which part of a labelled set a number is of. Rules were tuned looking at one half only; what they
 * are worth is told by the other.
 */
enum Part {
  TUNED("tuned on"),
  HELD_OUT("held out"),
  WHOLE("whole");

  private final String title;

  Part(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /** Whether an item is in this part; items of one key are never in both halves. */
  <T> Predicate<T> of(ToLongFunction<T> key) {
    return switch (this) {
      case TUNED -> item -> tuned(key.applyAsLong(item));
      case HELD_OUT -> item -> !tuned(key.applyAsLong(item));
      case WHOLE -> item -> true;
    };
  }

  private static boolean tuned(long key) {
    return (Long.hashCode(key * 0x9E3779B97F4A7C15L) >>> 7 & 1) == 0;
  }
}
