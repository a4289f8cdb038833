package dev.leeway.signals.drift.canary;

/** On which scale two versions are compared in a signal. */
public enum Scale {
  /** A share of runs; the effect is a difference of shares, exact at any sample size. */
  RATE("difference of shares"),
  /** Each run's own share, such as of its claims; the effect is the difference of their means. */
  SHARE("difference of mean shares"),
  /**
   * Positive and skewed values, by the mean of their logarithms: the effect is the ratio of
   * geometric means. One slow run among thousands hardly moves it.
   */
  LOG("ratio of geometric means"),
  /** Other numbers; the effect is the ratio of means. */
  MEAN("ratio of means");

  private final String words;

  Scale(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }

  /** Whether effects are told in points of a share, and not as a factor. */
  public boolean inPoints() {
    return this == RATE || this == SHARE;
  }
}
