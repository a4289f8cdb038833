package dev.leeway.clickhouse.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.clickhouse.HttpProbe;
import dev.leeway.clickhouse.config.ByteSize;
import dev.leeway.clickhouse.config.ClickHouseConfig;
import dev.leeway.clickhouse.config.EngineLibrary;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The engine is killed while four clients insert: nothing acknowledged is lost, nothing doubled.
 */
final class KilledEngineIT {
  private static final int CLIENTS = 4;
  private static final int BATCHES = 150;
  private static final int ROWS = 2_000;
  private static final int KILLS = 3;

  @TempDir private Path home;

  private final AtomicInteger acknowledged = new AtomicInteger();
  private final AtomicInteger retried = new AtomicInteger();

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  void killsInTheMiddleOfInsertsLoseAndDoubleNothing(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    Path root = Path.of(System.getProperty("leeway.root"));
    ClickHouseConfig config =
        ClickHouseConfig.inHome(home, EngineLibrary.under(root))
            .withPort(0)
            .withMemoryLimit(ByteSize.ofMebibytes(768));
    try (RunningEngine engine = EngineSupervisor.start(config);
        var threads = Executors.newFixedThreadPool(CLIENTS)) {
      HttpProbe owner = HttpProbe.at(engine.uri()).token(engine.token());
      createTables(owner);
      List<Future<?>> clients = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++) {
        int number = client;
        clients.add(threads.submit(() -> insertAll(owner, number)));
      }
      int share = CLIENTS * BATCHES / (KILLS + 1);
      for (int kill = 0; kill < KILLS; kill++) {
        int moment = kill * share + random.nextInt(share / 4, share);
        Awaitility.await()
            .atMost(Duration.ofMinutes(2))
            .pollInterval(Duration.ofMillis(random.nextInt(2, 20)))
            .until(() -> acknowledged.get() >= moment);
        ProcessHandle.of(engine.pid()).orElseThrow().destroyForcibly();
      }
      for (Future<?> client : clients) {
        client.get();
      }

      long expected = (long) CLIENTS * BATCHES * ROWS;
      assertThat(engine.restarts()).isBetween(1, KILLS);
      assertThat(retried.get()).isPositive();
      assertThat(HttpProbe.text(owner.post("SELECT count(), uniqExact(a) FROM events")))
          .isEqualTo(expected + "\t" + expected + "\n");
      assertThat(HttpProbe.text(owner.post("SELECT sum(n) FROM totals")))
          .isEqualTo(expected + "\n");
    }
  }

  private static void createTables(HttpProbe owner) throws IOException, InterruptedException {
    for (String sql :
        List.of(
            "CREATE TABLE events (a UInt64) ENGINE = MergeTree ORDER BY a"
                + " SETTINGS non_replicated_deduplication_window = 10000",
            "CREATE TABLE totals (k UInt8, n UInt64) ENGINE = SummingMergeTree ORDER BY k"
                + " SETTINGS non_replicated_deduplication_window = 10000",
            "CREATE MATERIALIZED VIEW totals_view TO totals AS"
                + " SELECT 1 AS k, count() AS n FROM events GROUP BY k")) {
      assertThat(owner.post(sql).statusCode()).isEqualTo(200);
    }
  }

  private int insertAll(HttpProbe owner, int client) throws InterruptedException {
    for (int batch = 0; batch < BATCHES; batch++) {
      long first = ((long) client * BATCHES + batch) * ROWS;
      HttpProbe insert =
          owner
              .with("query", "INSERT INTO events (a) FORMAT RowBinary")
              .with("insert_deduplication_token", "batch-" + first)
              .with("deduplicate_blocks_in_dependent_materialized_views", "1");
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(50))
          .until(() -> inserted(insert, first));
      acknowledged.incrementAndGet();
    }
    return BATCHES;
  }

  private boolean inserted(HttpProbe insert, long first) throws InterruptedException {
    try {
      if (insert.post(longs(first)).statusCode() == 200) {
        return true;
      }
    } catch (IOException e) {
      // The engine died under the request, so nobody knows whether the rows are in.
    }
    retried.incrementAndGet();
    return false;
  }

  private static byte[] longs(long first) {
    ByteBuffer buffer = ByteBuffer.allocate(ROWS * 8).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < ROWS; i++) {
      buffer.putLong(first + i);
    }
    return buffer.array();
  }
}
