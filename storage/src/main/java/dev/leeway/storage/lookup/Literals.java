package dev.leeway.storage.lookup;

import dev.leeway.signals.event.TraceId;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HexFormat;
import java.util.stream.Collectors;

/**
 * Typed values as SQL literals in which each byte is a hexadecimal escape, so that no value can end
 * its literal.
 *
 * <p>Not bound parameters, because the embedded engine must run statements that have some one at a
 * time, and thousands of ids do not fit into an address.
 */
public final class Literals {
  private static final HexFormat ESCAPED = HexFormat.of().withPrefix("\\x");

  private Literals() {}

  public static String of(String text) {
    return "'" + ESCAPED.formatHex(text.getBytes(StandardCharsets.UTF_8)) + "'";
  }

  static String of(TraceId traceId) {
    return "'" + ESCAPED.formatHex(traceId.bytes()) + "'";
  }

  /** Of a content hash, 32 hexadecimal digits. */
  static String ofHash(String hash) {
    return "'" + ESCAPED.formatHex(HexFormat.of().parseHex(hash)) + "'";
  }

  static String listOf(Collection<TraceId> traceIds) {
    return traceIds.stream().map(Literals::of).collect(Collectors.joining(", ", "(", ")"));
  }

  static String ofNanos(long epochNanos) {
    return "fromUnixTimestamp64Nano(toInt64(" + epochNanos + "), 'UTC')";
  }
}
