package dev.leeway.collector.otlp;

/** Knows the commonest form of an attribute by a glance at its bytes. */
final class PlainKeyValue {
  // Of a key-value and of the commonest values: field number and wire type in one byte.
  private static final byte TEXT_TAG = 1 << 3 | Wire.BYTES;
  private static final byte VALUE_TAG = 2 << 3 | Wire.BYTES;
  private static final byte BOOL_TAG = 2 << 3 | Wire.VARINT;
  private static final byte INT_TAG = 3 << 3 | Wire.VARINT;
  private static final byte DOUBLE_TAG = 4 << 3 | Wire.FIXED64;

  private PlainKeyValue() {}

  /**
   * Whether these bytes are what nearly all attributes are: a key and one text, number or boolean,
   * of less than 16 KiB, and nothing else. Only then need nobody look into them again.
   */
  static boolean at(byte[] bytes, int start, int end) {
    int keyEnd = afterText(bytes, start, end);
    if (keyEnd < 0 || keyEnd >= end || bytes[keyEnd] != VALUE_TAG) {
      return false;
    }
    int valueStart = afterLength(bytes, keyEnd + 1, end);
    // The value must fill the rest, else there is more behind it.
    if (valueStart < 0 || valueStart + shortLength(bytes, keyEnd + 1) != end || valueStart == end) {
      return false;
    }
    return switch (bytes[valueStart]) {
      case TEXT_TAG -> afterText(bytes, valueStart, end) == end;
      case BOOL_TAG, INT_TAG -> valueStart + 2 == end && bytes[end - 1] >= 0;
      case DOUBLE_TAG -> valueStart + 1 + Long.BYTES == end;
      default -> false;
    };
  }

  /** Where a text field that starts there ends; -1 if there is none, or a longer one. */
  private static int afterText(byte[] bytes, int start, int end) {
    if (start >= end || bytes[start] != TEXT_TAG) {
      return -1;
    }
    int content = afterLength(bytes, start + 1, end);
    if (content < 0) {
      return -1;
    }
    int after = content + shortLength(bytes, start + 1);
    return after <= end ? after : -1;
  }

  /** Where a length of one or two bytes ends; -1 if there is none, or a longer one. */
  private static int afterLength(byte[] bytes, int start, int end) {
    if (start < end && bytes[start] >= 0) {
      return start + 1;
    }
    return start + 1 < end && bytes[start + 1] >= 0 ? start + 2 : -1;
  }

  private static int shortLength(byte[] bytes, int start) {
    int low = bytes[start];
    return low >= 0 ? low : (low & 0x7F) | bytes[start + 1] << 7;
  }
}
