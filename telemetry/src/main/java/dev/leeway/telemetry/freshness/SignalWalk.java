package dev.leeway.telemetry.freshness;

import static dev.leeway.telemetry.wire.WireCursor.BYTES;

import dev.leeway.telemetry.wire.ItemWalk;
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

  private final ItemWalk items = new ItemWalk();
  private final WireCursor resourceCursor = new WireCursor();
  private final WireAttributes attributes = new WireAttributes();

  /** Throws MalformedWire where the request's framing is broken. */
  void over(byte[] request, Reader reader) {
    items.over(
        request,
        new ItemWalk.Reader() {
          private Said resource = Said.NOTHING;

          @Override
          public void resource(int from, int to) {
            resource = saidBy(request, from, to);
          }

          @Override
          public void item(int from, int to) {
            reader.item(resource, from, to);
          }
        });
  }

  private Said saidBy(byte[] request, int from, int to) {
    Said read = Said.NOTHING;
    WireCursor cursor = resourceCursor.over(request, from, to);
    while (cursor.next()) {
      if (cursor.is(1, BYTES)) {
        read = attributes.read(request, cursor.start(), cursor.end(), 1, read);
      }
    }
    return read.inherited();
  }
}
