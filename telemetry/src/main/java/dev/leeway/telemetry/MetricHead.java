package dev.leeway.telemetry;

import static dev.leeway.telemetry.wire.WireCursor.BYTES;
import static dev.leeway.telemetry.wire.WireCursor.VARINT;

import dev.leeway.signals.metric.MetricKind;
import dev.leeway.signals.metric.Temporality;
import dev.leeway.telemetry.wire.LenientText;
import dev.leeway.telemetry.wire.WireCursor;
import org.jspecify.annotations.Nullable;

/**
 * What all points of a metric have in common, and where they lie. Used again for the next metric;
 * not thread-safe.
 */
final class MetricHead {
  private static final int NAME_BYTES_MAX = 256;
  private static final int UNIT_BYTES_MAX = 64;

  private final WireCursor cursor = new WireCursor();
  private final WireCursor inner = new WireCursor();
  private byte[] bytes = new byte[0];
  private String name = "";
  private String unit = "";
  private @Nullable MetricKind kind;
  private Temporality temporality = Temporality.UNSPECIFIED;
  private boolean monotonic;
  private int from;
  private int to;

  /** Takes the bytes of one point. */
  interface Points {
    void point(int from, int to);
  }

  void read(byte[] request, int messageFrom, int messageTo) {
    bytes = request;
    name = "";
    unit = "";
    kind = null;
    temporality = Temporality.UNSPECIFIED;
    monotonic = false;
    from = messageFrom;
    to = messageFrom;
    cursor.over(bytes, messageFrom, messageTo);
    while (cursor.next()) {
      if (cursor.wireType() == BYTES) {
        part(cursor.field(), cursor.start(), cursor.end());
      }
    }
    if (kind != null) {
      readData();
    }
  }

  String name() {
    return name;
  }

  String unit() {
    return unit;
  }

  /** Absent for a metric without data, or with data of a kind that is unknown here. */
  @Nullable MetricKind kind() {
    return kind;
  }

  Temporality temporality() {
    return temporality;
  }

  boolean monotonic() {
    return monotonic;
  }

  /** Hands out the points in their order. */
  void points(Points out) {
    cursor.over(bytes, from, to);
    while (cursor.next()) {
      if (cursor.is(1, BYTES)) {
        out.point(cursor.start(), cursor.end());
      }
    }
  }

  /** Of several kinds of data the last wins, as in protobuf. */
  private void part(int field, int partFrom, int partTo) {
    switch (field) {
      case 1 -> name = text(partFrom, partTo, NAME_BYTES_MAX);
      case 3 -> unit = text(partFrom, partTo, UNIT_BYTES_MAX);
      case 5 -> data(MetricKind.GAUGE, partFrom, partTo);
      case 7 -> data(MetricKind.SUM, partFrom, partTo);
      case 9 -> data(MetricKind.HISTOGRAM, partFrom, partTo);
      case 10 -> data(MetricKind.EXPONENTIAL_HISTOGRAM, partFrom, partTo);
      case 11 -> data(MetricKind.SUMMARY, partFrom, partTo);
      default -> {}
    }
  }

  private void data(MetricKind of, int partFrom, int partTo) {
    kind = of;
    from = partFrom;
    to = partTo;
  }

  private void readData() {
    inner.over(bytes, from, to);
    while (inner.next()) {
      if (inner.is(2, VARINT) && kind != MetricKind.GAUGE && kind != MetricKind.SUMMARY) {
        temporality =
            inner.value() == 1
                ? Temporality.DELTA
                : inner.value() == 2 ? Temporality.CUMULATIVE : Temporality.UNSPECIFIED;
      } else if (inner.is(3, VARINT) && kind == MetricKind.SUM) {
        monotonic = inner.value() != 0;
      }
    }
  }

  private String text(int textFrom, int textTo, int bytesMax) {
    int end =
        textTo - textFrom > bytesMax
            ? LenientText.boundary(bytes, textFrom, textFrom + bytesMax)
            : textTo;
    return LenientText.of(bytes, textFrom, end);
  }
}
