package dev.leeway.storage.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.leeway.signals.event.TraceId;
import dev.leeway.signals.source.SourceCarrier;
import dev.leeway.signals.source.SourceFacts;
import dev.leeway.signals.source.SourceLag;
import dev.leeway.signals.source.SourceMark;
import dev.leeway.signals.source.SourceStatus;
import dev.leeway.signals.source.SourceTimes;
import dev.leeway.signals.source.SourceUpdate;
import dev.leeway.signals.source.SourceUse;
import dev.leeway.signals.source.SourceVolume;
import dev.leeway.storage.TestStorage;
import dev.leeway.storage.http.ClickHouseClient;
import dev.leeway.storage.insert.BlockInserter;
import dev.leeway.storage.pool.ReadPool;
import dev.leeway.storage.query.KnownSource.AgePoint;
import dev.leeway.storage.row.BlockWriter;
import dev.leeway.storage.row.SourceRows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The board of sources against a real engine. */
final class SourceStoreIT {
  private static final long MINUTE = 60_000;
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final long NOW_MILLIS = NOW.toEpochMilli();
  private static final TimeRange HOUR = TimeRange.before(NOW.plusSeconds(1), Duration.ofHours(1));

  private static ClickHouseClient client;
  private static HikariDataSource pool;

  @BeforeAll
  static void write() {
    client = TestStorage.migratedFor(SourceStoreIT.class);
    pool = ReadPool.of(client.config());
  }

  @AfterAll
  static void close() {
    pool.close();
    client.close();
  }

  @Test
  void aUseKnowsTheAgentAndAResendAddsNothing() {
    SourceUpdate use =
        update("t1", "docs", "prod", SourceStatus.UNKNOWN, at(10).asOf(ago(30)), null, agent(1));
    insert(use);
    insert(use);
    assertThat(count("t1")).isEqualTo(1);
    KnownSource known = only("t1");
    assertThat(known.uses()).isEqualTo(1);
    assertThat(known.agents()).containsExactly("desk");
    assertThat(known.facts())
        .isEqualTo(new SourceFacts(ago(30), null, null, SourceStatus.UNKNOWN, 0, List.of(ago(30))));
    assertThat(known.ages()).extracting(AgePoint::seconds).containsExactly(1_200.0);
    assertThat(known.lastSeenAt()).isEqualTo(NOW.minusSeconds(600));
  }

  @Test
  void whatAPipelineSaysForAllEnvironmentsHoldsInEach() {
    insert(
        update("t2", "docs", "prod", SourceStatus.UNKNOWN, at(10).asOf(ago(30)), null, agent(1)),
        update("t2", "docs", "test", SourceStatus.UNKNOWN, at(10).asOf(ago(90)), null, agent(2)),
        update("t2", "docs", "", SourceStatus.SUCCESS, at(5).loaded(ago(5)), null, SourceUse.NONE),
        update("t2", "alone", "", SourceStatus.FAILED, at(5), null, SourceUse.NONE));
    List<KnownSource> known = new SourceStore(pool).known("t2", HOUR);
    assertThat(known).extracting(KnownSource::environment).containsExactly("prod", "test", "");
    assertThat(known)
        .extracting(source -> source.facts().loadedMillis())
        .containsExactly(ago(5), ago(5), null);
    assertThat(known)
        .extracting(source -> source.facts().asOfMillis())
        .containsExactly(ago(30), ago(90), null);
    assertThat(known.get(2).facts().status()).isEqualTo(SourceStatus.FAILED);
    assertThat(known.get(0).carriers()).isEqualTo(Set.of("ATTRIBUTES"));
  }

  @Test
  void aMarkIsAnUpdateWhenItMovesAndNotWhenItIsFirstSeen() {
    SourceMark seven = new SourceMark("runs", 7);
    SourceMark eight = new SourceMark("runs", 8);
    insert(
        update("t3", "dag", "", SourceStatus.SUCCESS, at(50), seven, SourceUse.NONE),
        update("t3", "dag", "", SourceStatus.SUCCESS, at(40), seven, SourceUse.NONE),
        update("t3", "dag", "", SourceStatus.SUCCESS, at(30), eight, SourceUse.NONE),
        update("t3", "dag", "", SourceStatus.SUCCESS, at(20), eight, SourceUse.NONE));
    assertThat(only("t3").facts())
        .isEqualTo(
            new SourceFacts(null, ago(30), null, SourceStatus.SUCCESS, ago(30), List.of(ago(30))));
    insert(update("t4", "dag", "", SourceStatus.FAILED, at(50), seven, SourceUse.NONE));
    assertThat(only("t4").facts().status()).isEqualTo(SourceStatus.UNKNOWN);
  }

