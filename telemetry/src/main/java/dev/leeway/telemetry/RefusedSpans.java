package dev.leeway.telemetry;

import static dev.leeway.telemetry.wire.WireCursor.BYTES;

import dev.leeway.telemetry.wire.WireCursor;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The spans of one request that were refused for one reason, and the request that holds just them:
 * small enough because a resource is in it once, whatever the number of its spans.
 */
final class RefusedSpans {
  private record Place(int resourceFrom, int resourceTo, int from, int to) {}

  private static final int RESOURCE_SPANS = 1;
  private static final int RESOURCE = 1;
  private static final int SCOPE_SPANS = 2;
  private static final int SPANS = 2;

  private final String reason;
  private final String detail;
  private final byte[] request;
  private final List<Place> places = new ArrayList<>();

  RefusedSpans(String reason, String detail, byte[] request) {
    this.reason = reason;
    this.detail = detail;
    this.request = request;
  }

  void add(int resourceFrom, int resourceTo, int from, int to) {
    places.add(new Place(resourceFrom, resourceTo, from, to));
  }

  Undecodable toUndecodable() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int first = 0;
    while (first < places.size()) {
      int next = first;
      while (next < places.size()
          && places.get(next).resourceFrom() == places.get(first).resourceFrom()) {
        next++;
      }
      field(out, RESOURCE_SPANS, resourceSpans(places.subList(first, next)));
      first = next;
    }
    return new Undecodable(reason, detail, places.size(), out.toByteArray());
  }

  private byte[] resourceSpans(List<Place> of) {
    ByteArrayOutputStream spans = new ByteArrayOutputStream();
    for (Place place : of) {
      field(spans, SPANS, Arrays.copyOfRange(request, place.from(), place.to()));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    WireCursor cursor =
        new WireCursor().over(request, of.get(0).resourceFrom(), of.get(0).resourceTo());
    while (cursor.next()) {
      if (cursor.is(RESOURCE, BYTES)) {
        field(out, RESOURCE, Arrays.copyOfRange(request, cursor.start(), cursor.end()));
      }
    }
    field(out, SCOPE_SPANS, spans.toByteArray());
    return out.toByteArray();
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
