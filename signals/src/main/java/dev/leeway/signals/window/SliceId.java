package dev.leeway.signals.window;

import dev.leeway.signals.event.Hashes;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A slice's 16-byte id: the first 16 bytes of SHA-256 over its sorted pairs, each as {@code key NUL
 * value NUL}.
 */
public record SliceId(long high, long low) {

  public static SliceId of(Map<String, String> pairs) {
    SortedMap<String, String> sorted = new TreeMap<>(pairs);
    StringBuilder text = new StringBuilder();
    sorted.forEach((key, value) -> text.append(key).append('\0').append(value).append('\0'));
    ByteBuffer digest = ByteBuffer.wrap(Hashes.sha256(text.toString()));
    return new SliceId(digest.getLong(), digest.getLong());
  }

  public byte[] bytes() {
    return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
  }

  @Override
  public String toString() {
    return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
  }
}
