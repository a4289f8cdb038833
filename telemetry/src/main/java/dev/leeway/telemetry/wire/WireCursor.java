package dev.leeway.telemetry.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Walks over the fields of one protobuf message in a byte array without copying.
 *
 * <p>{@link #next()} moves to the next field; then {@link #field()} and {@link #wireType()} say
 * what it is, and for a length-delimited field {@link #start()} and {@link #end()} where its bytes
 * are. Every read is checked against the message's end and throws {@link MalformedWire}. Not
 * thread-safe.
 */
public final class WireCursor {
  public static final int VARINT = 0;
  public static final int FIXED64 = 1;
  public static final int BYTES = 2;
  public static final int FIXED32 = 5;
  private static final int START_GROUP = 3;
  private static final int END_GROUP = 4;
  private static final int GROUP_DEPTH_MAX = 32;

  private static final VarHandle LITTLE_ENDIAN_LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = new byte[0];
  private int position;
  private int limit;
  private int field;
  private int wireType;
  private long value;
  private int start;
  private int end;

  public WireCursor over(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.position = from;
    this.limit = to;
    return this;
  }

  /** Reads the next field whole; false at the end of the message. */
  public boolean next() {
    while (position < limit) {
      long tag = varint();
      field = (int) (tag >>> 3);
      if (tag >>> 32 != 0 || field == 0) {
        throw new MalformedWire("expected a field number from 1, came tag " + tag);
      }
      wireType = (int) tag & 7;
      switch (wireType) {
        case VARINT -> value = varint();
        case FIXED64 -> value = fixed64();
        case FIXED32 -> skip(4);
        case BYTES -> {
          long length = varint();
          if (length < 0 || length > limit - position) {
            throw new MalformedWire(
                "field " + field + " is " + length + " bytes, " + (limit - position) + " are left");
          }
          start = position;
          position += (int) length;
          end = position;
        }
        case START_GROUP -> {
          skipGroup();
          continue;
        }
        default -> throw new MalformedWire("expected a wire type, came " + wireType);
      }
      return true;
    }
    return false;
  }

  /** Whether bytes are left: of a packed field, whose numbers have no field of their own. */
  public boolean hasMore() {
    return position < limit;
  }

  /** The next number of a packed field. */
  public long packedVarint() {
    return varint();
  }

  /** The next number of a packed field. */
  public long packedFixed64() {
    return fixed64();
  }

  public int field() {
    return field;
  }

  public int wireType() {
    return wireType;
  }

  /** Whether the field has this number and type; protobuf treats another type as unknown. */
  public boolean is(int number, int type) {
    return field == number && wireType == type;
  }

  /** The number of a varint or a fixed64 field. */
  public long value() {
    return value;
  }

  public int start() {
    return start;
  }

  public int end() {
    return end;
  }

  private long varint() {
    long result = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      if (position >= limit) {
        throw new MalformedWire("a number ends after " + shift / 7 + " bytes without its last one");
      }
      byte next = bytes[position++];
      result |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return result;
      }
    }
    throw new MalformedWire("a number is longer than 10 bytes");
  }

  private long fixed64() {
    skip(8);
    return (long) LITTLE_ENDIAN_LONG.get(bytes, position - 8);
  }

  private void skip(int count) {
    if (limit - position < count) {
      throw new MalformedWire(count + " bytes expected, " + (limit - position) + " are left");
    }
    position += count;
  }

  private void skipGroup() {
    int depth = 1;
    while (depth > 0) {
      if (position >= limit) {
        throw new MalformedWire("a group has no end");
      }
      int type = (int) varint() & 7;
      switch (type) {
        case VARINT -> varint();
        case FIXED64 -> skip(8);
        case FIXED32 -> skip(4);
        case BYTES -> {
          long length = varint();
          if (length < 0 || length > limit - position) {
            throw new MalformedWire("a field in a group is longer than what is left");
          }
          position += (int) length;
        }
        case START_GROUP -> depth++;
        case END_GROUP -> depth--;
        default -> throw new MalformedWire("expected a wire type, came " + type);
      }
      if (depth > GROUP_DEPTH_MAX) {
        throw new MalformedWire("groups nest deeper than " + GROUP_DEPTH_MAX);
      }
    }
  }
}
