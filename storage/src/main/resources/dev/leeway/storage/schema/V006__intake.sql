-- What could not be decoded, with the reason and the bytes, to be sent again once the cause is gone.
CREATE TABLE IF NOT EXISTS dead_letters
(
    tenant_id     LowCardinality(String),
    topic         LowCardinality(String),
    partition     Int32,
    offset        Int64,
    item          Int32,
    reason        LowCardinality(String),
    detail        String CODEC(ZSTD(1)),
    append_time   DateTime64(3, 'UTC') CODEC(Delta(8), ZSTD(1)),
    failed_at     DateTime64(3, 'UTC') CODEC(Delta(8), ZSTD(1)),
    payload       String CODEC(ZSTD(3)),
    payload_bytes UInt64 CODEC(T64, ZSTD(1))
)
ENGINE = MergeTree
PARTITION BY toDate(failed_at)
ORDER BY (tenant_id, reason, failed_at, topic, partition, offset, item)
SETTINGS
    ttl_only_drop_parts = 1,
    materialize_ttl_recalculate_only = 1,
    non_replicated_deduplication_window = 10000,
    index_granularity_bytes = 1048576;

-- What became of every offset: decoded + dead_lettered = items, decoded = stored + deduplicated.
-- Stages may each write their own columns of a range; rows of one range add up.
CREATE TABLE IF NOT EXISTS ingest_ledger
(
    topic         LowCardinality(String),
    partition     Int32,
    first_offset  Int64,
    last_offset   Int64,
    items         Int64,
    decoded       Int64,
    stored        Int64,
    deduplicated  Int64,
    dead_lettered Int64,
    written_at    SimpleAggregateFunction(max, DateTime64(3, 'UTC')),
    written_on    Date
)
ENGINE = SummingMergeTree((items, decoded, stored, deduplicated, dead_lettered))
PARTITION BY toStartOfMonth(written_on)
ORDER BY (topic, partition, first_offset, last_offset)
SETTINGS
    ttl_only_drop_parts = 1,
    materialize_ttl_recalculate_only = 1,
    non_replicated_deduplication_window = 10000;
