package dev.leeway.telemetry;

import static dev.leeway.telemetry.wire.WireCursor.BYTES;

import dev.leeway.telemetry.wire.WireCursor;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The spans, log records or metrics of one request that were refused for one reason, and the
 * request that holds just them: no greater than what came, because a resource is in it once,
 * whatever the number of its spans.
 */
final class RefusedSpans {
  /** The bytes of a message in the request. */
  record Range(int from, int to) {}

  private record Place(Range resourceSpans, Range scopeSpans, Range span) {}

  /** Equal in ExportTraceServiceRequest and the messages in it. */
  private static final int HEAD = 1;

  private static final int PARTS = 2;
  private static final int SCHEMA_URL = 3;

  private final String reason;
  private final String detail;
  private final byte[] request;
  private final List<Place> places = new ArrayList<>();
  private int items;

  RefusedSpans(String reason, String detail, byte[] request) {
    this.reason = reason;
    this.detail = detail;
    this.request = request;
  }

  void add(Range resourceSpans, Range scopeSpans, Range span) {
    add(resourceSpans, scopeSpans, span, 1);
  }

  /** Of a metric, which stands for so many points. */
  void add(Range resourceSpans, Range scopeSpans, Range span, int points) {
    places.add(new Place(resourceSpans, scopeSpans, span));
    items += points;
  }

  Undecodable toUndecodable() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int first = 0;
    while (first < places.size()) {
      Range resourceSpans = places.get(first).resourceSpans();
      int next = first;
      while (next < places.size() && places.get(next).resourceSpans().equals(resourceSpans)) {
        next++;
      }
      field(out, HEAD, resourceSpans(resourceSpans, places.subList(first, next)));
      first = next;
    }
    return new Undecodable(reason, detail, items, out.toByteArray());
  }

  private byte[] resourceSpans(Range resourceSpans, List<Place> of) {
    ByteArrayOutputStream out = withoutParts(resourceSpans);
    int first = 0;
    while (first < of.size()) {
      Range scopeSpans = of.get(first).scopeSpans();
      ByteArrayOutputStream scope = withoutParts(scopeSpans);
      for (; first < of.size() && of.get(first).scopeSpans().equals(scopeSpans); first++) {
        field(scope, PARTS, bytes(of.get(first).span()));
      }
      field(out, PARTS, scope.toByteArray());
    }
    return out.toByteArray();
  }

  /** A ResourceSpans without its ScopeSpans, a ScopeSpans without its spans. */
  private ByteArrayOutputStream withoutParts(Range message) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    WireCursor cursor = new WireCursor().over(request, message.from(), message.to());
    while (cursor.next()) {
      if (cursor.is(HEAD, BYTES) || cursor.is(SCHEMA_URL, BYTES)) {
        field(out, cursor.field(), bytes(new Range(cursor.start(), cursor.end())));
      }
    }
    return out;
  }

  private byte[] bytes(Range range) {
    return Arrays.copyOfRange(request, range.from(), range.to());
  }

  private static void field(ByteArrayOutputStream out, int number, byte[] bytes) {
    out.write((number << 3) | BYTES);
    int length = bytes.length;
    while (length > 0x7f) {
      out.write((length & 0x7f) | 0x80);
      length >>>= 7;
    }
    out.write(length);
    out.writeBytes(bytes);
  }
}
