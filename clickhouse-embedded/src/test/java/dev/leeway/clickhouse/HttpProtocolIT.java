package dev.leeway.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.clickhouse.supervisor.RunningEngine;
import dev.leeway.clickhouse.testing.TestEngine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What curl and small clients rely on. */
final class HttpProtocolIT {
  private static final RunningEngine ENGINE = TestEngine.embedded();
  private static final HttpProbe OWNER = HttpProbe.at(ENGINE.uri()).token(ENGINE.token());

  @Test
  void pingAnswersOk() throws Exception {
    HttpResponse<byte[]> response = HttpProbe.at(ENGINE.uri()).get("/ping");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(HttpProbe.text(response)).isEqualTo("Ok.\n");
  }

  @Test
  void anUnknownPathIsNotFound() throws Exception {
    assertThat(OWNER.get("/nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void getRunsTheQueryOfTheParameter() throws Exception {
    assertThat(HttpProbe.text(OWNER.with("query", "SELECT 1, 'a\tb'").get()))
        .isEqualTo("1\ta\\tb\n");
  }

  @Test
  void postRunsTheBodyAndTheParameterBeforeIt() throws Exception {
    assertThat(HttpProbe.text(OWNER.post("SELECT 2"))).isEqualTo("2\n");
    assertThat(HttpProbe.text(OWNER.with("query", "SELECT 1 +").post("2"))).isEqualTo("3\n");
  }

  @Test
  void getChangesNothing() throws Exception {
    HttpResponse<byte[]> response = OWNER.with("query", "CREATE DATABASE by_get").get();

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.headers().firstValue("X-ClickHouse-Exception-Code")).contains("164");
  }

  @Test
  void everyAnswerNamesFormatTimezoneServerQueryAndCounts() throws Exception {
    HttpResponse<byte[]> response =
        OWNER.with("query_id", "my-query").post("SELECT number FROM numbers(10) FORMAT CSV");

    assertThat(response.headers().firstValue("X-ClickHouse-Format")).contains("CSV");
    assertThat(response.headers().firstValue("X-ClickHouse-Timezone")).isNotEmpty();
    assertThat(response.headers().firstValue("X-ClickHouse-Server-Display-Name"))
        .contains("leeway");
    assertThat(response.headers().firstValue("X-ClickHouse-Query-Id")).contains("my-query");
    assertThat(response.headers().firstValue("X-ClickHouse-Summary"))
        .hasValueSatisfying(summary ->
            assertThat(summary)
                .contains("\"read_rows\":\"10\"")
                .contains("\"result_rows\":\"10\""));
    assertThat(response.headers().firstValue("Content-Type"))
        .contains("text/csv; charset=UTF-8; header=absent");
  }

  @ParameterizedTest
  @ValueSource(strings = {"parameter", "header", "clause"})
  void theFormatComesFromParameterHeaderOrClause(String source) throws Exception {
    HttpProbe probe =
        switch (source) {
          case "parameter" -> OWNER.with("default_format", "JSONEachRow");
          case "header" -> OWNER.header("X-ClickHouse-Format", "JSONEachRow");
          default -> OWNER;
        };
    String sql = "SELECT 1 AS a" + (source.equals("clause") ? " FORMAT JSONEachRow" : "");

    assertThat(HttpProbe.text(probe.post(sql))).isEqualTo("{\"a\":1}\n");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "TabSeparatedWithNames|200001",
        "TabSeparatedWithNamesAndTypes|200002",
        "CSVWithNames|200001",
        "CSVWithNamesAndTypes|200002",
        "JSONCompactEachRowWithNamesAndTypes|200002",
        "JSONEachRow|200000",
        "TSV|200000"
      })
  void piecesOfALongResultAreJoinedWithOneHeader(String format, int lines) throws Exception {
    String sql = "SELECT number AS `a \"n\"`, toString(number) AS s FROM numbers(200000) FORMAT ";

    String text = HttpProbe.text(OWNER.post(sql + format));

    assertThat(text.lines().count()).isEqualTo(lines);
    assertThat(text.lines().distinct().count()).isEqualTo(lines);
  }

