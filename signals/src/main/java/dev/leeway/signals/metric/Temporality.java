package dev.leeway.signals.metric;

/** Over which time a sum or histogram counts. Names are stored. */
public enum Temporality {
  /** Gauges have none; of anything else it is a mistake of the sender. */
  UNSPECIFIED,
  /** Since the point before. */
  DELTA,
  /** Since the series began. */
  CUMULATIVE
}
