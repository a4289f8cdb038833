package dev.leeway.storage;

import dev.leeway.clickhouse.testing.TestDatabase;
import dev.leeway.clickhouse.testing.TestEngine;
import dev.leeway.storage.http.ClickHouseClient;
import dev.leeway.storage.schema.Migrations;
import dev.leeway.storage.schema.RetentionConfig;

/** An empty database of a test class, and the same with Leeway's tables in it. */
public final class TestStorage {
  private TestStorage() {}

  public static StorageConfig emptyFor(Class<?> test) {
    TestDatabase database = TestEngine.databaseFor(test);
    return StorageConfig.defaults()
        .withUri(database.uri())
        .withDatabase(database.name())
        .withCredentials(database.user(), database.password());
  }

  public static ClickHouseClient migratedFor(Class<?> test) {
    ClickHouseClient client = new ClickHouseClient(emptyFor(test));
    Migrations.apply(client, RetentionConfig.defaults());
    return client;
  }
}
