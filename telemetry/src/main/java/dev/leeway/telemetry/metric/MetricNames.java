package dev.leeway.telemetry.metric;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All names that metrics go by, and what each is read as. Immutable, thread-safe.
 *
 * <p>Names are compared as Prometheus would write them, in lower case: it has no dots, its
 * exporters differ on colons, and {@code _total} and a unit at the end come and go with versions of
 * the Collector.
 */
public final class MetricNames {
  private static final String TOTAL = "_total";

  /** How names end that tell their unit, and the unit. */
  private static final Map<String, String> UNIT_SUFFIXES =
      Map.of(
          "_seconds", "s",
          "_milliseconds", "ms",
          "_microseconds", "us",
          "_bytes", "By",
          "_ratio", "1",
          "_percent", "%",
          "_usd", "USD",
          "_joules", "J");

  private static final MetricNames STANDARD =
      new MetricNames(
          Stream.of(ClientMetrics.ALL, ServingMetrics.ALL, GpuMetrics.ALL)
              .flatMap(List::stream)
              .toList());

  private final List<CanonicalMetric> metrics;
  private final Map<String, List<MetricRole>> roles = new HashMap<>();

  private MetricNames(List<CanonicalMetric> metrics) {
    this.metrics = List.copyOf(metrics);
    for (CanonicalMetric metric : metrics) {
      for (int rank = 0; rank < metric.sources().size(); rank++) {
        MetricRole role = new MetricRole(metric, rank);
        String plain = plain(role.source().name());
        add(plain, role);
        String bare = withoutUnit(plain);
        if (!bare.equals(plain)) {
          add(bare, role);
        }
      }
    }
  }

  /** The tables of this release. */
  public static MetricNames standard() {
    return STANDARD;
  }

  /** What a metric of that name is read as. */
  public NamedMetric of(String name) {
    String plain = plain(name);
    List<MetricRole> known = roles.get(plain);
    if (known != null) {
      return new NamedMetric(name, unitIn(plain), known);
    }
    return new NamedMetric(name, unitIn(plain), roles.getOrDefault(withoutUnit(plain), List.of()));
  }

  /** Each canonical name with its unit and what it is read from, the best first: for documents. */
  public Map<String, List<String>> documented() {
    Map<String, List<String>> documented = new TreeMap<>();
    for (CanonicalMetric metric : metrics) {
      documented.put(
          metric.name() + " (" + metric.unit().text() + ")",
          metric.sources().stream().map(MetricSource::name).distinct().toList());
    }
    return documented;
  }

  private void add(String plain, MetricRole role) {
    roles.computeIfAbsent(plain, key -> new ArrayList<>()).add(role);
  }

  private static String plain(String name) {
    StringBuilder plain = new StringBuilder(name.toLowerCase(Locale.ROOT));
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (c == '.' || c == ':' || c == '-' || c == '/') {
        plain.setCharAt(i, '_');
      }
    }
    String text = plain.toString();
    return text.endsWith(TOTAL) ? text.substring(0, text.length() - TOTAL.length()) : text;
  }

  private static String unitIn(String plain) {
    return UNIT_SUFFIXES.getOrDefault(suffixOf(plain), "");
  }

  private static String withoutUnit(String plain) {
    return plain.substring(0, plain.length() - suffixOf(plain).length());
  }

  private static String suffixOf(String plain) {
    return UNIT_SUFFIXES.keySet().stream().filter(plain::endsWith).findAny().orElse("");
  }
}
