package dev.leeway.telemetry.freshness;

import static dev.leeway.telemetry.wire.WireCursor.BYTES;

import dev.leeway.telemetry.wire.WireCursor;

/**
 * Walks over the log records or metrics of an export request, whose requests share their wire
 * numbers, each with what its resource says. Not thread-safe.
 */
final class SignalWalk {
  /** Takes the bytes of one record or metric. */
  interface Reader {
    void item(Said resource, int from, int to);
  }

  private final WireCursor requestCursor = new WireCursor();
  private final WireCursor resourceCursor = new WireCursor();
  private final WireCursor scopeCursor = new WireCursor();
  private final WireAttributes attributes = new WireAttributes();

  /** Throws MalformedWire where the request's framing is broken. */
  void over(byte[] request, Reader reader) {
    WireCursor cursor = requestCursor.over(request, 0, request.length);
    while (cursor.next()) {
      if (cursor.is(1, BYTES)) {
        overResource(request, cursor.start(), cursor.end(), reader);
      }
    }
  }

  private void overResource(byte[] request, int from, int to, Reader reader) {
    Said read = Said.NOTHING;
    // Twice, because the resource may come after the items.
    WireCursor cursor = resourceCursor.over(request, from, to);
    while (cursor.next()) {
      if (cursor.is(1, BYTES)) {
        read = attributes.read(request, cursor.start(), cursor.end(), 1, read);
      }
    }
    Said resource = read.inherited();
    cursor = resourceCursor.over(request, from, to);
    while (cursor.next()) {
      if (cursor.is(2, BYTES)) {
        overScope(request, cursor.start(), cursor.end(), resource, reader);
      }
    }
  }

  private void overScope(byte[] request, int from, int to, Said resource, Reader reader) {
    WireCursor cursor = scopeCursor.over(request, from, to);
    while (cursor.next()) {
      if (cursor.is(2, BYTES)) {
        reader.item(resource, cursor.start(), cursor.end());
      }
    }
  }
}
