package dev.leeway.telemetry.freshness;

import java.nio.charset.StandardCharsets;

/** Looks for a name in bytes, so that requests without it cost no more than the look. */
final class ByteSearch {
  private static final byte[] NAME = SourceKeys.PREFIX.getBytes(StandardCharsets.US_ASCII);
  private static final byte RAREST = '_';
  private static final int RAREST_AT = SourceKeys.PREFIX.indexOf(RAREST);

  private ByteSearch() {}

  /** Whether a request may hold {@code data_source.*} attributes. */
  static boolean namesSource(byte[] request) {
    int last = request.length - NAME.length + RAREST_AT;
    for (int at = RAREST_AT; at <= last; at++) {
      if (request[at] == RAREST && isAt(request, at - RAREST_AT)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAt(byte[] request, int from) {
    for (int i = 0; i < NAME.length; i++) {
      if (request[from + i] != NAME[i]) {
        return false;
      }
    }
    return true;
  }
}
