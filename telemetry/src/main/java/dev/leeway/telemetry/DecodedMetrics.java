package dev.leeway.telemetry;

import dev.leeway.signals.metric.MetricPoint;
import java.util.List;
import java.util.Map;

/**
 * All that one export request of metrics held: {@code pointsSeen} = {@code points} + the
 * undecodable ones' {@code spans}.
 *
 * @param supersededPoints points of {@code points} that tell what others of their scope tell under
 *     a better name, or that no table has a use for though it knows their name: they keep their own
 *     name
 * @param unknownNames points by the family of metric names that no table knows
 */
public record DecodedMetrics(
    List<MetricPoint> points,
    List<Undecodable> undecodable,
    int pointsSeen,
    int supersededPoints,
    Map<String, Integer> unknownNames) {
  public DecodedMetrics {
    points = List.copyOf(points);
    undecodable = List.copyOf(undecodable);
    unknownNames = Map.copyOf(unknownNames);
  }
}
