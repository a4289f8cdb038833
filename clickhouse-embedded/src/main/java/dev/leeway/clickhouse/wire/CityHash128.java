package dev.leeway.clickhouse.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * CityHash128 in its version 1.0.2, the checksum of ClickHouse's compressed blocks.
 *
 * <p>Google changed the function after 1.0.2 and ClickHouse stayed, so no library of today computes
 * it. The tests compare every length up to 1,000 with the ClickHouse client's own.
 *
 * @param low the half that comes first on the wire
 */
record CityHash128(long low, long high) {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long K0 = 0xc3a5c85c97cb3127L;
  private static final long K1 = 0xb492b66fbe98f273L;
  private static final long K2 = 0x9ae16a3b2f90404fL;
  private static final long K3 = 0xc949d7c7509e6557L;
  private static final long MULTIPLIER = 0x9ddfea08eb382d69L;

  static CityHash128 of(byte[] data, int offset, int length) {
    if (length >= 16) {
      return seeded(
          data, offset + 16, length - 16, word(data, offset) ^ K3, word(data, offset + 8));
    }
    if (length >= 8) {
      return seeded(
          data,
          offset,
          0,
          word(data, offset) ^ (length * K0),
          word(data, offset + length - 8) ^ K1);
    }
    return seeded(data, offset, length, K0, K1);
  }

  private static CityHash128 seeded(byte[] data, int start, int size, long low, long high) {
    if (size < 128) {
      return murmur(data, start, size, low, high);
    }
    int at = start;
    int left = size;
    long x = low;
    long y = high;
    long z = size * K1;
    long v1 = rotate(y ^ K1, 49) * K1 + word(data, at);
    long v2 = rotate(v1, 42) * K1 + word(data, at + 8);
    long w1 = rotate(y + z, 35) * K1 + x;
    long w2 = rotate(x + word(data, at + 88), 53) * K1;
    do {
      for (int half = 0; half < 2; half++) {
        x = rotate(x + y + v1 + word(data, at + 16), 37) * K1;
        y = rotate(y + v2 + word(data, at + 48), 42) * K1;
        x ^= w2;
        y ^= v1;
        z = rotate(z ^ w1, 33);
        long seedV1 = v2 * K1;
        long seedV2 = x + w1;
        v1 = weakFirst(data, at, seedV1);
        v2 = weakSecond(data, at, seedV1, seedV2);
        long seedW1 = z + w2;
        w1 = weakFirst(data, at + 32, seedW1);
        w2 = weakSecond(data, at + 32, seedW1, y);
        long swap = z;
        z = x;
        x = swap;
        at += 64;
      }
      left -= 128;
    } while (left >= 128);
    y += rotate(w1, 37) * K0 + z;
    x += rotate(v1 + z, 49) * K0;
    for (int done = 32; done - 32 < left; done += 32) {
      int tail = at + left - done;
      y = rotate(y - x, 42) * K0 + v2;
      w1 += word(data, tail + 16);
      x = rotate(x, 49) * K0 + w1;
      w1 += v1;
      long second = weakSecond(data, tail, v1, v2);
      v1 = weakFirst(data, tail, v1);
      v2 = second;
    }
    x = mix(x, v1);
    y = mix(y, w1);
    return new CityHash128(mix(x + v2, w2) + y, mix(x + w2, y + v2));
  }

  private static CityHash128 murmur(byte[] data, int start, int size, long low, long high) {
    long a = low;
    long b = high;
    long c;
    long d;
    if (size <= 16) {
      a = shift(a * K1) * K1;
      c = b * K1 + upTo16(data, start, size);
      d = shift(a + (size >= 8 ? word(data, start) : c));
    } else {
      c = mix(word(data, start + size - 8) + K1, a);
      d = mix(b + size, c + word(data, start + size - 16));
      a += d;
      int at = start;
      for (int left = size - 16; left > 0; left -= 16) {
        a = (a ^ (shift(word(data, at) * K1) * K1)) * K1;
        b ^= a;
        c = (c ^ (shift(word(data, at + 8) * K1) * K1)) * K1;
        d ^= c;
        at += 16;
      }
    }
    a = mix(a, c);
    b = mix(d, b);
    return new CityHash128(a ^ b, mix(b, a));
  }

  private static long upTo16(byte[] data, int start, int size) {
    if (size > 8) {
      long first = word(data, start);
      long last = word(data, start + size - 8);
      return mix(first, rotate(last + size, size)) ^ last;
    }
    if (size >= 4) {
      return mix(size + (half(data, start) << 3), half(data, start + size - 4));
    }
    if (size > 0) {
      int y = (data[start] & 0xff) + ((data[start + (size >> 1)] & 0xff) << 8);
      int z = size + ((data[start + size - 1] & 0xff) << 2);
      return shift(y * K2 ^ z * K3) * K2;
    }
    return K2;
  }

  private static long weakFirst(byte[] data, int at, long seed) {
    return seed + word(data, at) + word(data, at + 8) + word(data, at + 16) + word(data, at + 24);
  }

  private static long weakSecond(byte[] data, int at, long seed1, long seed2) {
    long a = seed1 + word(data, at);
    long b = rotate(seed2 + a + word(data, at + 24), 21);
    long sum = a + word(data, at + 8) + word(data, at + 16);
    return b + rotate(sum, 44) + a;
  }

  private static long mix(long u, long v) {
    long a = (u ^ v) * MULTIPLIER;
    a ^= a >>> 47;
    long b = (v ^ a) * MULTIPLIER;
    b ^= b >>> 47;
    return b * MULTIPLIER;
  }

  private static long shift(long value) {
    return value ^ (value >>> 47);
  }

  private static long rotate(long value, int distance) {
    return Long.rotateRight(value, distance);
  }

  private static long word(byte[] data, int at) {
    return (long) LONG.get(data, at);
  }

  private static long half(byte[] data, int at) {
    return Integer.toUnsignedLong((int) INT.get(data, at));
  }
}
