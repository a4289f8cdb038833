package dev.leeway.storage.query;

import java.util.Map;
import java.util.TreeMap;

/**
 * Which series of metrics are meant; empty text means any.
 *
 * @param instance the service's instance
 * @param attributes that a series must have with these values
 */
public record MetricFilter(
    String agent,
    String service,
    String environment,
    String instance,
    Map<String, String> attributes) {
  public static final MetricFilter ANY = new MetricFilter("", "", "", "", Map.of());

  public MetricFilter {
    attributes = Map.copyOf(new TreeMap<>(attributes));
  }

  public MetricFilter ofAgent(String name, String environmentName) {
    return new MetricFilter(name, service, environmentName, instance, attributes);
  }
}
