package dev.leeway.storage.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.leeway.signals.drift.DriftDetail;
import dev.leeway.signals.drift.DriftDetail.BinShare;
import dev.leeway.signals.drift.DriftDetail.PartShift;
import dev.leeway.signals.drift.DriftDetail.PathPoint;
import dev.leeway.signals.drift.Health;
import dev.leeway.signals.drift.SeenDeployment;
import dev.leeway.signals.drift.SignalStatus;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.finding.FindingState;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.window.Slice;
import dev.leeway.storage.TestStorage;
import dev.leeway.storage.http.ClickHouseClient;
import dev.leeway.storage.insert.BlockInserter;
import dev.leeway.storage.pool.ReadPool;
import dev.leeway.storage.row.BlockWriter;
import dev.leeway.storage.row.DetailRows;
import dev.leeway.storage.row.RowEncoder;
import dev.leeway.storage.row.SeenDeploymentRows;
import dev.leeway.storage.row.StatusRow;
import dev.leeway.storage.row.StatusRows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the monitor tells beside findings, written and read again. */
final class DriftStoresIT {
  private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
  private static final Slice SHOP = Slice.ofAgent("acme", "prod", "shop");
  private static final Finding FINDING =
      new Finding(
          "ab".repeat(16),
          1,
          "drift.distribution",
          "run.duration",
          SHOP,
          Severity.WARNING,
          FindingState.OPEN,
          false,
          NOW.toEpochMilli(),
          NOW.toEpochMilli(),
          NOW.toEpochMilli(),
          0,
          0.5,
          "",
          "",
          Map.of(),
          1,
          List.of());

  private static ClickHouseClient client;
  private static HikariDataSource pool;

  @BeforeAll
  static void start() {
    client = TestStorage.migratedFor(DriftStoresIT.class);
    pool = ReadPool.of(client.config());
  }

  @AfterAll
  static void close() {
    pool.close();
    client.close();
  }

  @Test
  void theLastWordOnASeriesIsItsStatus() {
    insert(
        new StatusRows(),
        List.of(
            row(status(SHOP, 2, Health.STABLE, 2_000, 1.5, 0.02)),
            row(status(SHOP, 1, Health.LEARNING, 43, Double.NEGATIVE_INFINITY, Double.NaN)),
            row(status(SHOP.with("version", "v2"), 1, Health.LEARNING, 7, 0, 0))));
    assertThat(new StatusStore(pool).ofSlice(SHOP))
        .containsExactly(
            new SeriesStatus(
                SHOP,
                "run.duration",
                Health.STABLE,
                NOW,
                2_000,
                2_000,
                1.5,
                9.1,
                0,
                0.02,
                false,
                ""));
    assertThat(new StatusStore(pool).of(SHOP.with("version", "v2"), "run.duration"))
        .map(SeriesStatus::runs)
        .contains(7L);
    assertThat(new StatusStore(pool).of(SHOP, "run.outcome")).isEmpty();
  }

  @Test
  void whatHasNoNumberYetIsNull() {
    Slice other = SHOP.with("model", "m1");
    insert(
        new StatusRows(),
        List.of(row(status(other, 1, Health.LEARNING, 43, Double.NEGATIVE_INFINITY, Double.NaN))));
    SeriesStatus status = new StatusStore(pool).of(other, "run.duration").orElseThrow();
    assertThat(status.logE()).isNull();
    assertThat(status.frozenDistance()).isNull();
  }

  @Test
  void aDetailComesBackWithItsPathItsBinsAndItsParts() {
    DriftDetail detail =
        new DriftDetail(
            FINDING.findingId(),
            1,
            SHOP,
            "run.duration",
            FINDING.onsetMillis(),
            9.5,
            List.of(
                new PathPoint(NOW.toEpochMilli() - 300_000, -1.25),
                new PathPoint(NOW.toEpochMilli(), 9.75)),
            List.of(new BinShare("up to 1 ms", 0.5, 0.25), new BinShare("above 1 ms", 0.5, 0.75)),
            List.of(
                new PartShift("operation", "/chat", 0.7, 0.3, 0.01),
                new PartShift("operation", "(no route)", 0, 0.01, Double.NaN)),
            "v42",
            NOW.minusSeconds(60).toEpochMilli());
    insert(new DetailRows(), List.of(detail));
    assertThat(new DetailStore(pool).of(FINDING)).contains(detail);
  }

  @Test
  void aDeploymentThatNobodyMarkedIsInTheListOnceHoweverOftenItIsTold() {
    SeenDeployment seen = new SeenDeployment(SHOP, "v2", NOW.toEpochMilli());
    insert(new SeenDeploymentRows(), List.of(seen));
    insert(new SeenDeploymentRows(), List.of(seen));
    assertThat(
            new AgentStore(pool)
                .deployments(
                    "acme", "shop", TimeRange.before(NOW.plusSeconds(1), Duration.ofHours(1))))
        .containsExactly(new Deployment("v2", "first run of this version", NOW));
  }

  private static StatusRow row(SignalStatus status) {
    return new StatusRow(status, 4_000_000_000_000L);
  }

  private static SignalStatus status(
      Slice slice, long revision, Health health, long runs, double logE, double frozen) {
    return new SignalStatus(
        slice,
        "run.duration",
        revision,
        health,
        NOW.toEpochMilli(),
        runs,
        2_000,
        logE,
        9.1,
        0,
        frozen,
        false,
        "");
  }

  private static <T> void insert(RowEncoder<T> encoder, List<T> values) {
    BlockWriter<T> writer = new BlockWriter<>(encoder);
    values.forEach(writer::add);
    new BlockInserter(client).insert(writer.finish(), UUID.randomUUID().toString());
  }
}
