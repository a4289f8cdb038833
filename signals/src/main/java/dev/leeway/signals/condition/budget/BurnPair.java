package dev.leeway.signals.condition.budget;

/**
 * Two windows over which a budget must burn too fast at once: the long one says that it matters,
 * the short one that it still goes on.
 *
 * <p>Source: Beyer et al., "The Site Reliability Workbook" (2018), chapter 5, table 5-8: 14.4 times
 * over an hour uses up 2 % of a 30-day budget, 6 times over six hours 5 %, once over three days 10
 * %.
 */
public enum BurnPair {
  HOUR(14.4, 60, 5, true),
  QUARTER_DAY(6, 360, 30, true),
  THREE_DAYS(1, 4_320, 360, false);

  private final double limit;
  private final int longMinutes;
  private final int shortMinutes;
  private final boolean pages;

  BurnPair(double limit, int longMinutes, int shortMinutes, boolean pages) {
    this.limit = limit;
    this.longMinutes = longMinutes;
    this.shortMinutes = shortMinutes;
    this.pages = pages;
  }

  /** As so many times what may be for good. */
  public double limit() {
    return limit;
  }

  public int longMinutes() {
    return longMinutes;
  }

  public int shortMinutes() {
    return shortMinutes;
  }

  /** Whether it wakes somebody up, or is for the next morning. */
  public boolean pages() {
    return pages;
  }

  /** Both windows: {@code 1 h and 5 min}. */
  public String words() {
    return words(longMinutes) + " and " + words(shortMinutes);
  }

  static String words(int minutes) {
    return minutes < 60
        ? minutes + " min"
        : minutes < 1_440 ? minutes / 60 + " h" : minutes / 1_440 + " d";
  }
}
