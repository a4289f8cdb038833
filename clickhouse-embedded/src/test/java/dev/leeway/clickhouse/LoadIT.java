package dev.leeway.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.clickhouse.supervisor.RunningEngine;
import dev.leeway.clickhouse.testing.TestEngine;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Many requests, large results, and limits on memory. */
final class LoadIT {
  private static final RunningEngine ENGINE = TestEngine.embedded();
  private static final HttpProbe OWNER = HttpProbe.at(ENGINE.uri()).token(ENGINE.token());
  private static final HttpProbe GUEST = HttpProbe.at(ENGINE.uri());

  @Test
  void manyParallelReadsEachGetTheirOwnAnswer() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        HttpProbe probe = i % 2 == 0 ? OWNER : GUEST;
        String sql = "SELECT " + i + ", sum(number) FROM numbers(100000)";
        answers.add(threads.submit(() -> HttpProbe.text(probe.post(sql))));
      }
      for (int i = 0; i < answers.size(); i++) {
        assertThat(answers.get(i).get()).isEqualTo(i + "\t4999950000\n");
      }
    }
  }

  @Test
  void boundParametersOfParallelRequestsStayApart() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        String value = String.valueOf(i);
        HttpProbe probe =
            OWNER.with("param_a", value).with("default_format", i % 2 == 0 ? "TSV" : "Values");
        answers.add(
            threads.submit(() ->
                HttpProbe.text(probe.post("SELECT {a:UInt32} + sum(number) FROM numbers(1000)"))));
      }
      for (int i = 0; i < answers.size(); i++) {
        assertThat(answers.get(i).get().replaceAll("[()\\n]", "")).isEqualTo("" + (499_500 + i));
      }
    }
  }

  @Test
  void aLargeResultIsStreamedThroughBoundedMemory() throws Exception {
    OWNER.post("SELECT 1");
    long before = peakKibibytes();
    HttpResponse<InputStream> response =
        OWNER.postForStream(
            "SELECT number, randomPrintableASCII(200) FROM numbers(5000000) FORMAT RowBinary");
    long bytes = 0;
    byte[] buffer = new byte[1 << 16];
    try (InputStream body = response.body()) {
      for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
        bytes += count;
      }
    }

    assertThat(bytes).isEqualTo(5_000_000L * (8 + 2 + 200));
    assertThat(peakKibibytes() - before).isLessThan(400 << 10);
  }

  @Test
  void aReaderWhoLeavesEarlyFreesItsConnection() throws Exception {
    for (int i = 0; i < 20; i++) {
      HttpResponse<InputStream> response =
          GUEST.postForStream(
              "SELECT number, repeat('x', 100) FROM numbers(1000000000) FORMAT RowBinary");
      try (InputStream body = response.body()) {
        assertThat(body.readNBytes(1_000)).hasSize(1_000);
      }
    }

    assertThat(HttpProbe.text(GUEST.post("SELECT 1"))).isEqualTo("1\n");
  }

  @Test
  void aQueryOverTheMemoryLimitFailsAlone() throws Exception {
    long pid = ENGINE.pid();
    String hungry = "SELECT length(groupArray(number)) FROM numbers(2000000000)";

    for (HttpProbe probe : List.of(OWNER, GUEST)) {
      HttpResponse<byte[]> response = probe.post(hungry);
      assertThat(response.statusCode()).isEqualTo(500);
      assertThat(response.headers().firstValue("X-ClickHouse-Exception-Code")).contains("241");
      assertThat(HttpProbe.text(probe.post("SELECT 1"))).isEqualTo("1\n");
    }
    assertThat(ENGINE.pid()).isEqualTo(pid);
    assertThat(ENGINE.restarts()).isZero();
  }

  @Test
  void aReadEndsAtItsTimeLimit() throws Exception {
    HttpResponse<byte[]> response =
        OWNER
            .with("max_execution_time", "1")
            .post(
                "SELECT count() FROM numbers(1000000000000) WHERE NOT ignore(sleepEachRow(0.001))");

    assertThat(response.headers().firstValue("X-ClickHouse-Exception-Code"))
        .hasValueSatisfying(code -> assertThat(code).isIn("159", "160"));
  }

  @Test
  void limitsAreWhatWasConfiguredAndTheEnginesLogsAreOff() throws Exception {
    OWNER.post("SYSTEM FLUSH LOGS");

    assertThat(
            HttpProbe.text(
                OWNER.post(
                    "SELECT count() FROM system.tables WHERE database = 'system' AND name LIKE '%\\\\_log%'")))
        .isEqualTo("0\n");
    assertThat(serverSetting("max_server_memory_usage")).isEqualTo("" + (800L << 20));
    assertThat(serverSetting("mark_cache_size")).isEqualTo("" + (128L << 20));
    assertThat(serverSetting("primary_index_cache_size")).isEqualTo("" + (64L << 20));
    assertThat(serverSetting("background_pool_size")).isEqualTo("2");
    assertThat(peakKibibytes()).isLessThan(1100 << 10);
  }

  private static String serverSetting(String name) throws Exception {
    return HttpProbe.text(
            OWNER.post("SELECT value FROM system.server_settings WHERE name = '" + name + "'"))
        .strip();
  }

  private static long peakKibibytes() throws IOException {
    String status = Files.readString(Path.of("/proc/" + ENGINE.pid() + "/status"));
    Matcher peak = Pattern.compile("VmHWM:\\s+(\\d+) kB").matcher(status);
    assertThat(peak.find()).isTrue();
    return Long.parseLong(peak.group(1));
  }
}
