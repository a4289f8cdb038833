package dev.leeway.telemetry;

import static dev.leeway.telemetry.wire.WireCursor.BYTES;

import dev.leeway.telemetry.RefusedSpans.Range;
import dev.leeway.telemetry.convention.CompiledConventions;
import dev.leeway.telemetry.convention.KeyTable;
import dev.leeway.telemetry.wire.LenientText;
import dev.leeway.telemetry.wire.WireCursor;

/**
 * Walks over the items of an export request, spans, log records or metrics, whose requests share
 * their wire numbers: resource, scopes, items. Used again for the next request; not thread-safe.
 */
final class RequestWalk {
  /** Takes the bytes of one item; resource and scope are those that the walk is at. */
  interface Reader {
    void item(int from, int to);

    /** The walk comes to a scope, with its resource and name known. */
    default void scopeStart() {}

    /** The walk leaves a scope: its resource is not the next item's any more. */
    default void scopeEnd() {}
  }

  private static final int SCOPE_NAME_BYTES_MAX = 256;
  private static final int SCHEMA_URL_BYTES_MAX = 256;
  private static final Range NOWHERE = new Range(0, 0);

  private final CompiledConventions conventions;
  private final ResourceScan resource;
  private final WireCursor requestCursor = new WireCursor();
  private final WireCursor resourceCursor = new WireCursor();
  private final WireCursor scopeCursor = new WireCursor();
  private final WireCursor inner = new WireCursor();

  private String tenant = "";
  private byte[] request = new byte[0];
  private Range resourceRange = NOWHERE;
  private Range resourceMessage = NOWHERE;
  private Range scopeRange = NOWHERE;
  private String scopeName = "";
  private double[] scopeSigns = new double[0];

  RequestWalk(KeyTable keys, CompiledConventions conventions, SpanLimits limits) {
    this.conventions = conventions;
    this.resource = new ResourceScan(keys, conventions, limits);
  }

  /** Walks over one request; throws MalformedWire where its framing is broken. */
  void over(String tenant, byte[] request, Reader reader) {
    this.tenant = tenant;
    this.request = request;
    WireCursor cursor = requestCursor.over(request, 0, request.length);
    while (cursor.next()) {
      if (cursor.is(1, BYTES)) {
        walkResource(cursor.start(), cursor.end(), reader);
      }
    }
  }

  ResourceScan resource() {
    return resource;
  }

  String scopeName() {
    return scopeName;
  }

  /** What the scope says about each dialect. */
  double[] scopeSigns() {
    return scopeSigns;
  }

  /** The bytes of the resource with all its scopes. */
  Range resourceRange() {
    return resourceRange;
  }

  /** The bytes of the resource alone. */
  Range resourceMessage() {
    return resourceMessage;
  }

  /** The bytes of the scope with all its items. */
  Range scopeRange() {
    return scopeRange;
  }

  private void walkResource(int from, int to, Reader reader) {
    resource.clear(tenant, request);
    resourceMessage = NOWHERE;
    int schemaFrom = from;
    int schemaTo = from;
    // Twice, because the resource may come after the items.
    WireCursor cursor = resourceCursor.over(request, from, to);
    while (cursor.next()) {
      if (cursor.is(1, BYTES)) {
        resource.read(request, cursor.start(), cursor.end());
        resourceMessage = new Range(cursor.start(), cursor.end());
      } else if (cursor.is(3, BYTES)) {
        schemaFrom = cursor.start();
        schemaTo = cursor.end();
      }
    }
    resource.close();
    resourceRange = new Range(from, to);
    String schemaUrl = text(schemaFrom, schemaTo, SCHEMA_URL_BYTES_MAX);
    cursor = resourceCursor.over(request, from, to);
    while (cursor.next()) {
      if (cursor.is(2, BYTES)) {
        walkScope(schemaUrl, cursor.start(), cursor.end(), reader);
      }
    }
  }

  private void walkScope(String resourceSchemaUrl, int from, int to, Reader reader) {
    scopeName = "";
    String schemaUrl = resourceSchemaUrl;
    WireCursor cursor = scopeCursor.over(request, from, to);
    while (cursor.next()) {
      if (cursor.is(1, BYTES)) {
        scopeName = nameOf(cursor.start(), cursor.end());
      } else if (cursor.is(3, BYTES) && cursor.end() > cursor.start()) {
        schemaUrl = text(cursor.start(), cursor.end(), SCHEMA_URL_BYTES_MAX);
      }
    }
    scopeRange = new Range(from, to);
    scopeSigns = conventions.signsOfScope(scopeName, schemaUrl);
    reader.scopeStart();
    cursor = scopeCursor.over(request, from, to);
    while (cursor.next()) {
      if (cursor.is(2, BYTES)) {
        reader.item(cursor.start(), cursor.end());
      }
    }
    reader.scopeEnd();
  }

  private String nameOf(int from, int to) {
    String name = "";
    WireCursor cursor = inner.over(request, from, to);
    while (cursor.next()) {
      if (cursor.is(1, BYTES)) {
        name = text(cursor.start(), cursor.end(), SCOPE_NAME_BYTES_MAX);
      }
    }
    return name;
  }

  private String text(int from, int to, int bytesMax) {
    int end = to - from > bytesMax ? LenientText.boundary(request, from, from + bytesMax) : to;
    return LenientText.of(request, from, end);
  }
}