  @Test
  void joinedBinaryRowsAreAsLongAsTheirPartsSay() throws Exception {
    int header = 1 + 1 + 1 + 1 + 6;
    byte[] body =
        OWNER
            .post("SELECT number AS n FROM numbers(300000) FORMAT RowBinaryWithNamesAndTypes")
            .body();

    assertThat(body).hasSize(header + 300_000 * 8);
  }

  @Test
  void formatsWithAFooterAreWhole() throws Exception {
    String json =
        HttpProbe.text(OWNER.post("SELECT number FROM numbers(200000) FORMAT JSONCompact"));

    assertThat(json).contains("\"rows\": 200000").endsWith("}\n");
    assertThat(json.indexOf("\"meta\"")).isEqualTo(json.lastIndexOf("\"meta\""));
  }

  @Test
  void showAndDescribeAndExplainAndExistsWork() throws Exception {
    assertThat(HttpProbe.text(OWNER.post("SHOW DATABASES"))).contains("system\n");
    assertThat(HttpProbe.text(OWNER.post("DESCRIBE TABLE system.one"))).startsWith("dummy\tUInt8");
    assertThat(HttpProbe.text(OWNER.post("EXPLAIN SELECT 1"))).contains("SystemOne");
    assertThat(HttpProbe.text(OWNER.post("EXISTS TABLE system.one"))).isEqualTo("1\n");
  }

  @Test
  void gzipWorksBothWays() throws Exception {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write("SELECT repeat('a', 100000)".getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse<byte[]> response =
        OWNER
            .header("Content-Encoding", "gzip")
            .header("Accept-Encoding", "deflate, gzip")
            .post(zipped.toByteArray());

    assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(response.body().length).isLessThan(2_000);
    assertThat(new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes())
        .hasSize(100_001);
  }

  @Test
  void anErrorUnderGzipIsPlainText() throws Exception {
    HttpResponse<byte[]> response =
        OWNER.header("Accept-Encoding", "gzip").post("SELECT * FROM nowhere");

    assertThat(response.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(HttpProbe.text(response)).startsWith("Code: 60. DB::Exception: ");
  }

  @Test
  void brokenGzipAndUnknownEncodingsAreExplained() throws Exception {
    HttpResponse<byte[]> broken = OWNER.header("Content-Encoding", "gzip").post("SELECT 1");
    HttpResponse<byte[]> unknown = OWNER.header("Content-Encoding", "br").post("SELECT 1");

    assertThat(broken.statusCode()).isEqualTo(500);
    assertThat(HttpProbe.text(broken)).contains("could not be read");
    assertThat(HttpProbe.text(unknown)).contains("expected Content-Encoding gzip");
  }

  @ParameterizedTest(name = "{0} is error {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT * FROM nowhere|60",
        "SELEC 1|62",
        "SELECT 1; SELECT 2|62",
        "SELECT {a:Int32}|456",
        "SELECT 1 INTO OUTFILE '/tmp/never'|48",
        "INSERT INTO t FROM INFILE '/tmp/never'|48",
        "CREATE TEMPORARY TABLE t (a Int8)|48"
      })
  void errorsCarryTheirCode(String sql, String code) throws Exception {
    HttpResponse<byte[]> response = OWNER.post(sql);

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.headers().firstValue("X-ClickHouse-Exception-Code")).contains(code);
    assertThat(HttpProbe.text(response)).startsWith("Code: " + code + ". DB::Exception: ");
  }

  @Test
  void anUnknownDatabaseIsNotTheLastOne() throws Exception {
    HttpResponse<byte[]> response = OWNER.with("database", "no`such").post("SELECT 1");

    assertThat(response.headers().firstValue("X-ClickHouse-Exception-Code")).contains("81");
  }

