package dev.leeway.telemetry;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Replaces user ids by HMAC-SHA256 under a key per tenant, which is derived from the install's
 * secret: the same user is the same hash inside a tenant and nowhere else. Not thread-safe.
 */
public final class UserIdHasher {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int SECRET_BYTES_MIN = 16;
  private static final int HASH_BYTES = 16;
  private static final int CACHED_MAX = 16_384;

  private record TenantUser(String tenant, String userId) {}

  private final byte[] secret;
  private final Map<String, Mac> macs = new Memo<>(256);
  private final Map<TenantUser, String> hashes = new Memo<>(CACHED_MAX);

  public UserIdHasher(byte[] secret) {
    if (secret.length < SECRET_BYTES_MIN) {
      throw new IllegalArgumentException(
          "secret must have at least " + SECRET_BYTES_MIN + " bytes: " + secret.length);
    }
    this.secret = secret.clone();
  }

  /** 32 hexadecimal digits. */
  public String hash(String tenant, String userId) {
    return hashes.computeIfAbsent(
        new TenantUser(tenant, userId),
        of -> {
          byte[] hash = macs.computeIfAbsent(tenant, this::macOf).doFinal(utf8(userId));
          return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
        });
  }

  private Mac macOf(String tenant) {
    return mac(mac(secret).doFinal(utf8(tenant)));
  }

  private static Mac mac(byte[] key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac;
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
