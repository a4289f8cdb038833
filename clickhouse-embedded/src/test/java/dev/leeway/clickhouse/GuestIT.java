package dev.leeway.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.clickhouse.supervisor.RunningEngine;
import dev.leeway.clickhouse.testing.TestEngine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request without the token can do, and all that it must not. */
final class GuestIT {
  private static final RunningEngine ENGINE = TestEngine.embedded();
  private static final HttpProbe GUEST = HttpProbe.at(ENGINE.uri());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "WITH 1 AS a SELECT a",
        "(SELECT 1) UNION ALL (SELECT 2)",
        "SHOW DATABASES",
        "DESCRIBE TABLE system.one",
        "EXPLAIN SELECT 1",
        "EXISTS TABLE system.one",
        "SELECT count() FROM system.tables -- comment; with a semicolon",
        "SELECT format('{}', 'a/b')",
        "SELECT number / 2 AS half FROM numbers(3) ORDER BY half",
        "SELECT * FROM values('url String', 'http://x/y') WHERE url LIKE '%/y'",
        "SELECT url FROM (SELECT 'a' AS url)",
        "SELECT name, value FROM system.settings LIMIT 1",
        "SHOW TABLES FROM system LIKE 'one'",
        "SELECT 1 AS profile, 2 AS files, 'x\\'y' FORMAT JSON"
      })
  void readsAreAnswered(String sql) throws Exception {
    assertThat(GUEST.post(sql).statusCode()).isEqualTo(200);
    assertThat(GUEST.with("query", sql).get().statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // What changes something.
        "CREATE DATABASE d",
        "CREATE TABLE default.t (a Int8) ENGINE = Memory",
        "CREATE TEMPORARY TABLE t (a Int8)",
        "CREATE FUNCTION f AS (x) -> x",
        "INSERT INTO default.t VALUES (1)",
        "INSERT INTO FUNCTION file('/tmp/x') SELECT 1",
        "DROP DATABASE system",
        "ALTER TABLE default.t DELETE WHERE 1",
        "TRUNCATE TABLE default.t",
        "OPTIMIZE TABLE default.t",
        "SYSTEM FLUSH LOGS",
        "SYSTEM SHUTDOWN",
        "KILL QUERY WHERE 1",
        "BACKUP DATABASE default TO File('/tmp/x')",
        "ATTACH DATABASE x",
        "SET readonly = 0",
        "SET max_threads = 1",
        "USE system",
        "CHECK TABLE system.one",
        // What hides behind a read.
        "SELECT 1; DROP DATABASE system",
        "SELECT 1; SELECT 2",
        "SELECT 1 SETTINGS readonly = 0",
        "SELECT 1 SETTINGS max_threads = 1",
        "SELECT * FROM (SELECT 1 SETTINGS readonly = 0)",
        "SELECT 1 INTO OUTFILE '/tmp/never'",
        "WITH x AS (SELECT 1) INSERT INTO default.t SELECT * FROM x",
        "EXPLAIN SELECT file('/etc/hostname')",
        // What leaves the engine.
        "SELECT file('/etc/hostname')",
        "SELECT `file`('/etc/hostname')",
        "SELECT \"file\"('/etc/hostname')",
        "SELECT `fi\\x6ce`('/etc/hostname')",
        "SELECT file/**/('/etc/hostname')",
        "SELECT file\u00a0('/etc/hostname')",
        "SELECT * APPLY(file) FROM (SELECT '/etc/hostname')",
        "SELECT * APPLY file FROM (SELECT '/etc/hostname')",
        "SELECT arrayMap(x -> file(x), ['/etc/hostname'])",
        "file('/etc/hostname')",
        "SELECT * FROM file('/etc/hostname', 'LineAsString')",
        "SELECT * FROM default.`/etc/hostname`",
        "SELECT * FROM `/etc/hostname`",
        "DESCRIBE TABLE file('/etc/hostname')",
        "SELECT * FROM fileCluster('default', '/etc/hostname', 'LineAsString')",
        "SELECT * FROM filesystem('/etc')",
        "SELECT * FROM url('http://127.0.0.1:1/', 'LineAsString')",
        "DESCRIBE TABLE url('http://127.0.0.1:1/x.csv')",
        "SELECT * FROM s3('http://127.0.0.1:1/bucket/x', 'TSV', 'a String')",
        "SELECT * FROM remote('127.0.0.1:1', system.one)",
        "SELECT * FROM remoteSecure('127.0.0.1:1', system.one)",
        "SELECT * FROM mysql('127.0.0.1:1', 'a', 'b', 'c', 'd')",
        "SELECT * FROM postgresql('127.0.0.1:1', 'a', 'b', 'c', 'd')",
        "SELECT * FROM mongodb('127.0.0.1:1', 'a', 'b', 'c', 'd', 'x String')",
        "SELECT * FROM sqlite('/tmp/x', 'y')",
        "SELECT * FROM executable('id', 'TSV', 'x String')",
        "SELECT * FROM hdfs('hdfs://127.0.0.1:1/x', 'TSV', 'x String')",
        "SELECT * FROM azureBlobStorage('http://127.0.0.1:1', 'c', 'b', 'TSV')",
        "SELECT * FROM icebergLocal('/tmp')",
        "SELECT * FROM deltaLakeLocal('/tmp')",
        "SELECT * FROM jdbc('x', 'y', 'z')",
        "SELECT * FROM odbc('x', 'y', 'z')",
        "SELECT * FROM redis('127.0.0.1:1', 'k', 'k String, v String')",
        "SELECT * FROM (SELECT * FROM url('http://127.0.0.1:1/', 'LineAsString') SETTINGS readonly = 0)",
        "SELECT * FROM numbers(3) WHERE number IN (SELECT 1 SETTINGS max_threads = 7)",
        "SELECT * FROM eval('SELECT 1')",
        "SELECT * FROM eval(concat('SELECT fi', 'le(1)'))",
        "SELECT * FROM loop(url('http://127.0.0.1:1/'))",
        "SELECT * FROM cluster('default', system.one)",
        "SELECT * FROM url/* /* */ */('http://127.0.0.1:1/x.csv')",
        "SHOW DATABASES WHERE length(file('/etc/hostname')) > 0",
        "SHOW TABLES WHERE name IN (SELECT * FROM url('http://127.0.0.1:1/'))",
        "EXISTS TABLE default.`/etc/passwd`",
        "EXISTS TABLE {t:Identifier}",
        "SHOW CREATE TABLE default.`/etc/passwd`",
        "SELECT aiGenerate('x')",
        "SELECT catboostEvaluate('/tmp/x', 1)",
        "SELECT addressToLine(1)",
        ""
      })
  void everythingElseIsRefused(String sql) throws Exception {
    String host = Files.readString(Path.of("/etc/hostname")).strip();

    for (HttpResponse<byte[]> response :
        List.of(GUEST.post(sql), GUEST.with("query", sql + " ").get())) {
      String text = HttpProbe.text(response);
      assertThat(response.statusCode()).as(text).isEqualTo(500);
      assertThat(text).startsWith("Code: ");
      if (!host.isEmpty()) {
        assertThat(text.replace(sql, "")).doesNotContain(host + "\\n");
      }
    }
    assertThat(Path.of("/tmp/never")).doesNotExist();
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({
    "max_threads,1",
    "allow_ddl,1",
    "output_format_json_quote_64bit_integers,1",
    "user_files_path,/",
    "max_memory_usage,0",
    "profile,default",
    "no_such_setting,1"
  })
  void settingsAreRefused(String name, String value) throws Exception {
    HttpResponse<byte[]> response = GUEST.with(name, value).post("SELECT 1");

    assertThat(response.headers().firstValue("X-ClickHouse-Exception-Code")).contains("164");
  }

  @Test
  void whatClientsSendByThemselvesChangesNothing() throws Exception {
    HttpResponse<byte[]> response =
        GUEST
            .with("readonly", "0")
            .with("max_execution_time", "100000")
            .post("SELECT getSetting('readonly'), getSetting('max_execution_time')");

    assertThat(HttpProbe.text(response)).isEqualTo("1\t60\n");
  }

  @Test
  void aParameterCannotNameAFileReader() throws Exception {
    assertThat(
            GUEST
                .with("param_f", "file")
                .post("SELECT {f:Identifier}('/etc/hostname')")
                .statusCode())
        .isEqualTo(500);
    assertThat(HttpProbe.text(GUEST.with("param_a", "7").post("SELECT {a:Int32}")))
        .isEqualTo("7\n");
  }

  @Test
  void theTokenIsTheOwnersAlone() throws Exception {
    Path token = ENGINE.config().tokenFile();

    assertThat(Files.getPosixFilePermissions(token)).hasToString("[OWNER_READ, OWNER_WRITE]");
    assertThat(Files.readString(token).strip()).isEqualTo(ENGINE.token()).hasSizeGreaterThan(40);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: attacker.example",
        "Host: 127.0.0.1.attacker.example:8123",
        "Host: localhost\r\nHost: attacker.example",
        "X-No-Host: 1",
        "Host: localhost\r\nOrigin: http://attacker.example",
        "Host: localhost\r\nOrigin: null",
        "Host: localhost\r\nOrigin: http://localhost.attacker.example",
        "Host: localhost\r\nSec-Fetch-Site: cross-site"
      })
  void pagesOfOthersAreForbiddenEvenWithTheToken(String headers) throws Exception {
    assertThat(statusOf(headers)).isIn("403", "400");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: localhost",
        "Host: 127.0.0.1:8123",
        "Host: [::1]:8123",
        "Host: localhost\r\nOrigin: http://localhost:8080",
        "Host: localhost\r\nOrigin: http://127.0.0.1:8080\r\nSec-Fetch-Site: same-site"
      })
  void pagesOfThisMachineMayRead(String headers) throws Exception {
    assertThat(statusOf(headers)).isEqualTo("200");
  }

  private static String statusOf(String headers) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), ENGINE.uri().getPort())) {
      String request =
          "GET /?query=SELECT+1 HTTP/1.1\r\n"
              + headers
              + "\r\nX-ClickHouse-Key: "
              + ENGINE.token()
              + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readAllBytes();
      return new String(answer, StandardCharsets.UTF_8).split(" ", 3)[1];
    }
  }
}
