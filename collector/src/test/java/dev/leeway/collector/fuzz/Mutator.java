package dev.leeway.collector.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Damages requests in the ways that bytes and texts get damaged. Not thread-safe. */
final class Mutator {
  private static final List<String> JSON_PIECES =
      List.of(
          "null",
          "{}",
          "[]",
          "0",
          "-1",
          "1e999999999",
          "NaN",
          "\"NaN\"",
          "\"\"",
          "\"\\ud800\"",
          "true",
          "99999999999999999999",
          "{\"a\":1}",
          "[[[[[[",
          "}}",
          ",",
          ":",
          "\\",
          "\u0000",
          "{\"stringValue\":\"v\"}",
          "{\"arrayValue\":{\"values\":[",
          "\"traceId\":null,");

  private final SplittableRandom random;
  private final Reshaper reshaper;

  Mutator(SplittableRandom random) {
    this.random = random;
    this.reshaper = new Reshaper(random);
  }

  /** A copy of protobuf that stays protobuf, damaged further now and then. */
  byte[] reshaped(byte[] whole, byte[] other) {
    byte[] bytes = whole.clone();
    for (int changes = random.nextInt(4); changes > 0; changes--) {
      bytes = reshaper.reshaped(bytes);
    }
    return random.nextInt(4) == 0 ? damaged(bytes, other, false) : bytes;
  }

  /** A copy with up to two damages; sometimes none. */
  byte[] damaged(byte[] whole, byte[] other, boolean json) {
    byte[] bytes = whole.clone();
    for (int damages = random.nextInt(3); damages > 0 && bytes.length > 0; damages--) {
      bytes =
          switch (random.nextInt(json ? 8 : 7)) {
            case 0, 1 -> flipped(bytes);
            case 2 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 3 -> without(bytes);
            case 4 -> doubled(bytes);
            case 5 -> spliced(bytes, other);
            case 6 -> json ? replaced(bytes) : withOddNumber(bytes);
            default -> replaced(bytes);
          };
    }
    return bytes;
  }

  private byte[] flipped(byte[] bytes) {
    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    return bytes;
  }

  private byte[] without(byte[] bytes) {
    int from = random.nextInt(bytes.length);
    return joined(bytes, from, bytes, Math.min(bytes.length, from + stretch()), bytes.length);
  }

  private byte[] doubled(byte[] bytes) {
    int from = random.nextInt(bytes.length);
    int to = Math.min(bytes.length, from + stretch());
    return joined(bytes, to, bytes, from, bytes.length);
  }

  private byte[] spliced(byte[] bytes, byte[] other) {
    return joined(
        bytes, random.nextInt(bytes.length), other, random.nextInt(other.length), other.length);
  }

  /** A length or number becomes one at an edge. */
  private byte[] withOddNumber(byte[] bytes) {
    byte[] odd =
        switch (random.nextInt(4)) {
          case 0 -> new byte[] {0};
          case 1 -> new byte[] {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F};
          case 2 -> new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, 1};
          default -> new byte[] {(byte) 0x80};
        };
    return inserted(bytes, odd);
  }

  private byte[] replaced(byte[] bytes) {
    return inserted(bytes, JSON_PIECES.get(random.nextInt(JSON_PIECES.size())).getBytes(UTF_8));
  }

  private byte[] inserted(byte[] bytes, byte[] piece) {
    int at = random.nextInt(bytes.length);
    byte[] head = joined(bytes, at, piece, 0, piece.length);
    int behind = Math.min(bytes.length, at + random.nextInt(piece.length + 1));
    return joined(head, head.length, bytes, behind, bytes.length);
  }

  private int stretch() {
    return 1 + random.nextInt(random.nextInt(1, 200));
  }

  private static byte[] joined(byte[] head, int headTo, byte[] tail, int tailFrom, int tailTo) {
    byte[] all = Arrays.copyOf(head, headTo + tailTo - tailFrom);
    System.arraycopy(tail, tailFrom, all, headTo, tailTo - tailFrom);
    return all;
  }
}
