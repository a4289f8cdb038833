package dev.leeway.clickhouse.http;

import dev.leeway.clickhouse.engine.ErrorCode;
import dev.leeway.clickhouse.engine.QueryException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/**
 * The install's token: who shows it owns the engine, who shows none may read, a wrong one is
 * refused.
 */
public final class AccessToken {
  /** The user name that goes with the token; ClickHouse's own {@code default} is taken as well. */
  public static final String USER = "leeway";

  private static final Set<String> USERS = Set.of("", USER, "default");
  private static final int TOKEN_BYTES = 24;

  private final byte[] token;

  private AccessToken(String token) {
    this.token = token.getBytes(StandardCharsets.UTF_8);
  }

  /** Reads the token, or makes one that only the file's owner can read. */
  public static AccessToken at(Path file) throws IOException {
    if (!Files.exists(file)) {
      create(file);
    }
    String token = Files.readString(file).strip();
    if (token.length() < TOKEN_BYTES) {
      throw new IOException(
          "expected a token of at least " + TOKEN_BYTES + " characters in " + file);
    }
    return new AccessToken(token);
  }

  public String value() {
    return new String(token, StandardCharsets.UTF_8);
  }

  /** What these credentials allow. */
  Access accessOf(Credentials credentials) throws QueryException {
    if (!USERS.contains(credentials.user())) {
      throw QueryException.refused(
          ErrorCode.AUTHENTICATION_FAILED,
          "expected the user leeway or default, came: " + credentials.user());
    }
    if (credentials.password().isEmpty()) {
      return Access.GUEST;
    }
    byte[] shown = credentials.password().getBytes(StandardCharsets.UTF_8);
    if (MessageDigest.isEqual(token, shown)) {
      return Access.OWNER;
    }
    throw QueryException.refused(
        ErrorCode.AUTHENTICATION_FAILED,
        "expected the token of this install or no password, came another one");
  }

  private static void create(Path file) throws IOException {
    byte[] random = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(random);
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(fresh, ownerOnly);
    Files.writeString(
        fresh, HexFormat.of().formatHex(random) + "\n", StandardOpenOption.TRUNCATE_EXISTING);
    try {
      // A link, not a move: of two processes that start together, one token must win.
      Files.createLink(file, fresh);
    } catch (FileAlreadyExistsException e) {
      // The other one was first.
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
