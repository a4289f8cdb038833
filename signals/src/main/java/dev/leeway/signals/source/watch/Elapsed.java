package dev.leeway.signals.source.watch;

/** How spans of time read in a sentence: two units at most, such as 3 h 10 min. */
final class Elapsed {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private Elapsed() {}

  static String words(long millis) {
    if (millis >= DAY) {
      return both(millis, DAY, "d", HOUR, "h");
    }
    if (millis >= HOUR) {
      return both(millis, HOUR, "h", MINUTE, "min");
    }
    return millis >= MINUTE
        ? both(millis, MINUTE, "min", SECOND, "s")
        : Math.max(0, millis) / SECOND + " s";
  }

  static String ofSeconds(double seconds) {
    return words(Math.round(seconds * SECOND));
  }

  private static String both(
      long millis, long greater, String greaterUnit, long lesser, String lesserUnit) {
    long rest = millis % greater / lesser;
    String whole = millis / greater + " " + greaterUnit;
    return rest == 0 ? whole : whole + " " + rest + " " + lesserUnit;
  }
}
