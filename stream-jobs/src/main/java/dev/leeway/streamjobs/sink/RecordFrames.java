package dev.leeway.streamjobs.sink;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;

/** How the records of a topic lie in a block: key and value, each behind its length. */
public final class RecordFrames {
  private RecordFrames() {}

  /** One record. */
  public static byte[] frame(String key, byte[] value) {
    byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + keyBytes.length + value.length)
        .putInt(keyBytes.length)
        .put(keyBytes)
        .putInt(value.length)
        .put(value)
        .array();
  }

  /** Calls the visitor with each record's key and value, in the order they were written. */
  public static void forEach(byte[] block, BiConsumer<byte[], byte[]> visitor) {
    ByteBuffer in = ByteBuffer.wrap(block);
    while (in.hasRemaining()) {
      byte[] key = new byte[in.getInt()];
      in.get(key);
      byte[] value = new byte[in.getInt()];
      in.get(value);
      visitor.accept(key, value);
    }
  }
}