  @Test
  void settingsHoldForOneRequest() throws Exception {
    String sql = "SELECT getSetting('max_block_size'), getSetting('max_memory_usage')";
    String before = HttpProbe.text(OWNER.post(sql));
    for (int i = 0; i < 20; i++) {
      assertThat(
              HttpProbe.text(
                  OWNER
                      .with("max_block_size", "777")
                      .with("max_memory_usage", "900000000")
                      .post(sql)))
          .isEqualTo("777\t900000000\n");
      assertThat(HttpProbe.text(OWNER.post("SET max_block_size = 5"))).isEmpty();
      assertThat(HttpProbe.text(OWNER.post(sql))).isEqualTo(before);
    }
  }

  @Test
  void anUnknownSettingIsRefused() throws Exception {
    assertThat(
            OWNER
                .with("no_such_setting", "1")
                .post("SELECT 1")
                .headers()
                .firstValue("X-ClickHouse-Exception-Code"))
        .contains("115");
  }

  @Test
  void boundParametersAreValuesNotText() throws Exception {
    String value = "'); DROP DATABASE system; --";

    HttpResponse<byte[]> response =
        OWNER
            .with("param_a", value)
            .with("param_b", "['x','y']")
            .post("SELECT {a:String}, {b:Array(String)}[2]");

    assertThat(HttpProbe.text(response)).isEqualTo("\\'); DROP DATABASE system; --\ty\n");
  }

  @Test
  void theTokenComesByHeaderBasicAuthenticationOrParameter() throws Exception {
    String pair =
        Base64.getEncoder()
            .encodeToString(("leeway:" + ENGINE.token()).getBytes(StandardCharsets.UTF_8));
    String sql = "SELECT getSetting('readonly')";

    assertThat(HttpProbe.text(OWNER.post(sql))).isEqualTo("0\n");
    assertThat(
            HttpProbe.text(
                HttpProbe.at(ENGINE.uri()).header("Authorization", "Basic " + pair).post(sql)))
        .isEqualTo("0\n");
    assertThat(
            HttpProbe.text(HttpProbe.at(ENGINE.uri()).with("password", ENGINE.token()).post(sql)))
        .isEqualTo("0\n");
    assertThat(HttpProbe.text(HttpProbe.at(ENGINE.uri()).post(sql))).isEqualTo("1\n");
  }

  @Test
  void aWrongTokenIsForbidden() throws Exception {
    HttpResponse<byte[]> response = HttpProbe.at(ENGINE.uri()).token("guess").post("SELECT 1");

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.headers().firstValue("X-ClickHouse-Exception-Code")).contains("516");
    assertThat(HttpProbe.text(response)).doesNotContain(ENGINE.token());
  }

  @Test
  void aStatementOverTheLimitIsRefusedWhole() throws Exception {
    HttpResponse<byte[]> response = OWNER.post("SELECT '" + "a".repeat(5 << 20) + "'");

    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(HttpProbe.text(response)).contains("expected a statement of up to 4194304 bytes");
  }

  @Test
  void aFailureAfterTheBeginningBreaksTheConnection() {
    String sql = "SELECT throwIf(number = 5000000), repeat('x', 100) FROM numbers(10000000)";

    assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> OWNER.post(sql)))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aFailureWithinTheHeldPartIsAnErrorStatus() throws Exception {
    HttpResponse<byte[]> response =
        OWNER
            .with("wait_end_of_query", "1")
            .post("SELECT throwIf(number = 300000) FROM numbers(400000)");

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.headers().firstValue("X-ClickHouse-Exception-Code")).contains("395");
  }

  @Test
  void theFrontCountsItsRequests() throws Exception {
    assertThat(HttpProbe.text(OWNER.get("/metrics")))
        .contains("leeway_clickhouse_requests_total ")
        .contains("leeway_clickhouse_connections_busy{kind=\"reads\"} 0");
  }
}
