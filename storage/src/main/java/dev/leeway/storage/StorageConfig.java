package dev.leeway.storage;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Where ClickHouse is and how long to wait for it; the embedded engine and a server differ by the
 * address only.
 *
 * @param uri {@code http://host:port} or {@code https://host:port}, without path or query
 * @param database holds all of Leeway's tables
 * @param user empty to send no credentials
 * @param password never printed
 * @param connectTimeout until a connection stands
 * @param statementTimeout until a statement or a lookup has been answered
 * @param insertTimeout until a block has been stored
 * @param readConnectionsMax size of the reading side's pool
 */
public record StorageConfig(
    URI uri,
    String database,
    String user,
    String password,
    Duration connectTimeout,
    Duration statementTimeout,
    Duration insertTimeout,
    int readConnectionsMax) {

  public StorageConfig {
    List<String> problems = new ArrayList<>();
    String scheme = uri.getScheme();
    if (!("http".equals(scheme) || "https".equals(scheme)) || uri.getHost() == null) {
      problems.add("expected uri http(s)://host:port, came " + uri);
    }
    if (!database.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      problems.add("expected a database name of letters, digits and _, came " + database);
    }
    requirePositive(problems, "connectTimeout", connectTimeout);
    requirePositive(problems, "statementTimeout", statementTimeout);
    requirePositive(problems, "insertTimeout", insertTimeout);
    if (readConnectionsMax < 1) {
      problems.add("expected readConnectionsMax of at least 1, came " + readConnectionsMax);
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  public static StorageConfig defaults() {
    return new StorageConfig(
        URI.create("http://127.0.0.1:8123"),
        "leeway",
        "default",
        "",
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60),
        8);
  }

  public StorageConfig withUri(URI newUri) {
    return new StorageConfig(
        newUri,
        database,
        user,
        password,
        connectTimeout,
        statementTimeout,
        insertTimeout,
        readConnectionsMax);
  }

  public StorageConfig withDatabase(String newDatabase) {
    return new StorageConfig(
        uri,
        newDatabase,
        user,
        password,
        connectTimeout,
        statementTimeout,
        insertTimeout,
        readConnectionsMax);
  }

  public StorageConfig withCredentials(String newUser, String newPassword) {
    return new StorageConfig(
        uri,
        database,
        newUser,
        newPassword,
        connectTimeout,
        statementTimeout,
        insertTimeout,
        readConnectionsMax);
  }

  @Override
  public String toString() {
    return "StorageConfig[uri=%s, database=%s, user=%s, password=%s, connectTimeout=%s, statementTimeout=%s, insertTimeout=%s, readConnectionsMax=%d]"
        .formatted(
            uri,
            database,
            user,
            password.isEmpty() ? "" : "***",
            connectTimeout,
            statementTimeout,
            insertTimeout,
            readConnectionsMax);
  }

  private static void requirePositive(List<String> problems, String name, Duration value) {
    if (!value.isPositive()) {
      problems.add("expected a positive " + name + ", came " + value);
    }
  }
}
