package dev.leeway.telemetry.metric;

import dev.leeway.signals.metric.MetricKind;
import dev.leeway.signals.metric.Reading.Aspect;
import java.util.Set;

/**
 * A sender's metric that is read as a canonical one.
 *
 * @param name as OpenTelemetry's or Prometheus' world writes it; colons, dots and underscores are
 *     one, and the suffixes {@code _total} and of a unit may come or not
 * @param unit what its values are in when the point doesn't say; empty for the canonical unit
 * @param aspect whether its distribution is meant too
 * @param key of the attribute that must have one of the values; empty for any point
 * @param values in lower case; what a point without the attribute has is empty text
 * @param others whether it must have none of the values instead
 */
record MetricSource(
    String name, String unit, Aspect aspect, String key, Set<String> values, Expected others) {

  /** Which points are meant. */
  enum Expected {
    AMONG,
    OUTSIDE
  }

  MetricSource {
    values = Set.copyOf(values);
  }

  static MetricSource named(String name) {
    return new MetricSource(name, "", Aspect.WHOLE, "", Set.of(), Expected.AMONG);
  }

  /** In a unit that its points don't name. */
  MetricSource in(String usualUnit) {
    return new MetricSource(name, usualUnit, aspect, key, values, others);
  }

  /** Just how much in sum. */
  MetricSource total() {
    return new MetricSource(name, unit, Aspect.TOTAL, key, values, others);
  }

  /** Just how it is distributed. */
  MetricSource distribution() {
    return new MetricSource(name, unit, Aspect.DISTRIBUTION, key, values, others);
  }

  MetricSource when(String attribute, String... oneOf) {
    return new MetricSource(name, unit, aspect, attribute, Set.of(oneOf), Expected.AMONG);
  }

  MetricSource unless(String attribute, Set<String> noneOf) {
    return new MetricSource(name, unit, aspect, attribute, noneOf, Expected.OUTSIDE);
  }

  MetricSource when(String attribute, Set<String> oneOf) {
    return new MetricSource(name, unit, aspect, attribute, oneOf, Expected.AMONG);
  }

  boolean accepts(MetricKind kind, String value) {
    boolean distributed = kind == MetricKind.HISTOGRAM || kind == MetricKind.EXPONENTIAL_HISTOGRAM;
    if (aspect == Aspect.DISTRIBUTION && !distributed) {
      return false;
    }
    return key.isEmpty() || values.contains(value) == (others == Expected.AMONG);
  }
}
