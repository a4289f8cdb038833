package dev.leeway.telemetry.wire;

import java.nio.charset.StandardCharsets;

/**
 * Text from bytes that should be UTF-8: what is not is replaced by U+FFFD, never refused.
 *
 * <p>protobuf-java refuses a whole batch for one such byte.
 */
public final class LenientText {
  private static final char REPLACEMENT = '\uFFFD';

  private LenientText() {}

  public static String of(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  /** Whether decoding put in more replacement characters than the bytes held themselves. */
  public static boolean repaired(String text, byte[] bytes, int from, int to) {
    int index = text.indexOf(REPLACEMENT);
    if (index < 0) {
      return false;
    }
    int inText = 0;
    for (; index >= 0; index = text.indexOf(REPLACEMENT, index + 1)) {
      inText++;
    }
    int inBytes = 0;
    for (int i = from; i + 2 < to; i++) {
      if (bytes[i] == (byte) 0xEF && bytes[i + 1] == (byte) 0xBF && bytes[i + 2] == (byte) 0xBD) {
        inBytes++;
      }
    }
    return inText > inBytes;
  }

  /** The greatest end at or before {@code to} that does not cut a character in two. */
  public static int boundary(byte[] bytes, int from, int to) {
    int end = to;
    while (end > from && to - end < 4 && end < bytes.length && (bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    return end;
  }
}
