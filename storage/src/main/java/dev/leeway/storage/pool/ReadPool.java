package dev.leeway.storage.pool;

import com.clickhouse.jdbc.Driver;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.leeway.storage.StorageConfig;
import java.net.URI;
import java.util.Properties;

/** Makes the small pool of JDBC connections that the reading side shares. */
public final class ReadPool {
  private static final long VALIDATION_TIMEOUT_MILLIS = 5_000;

  private ReadPool() {}

  /** Opens nothing yet: the first connection is made when the first is asked for. */
  public static HikariDataSource of(StorageConfig config) {
    HikariConfig pool = new HikariConfig();
    pool.setPoolName("leeway-read");
    pool.setDriverClassName(Driver.class.getName());
    pool.setJdbcUrl(jdbcUrl(config));
    pool.setDataSourceProperties(properties(config));
    pool.setMaximumPoolSize(config.readConnectionsMax());
    pool.setMinimumIdle(0);
    pool.setConnectionTimeout(config.statementTimeout().toMillis());
    pool.setValidationTimeout(
        Math.min(VALIDATION_TIMEOUT_MILLIS, config.statementTimeout().toMillis()));
    // ClickHouse may be away when the process starts; pages then say so, and come back by
    // themselves.
    pool.setInitializationFailTimeout(-1);
    return new HikariDataSource(pool);
  }

  private static String jdbcUrl(StorageConfig config) {
    URI uri = config.uri();
    return "jdbc:clickhouse:"
        + uri.getScheme()
        + "://"
        + uri.getAuthority()
        + "/"
        + config.database();
  }

  private static Properties properties(StorageConfig config) {
    Properties properties = new Properties();
    properties.setProperty("user", config.user());
    properties.setProperty("password", config.password());
    properties.setProperty("socket_timeout", Long.toString(config.statementTimeout().toMillis()));
    properties.setProperty("connection_timeout", Long.toString(config.connectTimeout().toMillis()));
    // On loopback it costs more than it saves.
    properties.setProperty("compress", Boolean.toString(!loopback(config.uri())));
    return properties;
  }

  private static boolean loopback(URI uri) {
    return uri.getHost().equals("127.0.0.1")
        || uri.getHost().equals("localhost")
        || uri.getHost().equals("[::1]");
  }
}
