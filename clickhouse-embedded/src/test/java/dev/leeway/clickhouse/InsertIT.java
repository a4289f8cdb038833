package dev.leeway.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.data.ClickHouseFormat;
import dev.leeway.clickhouse.supervisor.RunningEngine;
import dev.leeway.clickhouse.testing.TestDatabase;
import dev.leeway.clickhouse.testing.TestEngine;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Inserts in all the ways that clients have for them. */
final class InsertIT {
  private static final RunningEngine ENGINE = TestEngine.embedded();
  private static final TestDatabase DATABASE = TestEngine.databaseFor(InsertIT.class);
  private static final HttpProbe OWNER =
      HttpProbe.at(ENGINE.uri()).token(ENGINE.token()).with("database", DATABASE.name());

  @ParameterizedTest(name = "compressed={0}")
  @ValueSource(booleans = {true, false})
  void clientV2WritesAndReadsBinaryRows(boolean compressed) throws Exception {
    String table = "client_" + compressed;
    create(table);
    try (Client client = client(compressed)) {
      var settings = new InsertSettings().setDeduplicationToken("first");
      for (int attempt = 0; attempt < 2; attempt++) {
        client
            .insert(
                table,
                List.of("a"),
                new ByteArrayInputStream(longs(0, 100_000)),
                ClickHouseFormat.RowBinary,
                settings)
            .get()
            .close();
      }

      List<Long> read =
          client
              .queryAll(
                  "SELECT a FROM " + table + " WHERE a < {limit:UInt64} ORDER BY a",
                  Map.of("limit", 3))
              .stream()
              .map(row -> row.getLong("a"))
              .toList();

      assertThat(read).containsExactly(0L, 1L, 2L);
      assertThat(DATABASE.execute("SELECT count() FROM " + table)).isEqualTo("100000\n");
    }
  }

  @Test
  void theSameTokenTwiceStoresOnceWhateverTheBytes() throws Exception {
    create("deduplicated");
    HttpProbe insert = OWNER.with("query", "INSERT INTO deduplicated (a) FORMAT RowBinary");

    assertThat(insert.with("insert_deduplication_token", "t1").post(longs(0, 1_000)).statusCode())
        .isEqualTo(200);
    assertThat(insert.with("insert_deduplication_token", "t1").post(longs(5_000, 7)).statusCode())
        .isEqualTo(200);
    assertThat(insert.with("insert_deduplication_token", "t2").post(longs(0, 1_000)).statusCode())
        .isEqualTo(200);

    assertThat(DATABASE.execute("SELECT count(), max(a) FROM deduplicated"))
        .isEqualTo("2000\t999\n");
  }

  @Test
  void blocksOfALongStreamAreDeduplicatedOneByOne() throws Exception {
    create("long_stream");
    HttpProbe insert =
        OWNER
            .with("query", "INSERT INTO long_stream (a) FORMAT RowBinary")
            .with("insert_deduplication_token", "long");

    HttpResponse<byte[]> first = insert.post(longs(0, 2_500_000));
    insert.post(longs(0, 2_500_000));

    assertThat(first.headers().firstValue("X-ClickHouse-Summary"))
        .hasValueSatisfying(s -> assertThat(s).contains("\"written_rows\":\"2500000\""));
    assertThat(DATABASE.execute("SELECT count(), uniqExact(a) FROM long_stream"))
        .isEqualTo("2500000\t2500000\n");
  }

  @Test
  void theStatementMayStandAtTheHeadOfTheBody() throws Exception {
    create("headed");
    byte[] sql = "INSERT INTO headed (a) FORMAT RowBinary\n".getBytes(StandardCharsets.US_ASCII);
    byte[] data = longs(0x3b3b3b3b3b3b3b3bL, 100);
    byte[] body = ByteBuffer.allocate(sql.length + data.length).put(sql).put(data).array();

    assertThat(OWNER.post(body).statusCode()).isEqualTo(200);
    assertThat(DATABASE.execute("SELECT count(), min(a) FROM headed"))
        .isEqualTo("100\t4268070197446523707\n");
  }

