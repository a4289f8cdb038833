package dev.leeway.telemetry.wire;

import static dev.leeway.telemetry.wire.WireCursor.BYTES;

/**
 * Walks over the items of an export request, spans, log records or metrics, whose requests share
 * their wire numbers. Used again for the next request; not thread-safe.
 */
public final class ItemWalk {
  /** Takes the places of items in the request. */
  public interface Reader {
    /** The bytes of a resource with all its scopes, before the first of its items. */
    default void resource(int from, int to) {}

    /** The bytes of one item. */
    void item(int from, int to);
  }

  private final WireCursor requestCursor = new WireCursor();
  private final WireCursor resourceCursor = new WireCursor();
  private final WireCursor scopeCursor = new WireCursor();

  /** Throws MalformedWire where the request's framing is broken. */
  public void over(byte[] request, Reader reader) {
    WireCursor resources = requestCursor.over(request, 0, request.length);
    while (resources.next()) {
      if (resources.is(1, BYTES)) {
        reader.resource(resources.start(), resources.end());
        overResource(request, resources.start(), resources.end(), reader);
      }
    }
  }

  private void overResource(byte[] request, int from, int to, Reader reader) {
    WireCursor scopes = resourceCursor.over(request, from, to);
    while (scopes.next()) {
      if (scopes.is(2, BYTES)) {
        WireCursor items = scopeCursor.over(request, scopes.start(), scopes.end());
        while (items.next()) {
          if (items.is(2, BYTES)) {
            reader.item(items.start(), items.end());
          }
        }
      }
    }
  }
}
