package dev.leeway.telemetry;

import static dev.leeway.telemetry.wire.WireCursor.BYTES;

import dev.leeway.signals.metric.SeriesId;
import dev.leeway.telemetry.wire.WireCursor;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Hashes what a series is known by, as it came: pairs in any order, since they are added. A
 * collision joins two series of one tenant, which needs intent at 128 bits. Not thread-safe.
 */
final class SeriesHash {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH = 0x9E3779B97F4A7C15L;
  private static final long LOW = 0xD6E8FEB86659FD93L;

  private final WireCursor cursor = new WireCursor();
  private long high;
  private long low;

  void clear() {
    high = 0;
    low = 0;
  }

  SeriesId id() {
    return new SeriesId(high, low);
  }

  /** Adds what comes in any order: a pair of key and value. */
  void add(byte[] bytes, int from, int to) {
    high += hash(bytes, from, to, HIGH);
    low += hash(bytes, from, to, LOW);
  }

  /** Adds the pairs of a message, which are all its fields of that number. */
  void addAll(byte[] bytes, int from, int to, int field) {
    cursor.over(bytes, from, to);
    while (cursor.next()) {
      if (cursor.is(field, BYTES)) {
        add(bytes, cursor.start(), cursor.end());
      }
    }
  }

  /** Ends a part: what was added before and what comes after are no longer of one set. */
  void next(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    high = mixed(high ^ hash(bytes, 0, bytes.length, HIGH), HIGH);
    low = mixed(low ^ hash(bytes, 0, bytes.length, LOW), LOW);
  }

  /** Goes on from a part that was hashed before. */
  void from(SeriesId before) {
    high = before.high();
    low = before.low();
  }

  private static long hash(byte[] bytes, int from, int to, long factor) {
    long hash = (to - from) * factor + 1;
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      hash = mixed(hash ^ (long) LONG.get(bytes, at), factor);
    }
    long rest = 0;
    for (; at < to; at++) {
      rest = rest << Byte.SIZE | (bytes[at] & 0xff);
    }
    return mixed(mixed(hash ^ rest, factor), factor);
  }

  private static long mixed(long hash, long factor) {
    long mixed = (hash ^ (hash >>> 32)) * factor;
    return mixed ^ (mixed >>> 29);
  }
}
