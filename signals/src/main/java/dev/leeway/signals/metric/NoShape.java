package dev.leeway.signals.metric;

import java.util.Optional;

/** Numbers, summaries, and histograms of a single bucket: nothing is known of a distribution. */
public enum NoShape implements Shape {
  NONE;

  @Override
  public long layout() {
    return 0;
  }

  @Override
  public long count() {
    return 0;
  }

  @Override
  public Optional<Shape> since(Shape earlier) {
    return earlier == NONE ? Optional.of(NONE) : Optional.empty();
  }
}
