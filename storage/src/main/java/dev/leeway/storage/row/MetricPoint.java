package dev.leeway.storage.row;

import dev.leeway.signals.event.AgentSource;
import java.util.List;
import java.util.Map;

/**
 * One point of a metric as it came over OTLP. Text is never null; empty means absent.
 *
 * @param startNanos start of what the point sums up; zero when it has none
 * @param value the number of a gauge or sum; the sum of a histogram or summary
 * @param count observations of a histogram or summary; zero else
 * @param bucketBounds upper bounds of a histogram's buckets but the last
 * @param bucketCounts one more than bounds, or empty
 */
public record MetricPoint(
    AgentSource source,
    String scopeName,
    String metric,
    String unit,
    Kind kind,
    Temporality temporality,
    boolean monotonic,
    long startNanos,
    long timeNanos,
    double value,
    long count,
    List<Double> bucketBounds,
    List<Long> bucketCounts,
    Map<String, String> attributes,
    Map<String, String> resourceAttributes,
    long appendMillis) {

  /** What kind of point it is. Names are stored. */
  public enum Kind {
    GAUGE,
    SUM,
    HISTOGRAM,
    SUMMARY
  }

  /** Over which time a sum or histogram counts. Names are stored. */
  public enum Temporality {
    UNSPECIFIED,
    DELTA,
    CUMULATIVE
  }

  public MetricPoint {
    bucketBounds = List.copyOf(bucketBounds);
    bucketCounts = List.copyOf(bucketCounts);
    attributes = Map.copyOf(attributes);
    resourceAttributes = Map.copyOf(resourceAttributes);
  }
}
