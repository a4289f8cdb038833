package dev.leeway.telemetry.freshness;

import java.util.ArrayList;
import java.util.List;

/**
 * The points of known metrics of one request, kept until it is known which of two spellings came.
 * Partitions of many topics are many points and few statements, so there may be more of them than
 * statements; points and attributes both have a limit. Not thread-safe.
 */
final class KnownPoints {
  static final int POINTS_MAX = 10 * FoundSources.UPDATES_MAX;
  static final int ATTRIBUTES_MAX = 1_000_000;

  /** A point with its metric's rule and the source's name, if the metric's carries it. */
  record Known(MetricRule rule, String idInName, MetricPoint point) {}

  private final List<Known> points = new ArrayList<>();
  private int attributes;
  private int beyondLimit;

  void add(Known known) {
    int held = known.point().attributes().held();
    if (points.size() >= POINTS_MAX || held > ATTRIBUTES_MAX - attributes) {
      beyondLimit++;
      return;
    }
    points.add(known);
    attributes += held;
  }

  List<Known> points() {
    return points;
  }

  /** How many attributes the points hold; those of a resource, which they share, not counted. */
  int attributes() {
    return attributes;
  }

  /** How many points were passed over. */
  int beyondLimit() {
    return beyondLimit;
  }
}
