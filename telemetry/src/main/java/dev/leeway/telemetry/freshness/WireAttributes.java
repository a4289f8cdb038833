package dev.leeway.telemetry.freshness;

import static dev.leeway.telemetry.wire.WireCursor.BYTES;

import dev.leeway.telemetry.wire.AnyValueReader;
import dev.leeway.telemetry.wire.LenientText;
import dev.leeway.telemetry.wire.WireCursor;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads the attributes of a wire message, at most {@value #ATTRIBUTES_MAX}: as text those that can
 * say something of a source, into a hash all of them. Not thread-safe.
 */
final class WireAttributes {
  private static final int ATTRIBUTES_MAX = 256;
  private static final int KEY_BYTES_MAX = 256;
  private static final int VALUE_BYTES_MAX = 1_024;
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private final WireCursor message = new WireCursor();
  private final WireCursor pair = new WireCursor();
  private final AnyValueReader values = new AnyValueReader();

  private String key = "";
  private String value = "";

  /**
   * What the attributes in that field of the message say, over what was said before: by its
   * resource, or by an earlier part of the same message, whose attributes count for the limit.
   */
  Said read(byte[] bytes, int from, int to, int field, Said before) {
    Map<String, String> texts = before.texts();
    boolean shared = true;
    int count = before.count();
    long hash = before.hash();
    message.over(bytes, from, to);
    while (message.next()) {
      if (message.is(field, BYTES) && count < ATTRIBUTES_MAX) {
        count++;
        hash += hashOf(bytes, message.start(), message.end());
        readPair(bytes, message.start(), message.end());
        if (!value.isEmpty()) {
          texts = shared ? new HashMap<>(texts) : texts;
          shared = false;
          texts.put(key, value);
        }
      }
    }
    return new Said(texts, shared ? before.held() : texts.size(), count, hash);
  }

  /** FNV-1a, with the last step of SplitMix64 so that sums of hashes stay apart. */
  private static long hashOf(byte[] bytes, int from, int to) {
    long hash = FNV_OFFSET;
    for (int i = from; i < to; i++) {
      hash = (hash ^ (bytes[i] & 0xff)) * FNV_PRIME;
    }
    hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
    return hash ^ (hash >>> 31);
  }

  /** Leaves the value empty where the pair says nothing of a source. */
  private void readPair(byte[] bytes, int from, int to) {
    value = "";
    int keyFrom = from;
    int keyTo = from;
    int valueFrom = from;
    int valueTo = from;
    pair.over(bytes, from, to);
    while (pair.next()) {
      if (pair.is(1, BYTES)) {
        keyFrom = pair.start();
        keyTo = pair.end();
      } else if (pair.is(2, BYTES)) {
        valueFrom = pair.start();
        valueTo = pair.end();
      }
    }
    if (keyTo == keyFrom || keyTo - keyFrom > KEY_BYTES_MAX) {
      return;
    }
    key = LenientText.of(bytes, keyFrom, keyTo);
    if (ReadKeys.has(key)) {
      values.read(bytes, valueFrom, valueTo);
      value = textOf(bytes);
    }
  }

  private String textOf(byte[] bytes) {
    return switch (values.type()) {
      case STRING -> {
        int end = Math.min(values.end(), values.start() + VALUE_BYTES_MAX);
        int whole = end == values.end() ? end : LenientText.boundary(bytes, values.start(), end);
        yield LenientText.of(bytes, values.start(), whole);
      }
      case INT -> Long.toString(values.bits());
      case DOUBLE -> Double.toString(Double.longBitsToDouble(values.bits()));
      case BOOL -> Boolean.toString(values.bits() != 0);
      case EMPTY, ARRAY, PAIRS, BINARY -> "";
    };
  }
}
