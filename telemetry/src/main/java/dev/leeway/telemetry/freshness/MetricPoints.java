package dev.leeway.telemetry.freshness;

import static dev.leeway.telemetry.wire.WireCursor.BYTES;
import static dev.leeway.telemetry.wire.WireCursor.FIXED64;
import static dev.leeway.telemetry.wire.WireCursor.VARINT;

import dev.leeway.telemetry.wire.LenientText;
import dev.leeway.telemetry.wire.WireCursor;
import java.util.function.Consumer;

/** Reads the name of a metric on the wire, and its points. Not thread-safe. */
final class MetricPoints {
  private static final int NAME_BYTES_MAX = 512;
  private static final int GAUGE = 5;
  private static final int SUM = 7;
  private static final int HISTOGRAM = 9;
  private static final int EXPONENTIAL_HISTOGRAM = 10;
  private static final int SUMMARY = 11;
  private static final int DELTA = 1;
  private static final int NO_RECORDED_VALUE = 1;

  private final WireCursor metricCursor = new WireCursor();
  private final WireCursor dataCursor = new WireCursor();
  private final WireCursor pointCursor = new WireCursor();
  private final WireAttributes attributes = new WireAttributes();

  String nameOf(byte[] request, int from, int to) {
    String name = "";
    metricCursor.over(request, from, to);
    while (metricCursor.next()) {
      if (metricCursor.is(1, BYTES)) {
        int end = metricCursor.end();
        int length = end - metricCursor.start();
        name = length > NAME_BYTES_MAX ? "" : LenientText.of(request, metricCursor.start(), end);
      }
    }
    return name;
  }

  void read(byte[] request, int from, int to, Said resource, Consumer<MetricPoint> out) {
    metricCursor.over(request, from, to);
    while (metricCursor.next()) {
      int kind = metricCursor.field();
      boolean data = kind == GAUGE || kind == SUM || (kind >= HISTOGRAM && kind <= SUMMARY);
      if (data && metricCursor.wireType() == BYTES) {
        readData(request, metricCursor.start(), metricCursor.end(), kind, resource, out);
      }
    }
  }

  private void readData(
      byte[] request, int from, int to, int kind, Said resource, Consumer<MetricPoint> out) {
    boolean delta = false;
    dataCursor.over(request, from, to);
    while (dataCursor.next()) {
      delta |= dataCursor.is(2, VARINT) && dataCursor.value() == DELTA;
    }
    dataCursor.over(request, from, to);
    while (dataCursor.next()) {
      if (dataCursor.is(1, BYTES)) {
        readPoint(request, dataCursor.start(), dataCursor.end(), kind, resource, delta, out);
      }
    }
  }

  private void readPoint(
      byte[] request,
      int from,
      int to,
      int kind,
      Said resource,
      boolean delta,
      Consumer<MetricPoint> out) {
    long start = 0;
    long time = 0;
    double value = Double.NaN;
    boolean recorded = true;
    boolean number = kind == GAUGE || kind == SUM;
    pointCursor.over(request, from, to);
    while (pointCursor.next()) {
      if (pointCursor.wireType() == FIXED64) {
        long bits = pointCursor.value();
        switch (pointCursor.field()) {
          case 2 -> start = bits;
          case 3 -> time = bits;
          case 4 -> value = number ? Double.longBitsToDouble(bits) : bits;
          case 6 -> value = number ? bits : value;
          default -> {}
        }
      } else if (pointCursor.is(flagsOf(kind), VARINT)) {
        recorded = (pointCursor.value() & NO_RECORDED_VALUE) == 0;
      }
    }
    if (recorded && Double.isFinite(value)) {
      Said said = attributes.read(request, from, to, attributesOf(kind), resource);
      out.accept(new MetricPoint(said, start, time, value, delta));
    }
  }

  private static int attributesOf(int kind) {
    return switch (kind) {
      case HISTOGRAM -> 9;
      case EXPONENTIAL_HISTOGRAM -> 1;
      default -> 7;
    };
  }

  private static int flagsOf(int kind) {
    return kind == HISTOGRAM || kind == EXPONENTIAL_HISTOGRAM ? 10 : 8;
  }
}
