package dev.leeway.telemetry;

import static dev.leeway.telemetry.wire.WireCursor.BYTES;
import static dev.leeway.telemetry.wire.WireCursor.FIXED64;
import static dev.leeway.telemetry.wire.WireCursor.VARINT;

import dev.leeway.signals.metric.MetricKind;
import dev.leeway.signals.metric.MetricPoint;
import dev.leeway.signals.metric.QuantileValue;
import dev.leeway.signals.metric.Totals;
import dev.leeway.telemetry.wire.WireCursor;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The fields of one data point of any kind but its attributes, whose pairs it hands on. Used again
 * for the next point; not thread-safe.
 */
final class PointScan {
  private static final int NO_RECORDED_VALUE = 1;
  private static final int TRACE_ID_BYTES = 16;
  private static final String NO_TRACE = "0".repeat(2 * TRACE_ID_BYTES);

  private final WireCursor cursor = new WireCursor();
  private final WireCursor inner = new WireCursor();
  private final HistogramScan histogram = new HistogramScan();
  private byte[] bytes = new byte[0];
  private long startNanos;
  private long timeNanos;
  private boolean recorded;
  private boolean hasNumber;
  private double number;
  private double min;
  private double max;
  private List<QuantileValue> quantiles = List.of();
  private List<String> exemplars = List.of();

  /** Takes the bytes of one attribute. */
  interface Pairs {
    void pair(int from, int to);
  }

  /** Reads the point between two offsets; throws MalformedWire when it is none. */
  void read(MetricKind kind, byte[] request, int from, int to, Pairs pairs) {
    clear(request);
    cursor.over(bytes, from, to);
    while (cursor.next()) {
      if (cursor.is(2, FIXED64)) {
        startNanos = time(cursor.value());
      } else if (cursor.is(3, FIXED64)) {
        timeNanos = time(cursor.value());
      } else {
        switch (kind) {
          case GAUGE, SUM -> numberField(pairs);
          case HISTOGRAM -> histogramField(pairs);
          case EXPONENTIAL_HISTOGRAM -> exponentialField(pairs);
          case SUMMARY -> summaryField(pairs);
        }
      }
    }
  }

  long startNanos() {
    return startNanos;
  }

  /** Zero when the point has none. */
  long timeNanos() {
    return timeNanos;
  }

  /** False for a marker that the series has ended, and for a number that isn't there. */
  boolean recorded() {
    return recorded;
  }

  double min() {
    return min;
  }

  double max() {
    return max;
  }

  List<QuantileValue> quantiles() {
    return quantiles;
  }

  List<String> exemplars() {
    return exemplars;
  }

  Totals totals(MetricKind kind) {
    return switch (kind) {
      // A number that was left out is zero on this wire.
      case GAUGE, SUM -> Totals.number(hasNumber ? number : 0);
      case HISTOGRAM -> histogram.explicit();
      case EXPONENTIAL_HISTOGRAM -> histogram.exponential();
      case SUMMARY -> histogram.summary();
    };
  }

  private void clear(byte[] request) {
    bytes = request;
    startNanos = 0;
    timeNanos = 0;
    recorded = true;
    hasNumber = false;
    number = 0;
    min = Double.NaN;
    max = Double.NaN;
    quantiles = List.of();
    exemplars = List.of();
    histogram.clear(request);
  }

  private void numberField(Pairs pairs) {
    if (cursor.is(4, FIXED64)) {
      hasNumber = true;
      number = Double.longBitsToDouble(cursor.value());
    } else if (cursor.is(6, FIXED64)) {
      hasNumber = true;
      number = cursor.value();
    } else {
      common(pairs, 7, 5, 8);
    }
  }

  private void histogramField(Pairs pairs) {
    switch (cursor.field()) {
      case 4, 5 -> histogram.totals(cursor);
      case 6 -> histogram.counts(cursor);
      case 7 -> histogram.bounds(cursor);
      case 11 -> min = extreme();
      case 12 -> max = extreme();
      default -> common(pairs, 9, 8, 10);
    }
  }

  private void exponentialField(Pairs pairs) {
    switch (cursor.field()) {
      case 4, 5 -> histogram.totals(cursor);
      case 6, 7, 8, 9, 14 -> histogram.scaled(cursor);
      case 12 -> min = extreme();
      case 13 -> max = extreme();
      default -> common(pairs, 1, 11, 10);
    }
  }

  private void summaryField(Pairs pairs) {
    if (cursor.is(4, FIXED64) || cursor.is(5, FIXED64)) {
      histogram.totals(cursor);
    } else if (cursor.is(6, BYTES)) {
      quantile(cursor.start(), cursor.end());
    } else {
      common(pairs, 7, -1, 8);
    }
  }

  private void common(Pairs pairs, int attributes, int examples, int flags) {
    if (cursor.is(attributes, BYTES)) {
      pairs.pair(cursor.start(), cursor.end());
    } else if (cursor.is(examples, BYTES)) {
      exemplar(cursor.start(), cursor.end());
    } else if (cursor.is(flags, VARINT)) {
      recorded = (cursor.value() & NO_RECORDED_VALUE) == 0;
    }
  }

  private double extreme() {
    return cursor.wireType() == FIXED64 ? Double.longBitsToDouble(cursor.value()) : Double.NaN;
  }

  private void quantile(int from, int to) {
    double quantile = 0;
    double value = 0;
    inner.over(bytes, from, to);
    while (inner.next()) {
      if (inner.is(1, FIXED64)) {
        quantile = Double.longBitsToDouble(inner.value());
      } else if (inner.is(2, FIXED64)) {
        value = Double.longBitsToDouble(inner.value());
      }
    }
    boolean valid = quantile >= 0 && quantile <= 1 && Math.abs(value) < Double.POSITIVE_INFINITY;
    if (valid && quantiles.size() < MetricPoint.QUANTILES_MAX) {
      quantiles = quantiles.isEmpty() ? new ArrayList<>() : quantiles;
      quantiles.add(new QuantileValue(quantile, value));
    }
  }

  private void exemplar(int from, int to) {
    if (exemplars.size() >= MetricPoint.EXEMPLARS_MAX) {
      return;
    }
    inner.over(bytes, from, to);
    while (inner.next()) {
      if (inner.is(5, BYTES) && inner.end() - inner.start() == TRACE_ID_BYTES) {
        String trace = HexFormat.of().formatHex(bytes, inner.start(), inner.end());
        if (!trace.equals(NO_TRACE) && !exemplars.contains(trace)) {
          exemplars = exemplars.isEmpty() ? new ArrayList<>() : exemplars;
          exemplars.add(trace);
        }
      }
    }
  }

  /** Times are unsigned on the wire; beyond the year 2262 they are the last that there is. */
  private static long time(long value) {
    return value < 0 ? Long.MAX_VALUE : value;
  }
}