  @Test
  void textFormatsAndValuesAreInserted() throws Exception {
    create("texts");
    OWNER.post("INSERT INTO texts VALUES (1), (2), (1 + 2);");
    OWNER.post("INSERT INTO texts (a) FORMAT JSONEachRow {\"a\": 4}\n{\"a\": 5}\n");
    OWNER.with("query", "INSERT INTO texts FORMAT CSV").post("6\n7\n");
    OWNER.post("INSERT INTO texts SELECT number + 8 FROM numbers(2)");

    assertThat(DATABASE.execute("SELECT groupArray(a) FROM (SELECT a FROM texts ORDER BY a)"))
        .isEqualTo("[1,2,3,4,5,6,7,8,9]\n");
  }

  @Test
  void undecodableRowsAreAnErrorAndStoreNothing() throws Exception {
    create("broken");

    HttpResponse<byte[]> response =
        OWNER.with("query", "INSERT INTO broken FORMAT RowBinary").post(new byte[] {1, 2, 3});

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.headers().firstValue("X-ClickHouse-Exception-Code")).contains("33");
    assertThat(DATABASE.execute("SELECT count() FROM broken")).isEqualTo("0\n");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"chunked", "length"})
  void aBodyThatBreaksOffStoresNothing(String framing) throws Exception {
    String table = "cut_" + framing;
    create(table);
    byte[] rows = longs(0, 1_000);
    String head =
        "POST /?database="
            + DATABASE.name()
            + "&query=INSERT+INTO+"
            + table
            + "+FORMAT+RowBinary HTTP/1.1\r\nHost: localhost\r\nX-ClickHouse-Key: "
            + ENGINE.token()
            + "\r\n"
            + (framing.equals("chunked")
                ? "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(rows.length) + "\r\n"
                : "Content-Length: 100000\r\n\r\n");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), ENGINE.uri().getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      out.write(rows);
      out.flush();
      socket.shutdownOutput();
      // Its end means that the front is done with the request.
      socket.getInputStream().readAllBytes();
    }

    assertThat(DATABASE.execute("SELECT count() FROM " + table)).isEqualTo("0\n");
  }

  @Test
  void lanesSurviveFailedInserts() throws Exception {
    create("after");
    for (int i = 0; i < 20; i++) {
      OWNER.with("query", "INSERT INTO nowhere FORMAT RowBinary").post(longs(0, 10));
      OWNER.with("query", "INSERT INTO after FORMAT RowBinary").post(new byte[] {1});
    }
    OWNER.with("query", "INSERT INTO after FORMAT RowBinary").post(longs(0, 10));

    assertThat(DATABASE.execute("SELECT count() FROM after")).isEqualTo("10\n");
  }

  @Test
  void mergesRunInTheBackground() throws Exception {
    create("merged");
    for (int i = 0; i < 40; i++) {
      OWNER.with("query", "INSERT INTO merged FORMAT RowBinary").post(longs(i * 10L, 10));
    }

    Awaitility.await()
        .until(() ->
            Integer.parseInt(
                    DATABASE
                        .execute(
                            "SELECT count() FROM system.parts WHERE active AND table = 'merged'"
                                + " AND database = '"
                                + DATABASE.name()
                                + "'")
                        .strip())
                < 15);
    assertThat(DATABASE.execute("SELECT count(), uniqExact(a) FROM merged"))
        .isEqualTo("400\t400\n");
  }

  private static void create(String table) {
    DATABASE.execute(
        "CREATE TABLE "
            + table
            + " (a UInt64) ENGINE = MergeTree ORDER BY a"
            + " SETTINGS non_replicated_deduplication_window = 1000");
  }

  private static Client client(boolean compressed) {
    return new Client.Builder()
        .addEndpoint(ENGINE.uri().toString())
        .setUsername("leeway")
        .setPassword(ENGINE.token())
        .setDefaultDatabase(DATABASE.name())
        .compressServerResponse(compressed)
        .compressClientRequest(compressed)
        .build();
  }

  private static byte[] longs(long first, int count) {
    ByteBuffer buffer = ByteBuffer.allocate(count * 8).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      buffer.putLong(first + i);
    }
    return buffer.array();
  }
}
