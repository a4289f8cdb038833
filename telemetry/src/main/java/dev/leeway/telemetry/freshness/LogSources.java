package dev.leeway.telemetry.freshness;

import static dev.leeway.telemetry.wire.WireCursor.BYTES;
import static dev.leeway.telemetry.wire.WireCursor.FIXED64;

import dev.leeway.signals.event.TraceId;
import dev.leeway.signals.source.SourceUse;
import dev.leeway.telemetry.freshness.FoundSources.Gathering;
import dev.leeway.telemetry.wire.MalformedWire;
import dev.leeway.telemetry.wire.WireCursor;
import java.nio.ByteBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What log records say of data sources: each record with {@code data_source.*} attributes, of its
 * own or of its resource. Says nothing of requests that cannot be read: the log decoder sets those
 * aside. Not thread-safe.
 */
public final class LogSources {
  private static final int ATTRIBUTES = 6;
  private static final int TRACE_ID_BYTES = 16;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final SignalWalk walk = new SignalWalk();
  private final WireAttributes attributes = new WireAttributes();
  private final WireCursor cursor = new WireCursor();

  private long nanos;
  private long observedNanos;
  private @Nullable TraceId trace;

  /**
   * Reads the bytes of an ExportLogsServiceRequest.
   *
   * @param appendMillis the broker's append time
   */
  public FoundSources of(String tenantId, byte[] request, long appendMillis) {
    if (!ByteSearch.namesSource(request)) {
      return FoundSources.NONE;
    }
    Gathering found = new Gathering();
    try {
      walk.over(
          request,
          (resource, from, to) ->
              record(request, from, to, resource, tenantId, appendMillis, found));
    } catch (MalformedWire e) {
      return FoundSources.NONE;
    }
    return found.close();
  }

  private void record(
      byte[] request,
      int from,
      int to,
      Said resource,
      String tenantId,
      long appendMillis,
      Gathering found) {
    Map<String, String> said = attributes.read(request, from, to, ATTRIBUTES, resource).texts();
    if (said.keySet().stream().noneMatch(key -> key.startsWith(SourceKeys.PREFIX))) {
      return;
    }
    String id = SourceKeys.first(said, SourceKeys.IDS);
    if (id.isEmpty()) {
      found.unnamed();
      return;
    }
    readPlain(request, from, to);
    long millis = (nanos == 0 ? observedNanos : nanos) / NANOS_PER_MILLI;
    Sighting seen =
        new Sighting(
            tenantId,
            SourceKeys.first(said, SourceKeys.ENVIRONMENTS),
            // Several records may be written in one span: the span's id would make them one.
            new SourceUse(SourceKeys.first(said, SourceKeys.AGENTS), trace, 0),
            millis <= 0 ? appendMillis : millis,
            appendMillis);
    found.add(seen.told(id, said));
  }

  private void readPlain(byte[] request, int from, int to) {
    nanos = 0;
    observedNanos = 0;
    trace = null;
    cursor.over(request, from, to);
    while (cursor.next()) {
      if (cursor.is(1, FIXED64)) {
        nanos = cursor.value();
      } else if (cursor.is(11, FIXED64)) {
        observedNanos = cursor.value();
      } else if (cursor.is(9, BYTES) && cursor.end() - cursor.start() == TRACE_ID_BYTES) {
        ByteBuffer id = ByteBuffer.wrap(request, cursor.start(), TRACE_ID_BYTES);
        long high = id.getLong();
        long low = id.getLong();
        trace = high == 0 && low == 0 ? null : new TraceId(high, low);
      }
    }
  }
}
