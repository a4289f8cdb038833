package dev.leeway.clickhouse.http;

/** What a request may do. */
enum Access {
  /** Everything that the engine can do. */
  OWNER,
  /** Reads with the settings as they are. */
  GUEST
}
