package dev.leeway.telemetry.convention;

import dev.leeway.telemetry.wire.LenientText;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * From the bytes of an attribute key to what it means, without making a string of a key that was
 * met before.
 *
 * <p>Bounded: {@value #CAPACITY} keys at most, keys of at most {@value #LENGTH_MAX} bytes, {@value
 * #PROBES_MAX} probes. When strangers fill it, it starts over with the keys of the tables; a key
 * that finds no place is simply looked up the slow way. Not thread-safe.
 */
public final class KeyTable {
  private static final int CAPACITY = 6_144;
  private static final int SLOTS = 16_384;
  private static final int LENGTH_MAX = 128;
  private static final int PROBES_MAX = 16;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final CompiledConventions conventions;
  private final byte[] @Nullable [] bytesAt = new byte[SLOTS][];
  private final @Nullable Key[] keyAt = new Key[SLOTS];
  private int size;
  private long restarts;
  private int readings;

  public KeyTable(CompiledConventions conventions) {
    this.conventions = conventions;
    fill();
  }

  public Key of(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length > LENGTH_MAX) {
      return key(bytes, from, to, false);
    }
    int slot = slotOf(bytes, from, to);
    for (int probe = 0; probe < PROBES_MAX; probe++) {
      byte[] there = bytesAt[slot];
      Key key = keyAt[slot];
      if (there == null || key == null) {
        return learn(slot, bytes, from, to);
      }
      if (there.length == length && Arrays.equals(there, 0, length, bytes, from, to)) {
        return key;
      }
      slot = (slot + 1) & (SLOTS - 1);
    }
    return key(bytes, from, to, false);
  }

  /**
   * A number for the next reading of a resource's or a span's attributes, by which they claim their
   * places in it: frames that counted by themselves would take one another's claims for theirs.
   */
  public int nextReading() {
    return ++readings;
  }

  /** How often strangers filled the table: many restarts mean keys that carry data. */
  public long restarts() {
    return restarts;
  }

  private Key learn(int slot, byte[] bytes, int from, int to) {
    if (size >= CAPACITY) {
      Arrays.fill(bytesAt, null);
      Arrays.fill(keyAt, null);
      size = 0;
      restarts++;
      fill();
      return key(bytes, from, to, false);
    }
    Key key = key(bytes, from, to, true);
    put(slot, Arrays.copyOfRange(bytes, from, to), key);
    return key;
  }

  private Key key(byte[] bytes, int from, int to, boolean held) {
    String name = LenientText.of(bytes, from, to);
    return new Key(name, conventions.of(name), held);
  }

  private void fill() {
    for (String name : conventions.keys()) {
      byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
      int slot = slotOf(bytes, 0, bytes.length);
      while (keyAt[slot] != null) {
        slot = (slot + 1) & (SLOTS - 1);
      }
      put(slot, bytes, new Key(name, conventions.of(name), true));
    }
  }

  private void put(int slot, byte[] bytes, Key key) {
    bytesAt[slot] = bytes;
    keyAt[slot] = key;
    size++;
  }

  private static int slotOf(byte[] bytes, int from, int to) {
    long hash = (long) to - from;
    int at = from;
    for (; at + 8 <= to; at += 8) {
      hash = (hash ^ (long) LONG.get(bytes, at)) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 29;
    }
    for (; at < to; at++) {
      hash = (hash ^ bytes[at]) * 0x9E3779B97F4A7C15L;
    }
    return (int) (hash >>> 40) & (SLOTS - 1);
  }
}
