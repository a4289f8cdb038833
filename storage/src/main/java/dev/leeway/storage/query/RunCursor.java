package dev.leeway.storage.query;

import dev.leeway.signals.event.TraceId;

/** Where a page of runs ended: the next one goes on with older ones. */
public record RunCursor(long startNanos, TraceId traceId, long runId) {

  /** As text for a URL: start, trace and run, joined by dots. */
  @Override
  public String toString() {
    return startNanos + "." + traceId + "." + Long.toHexString(runId);
  }

  /** Reads what {@link #toString} wrote. */
  public static RunCursor parse(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("expected a cursor of three parts, came: " + text);
    }
    return new RunCursor(
        Long.parseLong(parts[0]), TraceId.parse(parts[1]), Long.parseUnsignedLong(parts[2], 16));
  }
}
