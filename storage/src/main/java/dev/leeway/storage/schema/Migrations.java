package dev.leeway.storage.schema;

import dev.leeway.storage.StorageException;
import dev.leeway.storage.http.ClickHouseClient;
import dev.leeway.storage.row.RowReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Brings a database to the schema of this program. Can be called again at every start, and by
 * several processes at once: statements are idempotent, and what was applied is remembered with its
 * checksum in {@code schema_migrations} once it is through.
 */
public final class Migrations {
  static final List<String> FILES =
      List.of(
          "V001__agent_events.sql",
          "V002__runs.sql",
          "V003__signal_windows.sql",
          "V004__findings.sql",
          "V005__sources_and_metrics.sql",
          "V006__intake.sql",
          "V007__span_supplements.sql",
          "V008__metric_points.sql",
          "V009__source_freshness.sql",
          "V010__facts.sql",
          "V012__drift.sql",
          "V013__run_categories.sql",
          "V014__evaluations.sql",
          "R__retention.sql");

  private final ClickHouseClient clickHouse;
  private final List<Migration> files;

  Migrations(ClickHouseClient clickHouse, Collection<Migration> files) {
    this.clickHouse = clickHouse;
    this.files = List.copyOf(files);
  }

  /**
   * Creates the database if need be and applies what is pending; returns the files that it applied.
   *
   * @throws StorageException when ClickHouse cannot be reached or refuses a statement
   * @throws SchemaMismatchException when applied files and this program's differ; nothing was done
   */
  public static List<String> apply(ClickHouseClient clickHouse, RetentionConfig retention) {
    Map<String, String> placeholders = retention.placeholders();
    return new Migrations(
            clickHouse,
            FILES.stream().map(file -> Migration.ofResource(file, placeholders)).toList())
        .apply();
  }

  List<String> apply() {
    clickHouse.executeWithoutDatabase(
        "CREATE DATABASE IF NOT EXISTS " + clickHouse.config().database());
    clickHouse.execute(
        """
        CREATE TABLE IF NOT EXISTS schema_migrations
        (
            version    UInt32,
            file       String,
            checksum   String,
            applied_at DateTime64(3, 'UTC')
        )
        ENGINE = ReplacingMergeTree(applied_at)
        ORDER BY file
        """);
    List<String> applied = new ArrayList<>();
    for (Migration migration : MigrationPlan.pending(files, applied())) {
      apply(migration);
      applied.add(migration.file());
    }
    return applied;
  }

  private List<AppliedMigration> applied() {
    RowReader in =
        new RowReader(
            clickHouse.query(
                """
                SELECT version, file, checksum FROM schema_migrations FINAL FORMAT RowBinary
                """));
    return in.rows(() -> new AppliedMigration(in.int32(), in.text(), in.text()));
  }

  private void apply(Migration migration) {
    migration.statements().forEach(clickHouse::execute);
    // File names and checksums are letters, digits, underscores and dots.
    clickHouse.execute(
        "INSERT INTO schema_migrations (version, file, checksum, applied_at)"
            + " SELECT %d, '%s', '%s', now64(3)"
                .formatted(migration.version(), migration.file(), migration.checksum()));
  }
}
