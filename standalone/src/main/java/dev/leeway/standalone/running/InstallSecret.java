package dev.leeway.standalone.running;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The key of this install's user-id hashes: made once, readable by its owner alone. */
final class InstallSecret {
  private static final int BYTES = 32;

  private InstallSecret() {}

  static byte[] of(Path home) throws IOException {
    Path file = home.resolve("user-id.key");
    if (!Files.exists(file)) {
      byte[] key = new byte[BYTES];
      new SecureRandom().nextBytes(key);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, HexFormat.of().formatHex(key));
    }
    String text = Files.readString(file).strip();
    if (text.length() != 2 * BYTES) {
      throw new IOException(
          file + ": expected " + 2 * BYTES + " hexadecimal digits, came " + text.length());
    }
    return HexFormat.of().parseHex(text);
  }
}
