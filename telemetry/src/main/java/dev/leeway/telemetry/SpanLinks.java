package dev.leeway.telemetry;

import static dev.leeway.telemetry.wire.WireCursor.BYTES;

import dev.leeway.telemetry.wire.WireCursor;
import java.util.HexFormat;

/** The spans that a span links to. Used again for the next span; not thread-safe. */
final class SpanLinks {
  private static final int LINKS_MAX = 32;
  private static final int TRACE_ID_BYTES = 16;
  private static final int SPAN_ID_BYTES = 8;

  private final WireCursor cursor = new WireCursor();
  private final StringBuilder links = new StringBuilder();
  private int count;

  void clear() {
    links.setLength(0);
    count = 0;
  }

  /** Reads one; what has no whole ids is passed over. */
  void add(byte[] bytes, int from, int to) {
    if (count++ >= LINKS_MAX) {
      return;
    }
    int traceFrom = 0;
    int spanFrom = 0;
    cursor.over(bytes, from, to);
    while (cursor.next()) {
      if (cursor.is(1, BYTES) && cursor.end() - cursor.start() == TRACE_ID_BYTES) {
        traceFrom = cursor.start();
      } else if (cursor.is(2, BYTES) && cursor.end() - cursor.start() == SPAN_ID_BYTES) {
        spanFrom = cursor.start();
      }
    }
    if (traceFrom > 0 && spanFrom > 0) {
      HexFormat hex = HexFormat.of();
      links.append(links.isEmpty() ? "" : ",");
      hex.formatHex(links, bytes, traceFrom, traceFrom + TRACE_ID_BYTES);
      hex.formatHex(links.append('-'), bytes, spanFrom, spanFrom + SPAN_ID_BYTES);
    }
  }

  boolean truncated() {
    return count > LINKS_MAX;
  }

  /** As {@code trace-span}, comma separated. */
  @Override
  public String toString() {
    return links.toString();
  }
}
