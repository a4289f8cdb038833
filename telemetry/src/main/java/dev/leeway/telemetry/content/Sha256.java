package dev.leeway.telemetry.content;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The hashes of {@link dev.leeway.signals.event.Hashes}, by one digest that is used again: asking
 * for a new one costs as much as hashing a tool's arguments. Not thread-safe.
 */
public final class Sha256 {
  private final MessageDigest digest;

  public Sha256() {
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  public byte[] of(byte[] bytes) {
    return digest.digest(bytes);
  }

  /** Never zero, so that zero can mean absent. */
  public long hash64(String text) {
    long hash = ByteBuffer.wrap(of(text.getBytes(StandardCharsets.UTF_8))).getLong();
    return hash == 0 ? 1 : hash;
  }
}
