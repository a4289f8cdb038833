package dev.leeway.signals.metric;

import dev.leeway.signals.event.AgentSource;
import java.util.List;
import java.util.Map;

/** Points of made-up series. */
final class Points {
  private static final AgentSource SOURCE =
      new AgentSource("acme", "default", "shop", "1", "shop-1", "shop", "1");

  private Points() {}

  static MetricSeries series(MetricKind kind, Temporality temporality, boolean monotonic) {
    return new MetricSeries(
        new SeriesId(1, 2),
        SOURCE,
        "scope",
        "metric",
        "1",
        1,
        kind,
        temporality,
        monotonic,
        List.of(Reading.whole("metric")),
        Map.of("key", "value"),
        Map.of());
  }

  static MetricPoint point(MetricSeries series, long start, long time, Totals totals) {
    return new MetricPoint(
        series, start, time, true, totals, Double.NaN, Double.NaN, List.of(), List.of());
  }

  static MetricPoint counter(long start, long time, double value) {
    return point(
        series(MetricKind.SUM, Temporality.CUMULATIVE, true), start, time, Totals.number(value));
  }

  static MetricPoint deltaCounter(long start, long time, double value) {
    return point(
        series(MetricKind.SUM, Temporality.DELTA, true), start, time, Totals.number(value));
  }

  static MetricPoint gauge(long time, double value) {
    return point(
        series(MetricKind.GAUGE, Temporality.UNSPECIFIED, false), 0, time, Totals.number(value));
  }

  static MetricPoint histogram(long start, long time, double sum, Shape shape) {
    MetricKind kind =
        shape instanceof ExponentialShape ? MetricKind.EXPONENTIAL_HISTOGRAM : MetricKind.HISTOGRAM;
    return point(
        series(kind, Temporality.CUMULATIVE, true),
        start,
        time,
        new Totals(sum, shape.count(), shape));
  }

  static MetricPoint ended(MetricPoint last, long time) {
    return new MetricPoint(
        last.series(),
        last.startNanos(),
        time,
        false,
        Totals.number(0),
        Double.NaN,
        Double.NaN,
        List.of(),
        List.of());
  }

  static ExplicitShape explicit(double[] bounds, long... counts) {
    return new ExplicitShape(bounds, counts);
  }

  /** The buckets of plain values at a scale. */
  static ExponentialShape exponential(int scale, double... values) {
    ExponentialShape shape =
        new ExponentialShape(scale, 0, 0, ExponentialBuckets.EMPTY, ExponentialBuckets.EMPTY);
    for (double value : values) {
      ExponentialBuckets one =
          value == 0
              ? ExponentialBuckets.EMPTY
              : ExponentialBuckets.of(
                  ExponentialShape.indexOf(Math.abs(value), scale), new long[] {1});
      shape =
          shape.plus(
              new ExponentialShape(
                  scale,
                  0,
                  value == 0 ? 1 : 0,
                  value > 0 ? one : ExponentialBuckets.EMPTY,
                  value < 0 ? one : ExponentialBuckets.EMPTY));
    }
    return shape;
  }
}
