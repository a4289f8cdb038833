package dev.leeway.telemetry.metric;

import dev.leeway.signals.metric.MetricKind;
import dev.leeway.signals.metric.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;

/**
 * A name that came, and what it may be read as. Immutable.
 *
 * @param name as it came
 * @param nameUnit the unit at the end of the name; empty when it has none
 */
public record NamedMetric(String name, String nameUnit, List<MetricRole> roles) {
  public NamedMetric {
    roles = List.copyOf(roles);
  }

  /** Whether any table knows it. */
  public boolean isKnown() {
    return !roles.isEmpty();
  }

  /** Notes in the map how good the name is for each canonical metric, where it is better. */
  public void rankInto(Map<String, Integer> best) {
    for (MetricRole role : roles) {
      best.merge(role.metric().name(), role.rank(), Math::min);
    }
  }

  /**
   * What a point is read as; empty when no table knows one like it, or a better name tells the
   * same.
   *
   * @param kind of the point
   * @param best rank of each canonical metric's best name in the point's resource and scope
   * @param attribute gives the value of one of the point's attributes, empty for none
   */
  public List<Reading> readings(
      MetricKind kind, Map<String, Integer> best, UnaryOperator<String> attribute) {
    List<Reading> readings = new ArrayList<>(2);
    for (MetricRole role : roles) {
      boolean bestName = role.rank() == best.getOrDefault(role.metric().name(), role.rank());
      if (bestName && role.source().accepts(kind, valueOf(role.source().key(), attribute))) {
        readings.add(new Reading(role.metric().name(), role.source().aspect()));
      }
    }
    return readings;
  }

  /** What its values are stored in. */
  public String unit() {
    return roles.get(0).metric().unit().text();
  }

  /**
   * What values are multiplied with: by the unit that came, else by the one that the name ends in,
   * else by the one that its sender is known to mean.
   */
  public double factor(String cameUnit) {
    MetricRole role = roles.get(0);
    MetricUnit unit = role.metric().unit();
    for (String written : List.of(cameUnit, nameUnit, role.source().unit())) {
      OptionalDouble factor = unit.factorOf(written);
      if (factor.isPresent() && !isEmptyRatio(written, role)) {
        return factor.getAsDouble();
      }
    }
    return 1;
  }

  /** A unit of 1 is what tools write that don't know any: it doesn't outweigh a known one. */
  private static boolean isEmptyRatio(String written, MetricRole role) {
    return written.equals("1") && !role.source().unit().isEmpty();
  }

  private static String valueOf(String key, UnaryOperator<String> attribute) {
    return key.isEmpty() ? "" : attribute.apply(key);
  }
}
