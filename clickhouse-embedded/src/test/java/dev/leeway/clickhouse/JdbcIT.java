package dev.leeway.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.clickhouse.testing.TestDatabase;
import dev.leeway.clickhouse.testing.TestEngine;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JdbcIT {
  private static final TestDatabase DATABASE = TestEngine.databaseFor(JdbcIT.class);

  @ParameterizedTest(name = "compress={0}")
  @ValueSource(booleans = {true, false})
  void preparedBatchesComeBackAsTheyWent(boolean compress) throws SQLException {
    String table = "batch_" + compress;
    try (Connection connection = connect("&compress=" + compress);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE "
              + table
              + " (id UInt64, name String, at DateTime64(3, 'UTC'), tags Map(String, String), n Nullable(Float64))"
              + " ENGINE = MergeTree ORDER BY id");
      try (PreparedStatement insert =
          connection.prepareStatement(
              "INSERT INTO " + table + " (id, name, at, tags, n) VALUES (?, ?, ?, ?, ?)")) {
        for (int i = 0; i < 1_000; i++) {
          insert.setLong(1, i);
          insert.setString(2, "it's; a \\ \"name\" -- " + i + " ä\n");
          insert.setTimestamp(3, Timestamp.from(Instant.parse("2026-01-01T00:00:00.123Z")));
          insert.setObject(4, Map.of("k", "v" + i));
          insert.setObject(5, i % 2 == 0 ? null : i / 2.0);
          insert.addBatch();
        }
        insert.executeBatch();
      }
      try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT id, name, tags['k'], n, at FROM "
                      + table
                      + " WHERE id >= ? AND name LIKE ? ORDER BY id");
          ResultSet rows = bound(select).executeQuery()) {
        List<Long> ids = new ArrayList<>();
        while (rows.next()) {
          ids.add(rows.getLong(1));
          assertThat(rows.getString(2))
              .isEqualTo("it's; a \\ \"name\" -- " + rows.getLong(1) + " ä\n");
          assertThat(rows.getString(3)).isEqualTo("v" + rows.getLong(1));
          assertThat(rows.getTimestamp(5).toInstant())
              .isEqualTo(Instant.parse("2026-01-01T00:00:00.123Z"));
        }
        assertThat(ids).containsExactly(997L, 998L, 999L);
      }
    }
  }

  @Test
  void anUnknownTableIsAnSqlExceptionWithTheEnginesWords() throws SQLException {
    for (String compress : List.of("true", "false")) {
      try (Connection connection = connect("&compress=" + compress);
          Statement statement = connection.createStatement()) {
        assertThatThrownBy(() -> statement.executeQuery("SELECT * FROM no_such_table"))
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("no_such_table");
      }
    }
  }

  @Test
  void aConnectionWithoutTheTokenReads() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:clickhouse:" + TestEngine.embedded().uri() + "/system");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT 7")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(7);
      assertThatThrownBy(() -> statement.execute("CREATE DATABASE no"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("without the token");
    }
  }

  private static PreparedStatement bound(PreparedStatement select) throws SQLException {
    select.setLong(1, 997);
    select.setString(2, "it's%");
    return select;
  }

  private static Connection connect(String more) throws SQLException {
    return DriverManager.getConnection(DATABASE.jdbcUrl() + more);
  }
}
