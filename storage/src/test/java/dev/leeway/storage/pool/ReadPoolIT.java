package dev.leeway.storage.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import dev.leeway.storage.StorageConfig;
import dev.leeway.storage.TestStorage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReadPoolIT {
  @Test
  void readsWithBoundParametersInTheConfiguredDatabase() throws SQLException {
    StorageConfig config = TestStorage.emptyFor(ReadPoolIT.class);
    try (HikariDataSource source = ReadPool.of(config);
        Connection connection = source.getConnection();
        PreparedStatement statement =
            connection.prepareStatement("SELECT currentDatabase(), ?, toInt64(?)")) {
      statement.setString(1, "it's");
      statement.setLong(2, Long.MIN_VALUE);
      try (ResultSet rows = statement.executeQuery()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo(config.database());
        assertThat(rows.getString(2)).isEqualTo("it's");
        assertThat(rows.getLong(3)).isEqualTo(Long.MIN_VALUE);
      }
    }
  }

  @Test
  void opensWhileNobodyListensAndSaysSoWhenAsked() throws IOException, SQLException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    StorageConfig away =
        new StorageConfig(
            URI.create("http://127.0.0.1:" + port),
            "leeway",
            "default",
            "",
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            2);
    try (HikariDataSource source = ReadPool.of(away);
        Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> statement.executeQuery("SELECT 1"));
    }
  }
}
