package dev.leeway.storage.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.leeway.signals.event.ContentRole;
import dev.leeway.storage.StorageConfig;
import dev.leeway.storage.StorageException;
import dev.leeway.storage.TestStorage;
import dev.leeway.storage.http.ClickHouseClient;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MigrationsIT {
  private final ClickHouseClient clickHouse =
      new ClickHouseClient(TestStorage.emptyFor(MigrationsIT.class));

  @AfterEach
  void dropDatabase() {
    clickHouse.executeWithoutDatabase("DROP DATABASE " + clickHouse.config().database());
    clickHouse.close();
  }

  @Test
  void aSecondCallHasNothingToDo() {
    assertThat(Migrations.apply(clickHouse, RetentionConfig.defaults()))
        .containsExactlyElementsOf(Migrations.FILES);
    assertThat(Migrations.apply(clickHouse, RetentionConfig.defaults())).isEmpty();
    assertThat(text("SELECT count() FROM schema_migrations FINAL"))
        .isEqualTo(Integer.toString(Migrations.FILES.size()));
  }

  @Test
  void aDatabaseThatIsMissingIsCreated() {
    StorageConfig config = clickHouse.config();
    try (ClickHouseClient other =
        new ClickHouseClient(config.withDatabase(config.database() + "_other"))) {
      Migrations.apply(other, RetentionConfig.defaults());
      other.execute("SELECT * FROM agent_events");
      other.executeWithoutDatabase("DROP DATABASE " + other.config().database());
    }
  }

  @Test
  void aFailedFileIsTakenUpAgain() {
    Migration broken =
        Migration.of(
            "V001__one.sql",
            "CREATE TABLE IF NOT EXISTS one (a UInt8) ENGINE = Memory;\nSELECT no_such_column;\n",
            Map.of());
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> new Migrations(clickHouse, List.of(broken)).apply())
        .satisfies(failure -> assertThat(failure.retryable()).isFalse());
    Migration repaired =
        Migration.of(
            "V001__one.sql",
            "CREATE TABLE IF NOT EXISTS one (a UInt8) ENGINE = Memory;\n",
            Map.of());
    assertThat(new Migrations(clickHouse, List.of(repaired)).apply())
        .containsExactly("V001__one.sql");
  }

  @Test
  void aChangedFileIsRefusedBeforeAnythingIsDone() {
    Migration before = Migration.of("V001__one.sql", "SELECT 1;", Map.of());
    new Migrations(clickHouse, List.of(before)).apply();
    Migration changed = Migration.of("V001__one.sql", "SELECT 2;", Map.of());
    Migration next =
        Migration.of("V002__two.sql", "CREATE TABLE two (a UInt8) ENGINE = Memory;", Map.of());
    assertThatExceptionOfType(SchemaMismatchException.class)
        .isThrownBy(() -> new Migrations(clickHouse, List.of(changed, next)).apply())
        .withMessageContaining("V001__one.sql with checksum " + before.checksum());
    assertThat(text("EXISTS TABLE two")).isEqualTo("0");
  }

  @Test
  void processesThatStartTogetherDoNotDisturbEachOther() {
    CompletableFuture<?>[] starts =
        IntStream.range(0, 4)
            .mapToObj(start ->
                CompletableFuture.runAsync(
                    () -> Migrations.apply(clickHouse, RetentionConfig.defaults())))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(starts).join();
    assertThat(text("SELECT count() FROM schema_migrations FINAL"))
        .isEqualTo(Integer.toString(Migrations.FILES.size()));
  }

  @Test
  void aChangedRetentionIsAppliedToTheTablesThatAreThere() {
    Migrations.apply(clickHouse, RetentionConfig.defaults());
    assertThat(engineOf("agent_events")).contains("toIntervalDay(30)");
    Duration week = Duration.ofDays(7);
    RetentionConfig shorter = new RetentionConfig(week, week, week, week, week, week, week);
    assertThat(Migrations.apply(clickHouse, shorter)).containsExactly("R__retention.sql");
    assertThat(engineOf("agent_events")).contains("toIntervalDay(7)");
    assertThat(Migrations.apply(clickHouse, shorter)).isEmpty();
  }

  @Test
  void everyTableForgetsByWholePartsAndRemembersTenThousandBlocks() {
    Migrations.apply(clickHouse, RetentionConfig.defaults());
    List<String> tables =
        lines(
            "SELECT name FROM system.tables WHERE database = currentDatabase()"
                + " AND engine LIKE '%MergeTree' AND name != 'schema_migrations' ORDER BY name");
    assertThat(tables)
        .containsExactly(
            "agent_content",
            "agent_events",
            "baselines",
            "dead_letters",
            "deployments",
            "evaluations",
            "finding_details",
            "findings",
            "incident_events",
            "ingest_ledger",
            "metric_points",
            "runs",
            "signal_status",
            "signal_windows",
            "source_sightings",
            "span_supplements");
    assertThat(tables)
        .allSatisfy(table ->
            assertThat(engineOf(table)).contains("non_replicated_deduplication_window = 10000"));
    assertThat(tables)
        // One row per deployment, and one per live series that goes some time after it.
        .filteredOn(table -> !Set.of("deployments", "signal_status").contains(table))
        .allSatisfy(
            table -> assertThat(engineOf(table)).contains("TTL ", "ttl_only_drop_parts = 1"));
  }

  @Test
  void spansHaveAtMostTwoSkipIndexes() {
    Migrations.apply(clickHouse, RetentionConfig.defaults());
    assertThat(
            lines(
                "SELECT name FROM system.data_skipping_indices"
                    + " WHERE database = currentDatabase() AND table = 'agent_events'"))
        .hasSizeLessThanOrEqualTo(2);
  }

  @Test
  @SuppressWarnings("EnumOrdinal") // The enum promises its ordinals.
  void contentRolesHaveTheNumbersOfTheirEnum() {
    Migrations.apply(clickHouse, RetentionConfig.defaults());
    String roles =
        String.join(
            ", ",
            Arrays.stream(ContentRole.values())
                .map(role -> "'" + role.name() + "' = " + role.ordinal())
                .toList());
    assertThat(
            text(
                "SELECT type FROM system.columns WHERE database = currentDatabase()"
                    + " AND table = 'agent_events' AND name = 'content_roles'"
                    + " FORMAT TabSeparatedRaw"))
        .isEqualTo("Array(Enum8(" + roles + "))");
  }

  private String engineOf(String table) {
    return text(
        "SELECT engine_full FROM system.tables WHERE database = currentDatabase() AND name = '"
            + table
            + "'");
  }

  private List<String> lines(String sql) {
    return Stream.of(text(sql).split("\n", -1)).filter(line -> !line.isEmpty()).toList();
  }

  private String text(String sql) {
    return new String(clickHouse.query(sql), UTF_8).strip();
  }
}
