package dev.leeway.storage.schema;

/** A row of {@code schema_migrations}. */
record AppliedMigration(int version, String file, String checksum) {}
