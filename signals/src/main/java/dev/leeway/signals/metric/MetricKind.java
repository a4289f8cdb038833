package dev.leeway.signals.metric;

/** What kind of points a metric has. Names are stored. */
public enum MetricKind {
  GAUGE,
  SUM,
  HISTOGRAM,
  EXPONENTIAL_HISTOGRAM,
  /** Quantiles that somebody else computed: kept as they are, because they cannot be merged. */
  SUMMARY
}