  @Test
  void theNewestOfEachIsShown() {
    SourceTimes old = at(40).loaded(ago(40)).asOf(ago(41)).documents(null, ago(900));
    SourceTimes young = at(20).loaded(ago(20)).asOf(ago(22));
    insert(
        full("t5", SourceStatus.STALE, old, "v1", 600.0, new SourceVolume(10L, null, 0.5)),
        full("t5", SourceStatus.SUCCESS, young, "v2", 900.0, new SourceVolume(20L, 1L, null)));
    KnownSource known = only("t5");
    assertThat(known.version()).isEqualTo("v2");
    assertThat(known.rows()).isEqualTo(20);
    assertThat(known.nullShare()).isEqualTo(0.5);
    assertThat(known.lagRecords()).isEqualTo(3);
    assertThat(known.lagSeconds()).isNull();
    assertThat(known.consumer()).isEqualTo("indexer");
    assertThat(known.oldestDocumentAt()).isEqualTo(Instant.ofEpochMilli(ago(900)));
    assertThat(known.facts())
        .isEqualTo(
            new SourceFacts(
                ago(22), ago(20), 900.0, SourceStatus.SUCCESS, ago(20), List.of(ago(40), ago(20))));
  }

  @Test
  void whatAPipelineSaysIsNotCutOffBeforeItIsPartOfASource() {
    List<SourceUpdate> updates = new ArrayList<>();
    for (int i = 0; i < SourceStore.SOURCES_MAX; i++) {
      String id = "source-%03d".formatted(i);
      updates.add(
          update("t6", id, "prod", SourceStatus.UNKNOWN, at(10).asOf(ago(30)), null, agent(i)));
      updates.add(
          update("t6", id, "", SourceStatus.SUCCESS, at(5).loaded(ago(5)), null, SourceUse.NONE));
      updates.add(update("t6", "a-" + id, "", SourceStatus.SUCCESS, at(5), null, SourceUse.NONE));
    }
    insert(updates.toArray(SourceUpdate[]::new));
    assertThat(new SourceStore(pool).known("t6", HOUR))
        .hasSize(SourceStore.SOURCES_MAX)
        .allSatisfy(source -> {
          assertThat(source.uses()).isEqualTo(1);
          assertThat(source.facts().loadedMillis()).isEqualTo(ago(5));
        });
  }

  @Test
  void nothingSeenIsAnEmptyBoard() {
    assertThat(new SourceStore(pool).known("nobody", HOUR)).isEmpty();
  }

  private static KnownSource only(String tenant) {
    List<KnownSource> known = new SourceStore(pool).known(tenant, HOUR);
    assertThat(known).hasSize(1);
    return known.get(0);
  }

  private static int count(String tenant) {
    return new Queries(pool)
        .first(
            "count",
            "SELECT count() AS n FROM source_freshness WHERE tenant_id = ?",
            row -> row.getInt("n"),
            tenant)
        .orElseThrow();
  }

  private static void insert(SourceUpdate... updates) {
    BlockWriter<SourceUpdate> writer = new BlockWriter<>(new SourceRows());
    List.of(updates).forEach(writer::add);
    new BlockInserter(client).insert(writer.finish(), UUID.randomUUID().toString());
  }

  private static SourceTimes at(long minutesAgo) {
    return SourceTimes.at(ago(minutesAgo));
  }

  private static Long ago(long minutes) {
    return NOW_MILLIS - minutes * MINUTE;
  }

  private static SourceUse agent(long span) {
    return new SourceUse("desk", new TraceId(1, 2), span);
  }

  private static SourceUpdate update(
      String tenant,
      String source,
      String environment,
      SourceStatus status,
      SourceTimes times,
      @Nullable SourceMark mark,
      SourceUse use) {
    return new SourceUpdate(
        tenant,
        source,
        "table",
        environment,
        SourceCarrier.ATTRIBUTES,
        status,
        times,
        "",
        "",
        null,
        SourceVolume.NONE,
        SourceLag.NONE,
        mark,
        use,
        "",
        NOW_MILLIS);
  }

  private static SourceUpdate full(
      String tenant,
      SourceStatus status,
      SourceTimes times,
      String version,
      double limitSeconds,
      SourceVolume volume) {
    return new SourceUpdate(
        tenant,
        "orders",
        "table",
        "",
        SourceCarrier.DBT,
        status,
        times,
        version,
        "r1",
        limitSeconds,
        volume,
        new SourceLag(null, 3.0, "indexer"),
        null,
        SourceUse.NONE,
        "",
        NOW_MILLIS);
  }
}
