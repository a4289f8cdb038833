package dev.leeway.streamjobs.store;

import dev.leeway.storage.StorageConfig;
import dev.leeway.storage.http.ClickHouseClient;
import java.io.Serializable;
import java.net.URI;
import java.time.Duration;

/** A {@link StorageConfig} that can travel with the job's graph to where operators run. */
public final class ClickHouseAccess implements Serializable {
  private static final long serialVersionUID = 1L;
  private final URI uri;
  private final String database;
  private final String user;
  private final String password;
  private final Duration connectTimeout;
  private final Duration statementTimeout;
  private final Duration insertTimeout;

  public ClickHouseAccess(StorageConfig config) {
    this.uri = config.uri();
    this.database = config.database();
    this.user = config.user();
    this.password = config.password();
    this.connectTimeout = config.connectTimeout();
    this.statementTimeout = config.statementTimeout();
    this.insertTimeout = config.insertTimeout();
  }

  ClickHouseClient open() {
    return new ClickHouseClient(
        new StorageConfig(
            uri, database, user, password, connectTimeout, statementTimeout, insertTimeout, 1));
  }
}
