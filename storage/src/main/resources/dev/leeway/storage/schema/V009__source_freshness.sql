-- What was learned about data sources: one row per sighting, by update_id, which a resend repeats.
CREATE TABLE IF NOT EXISTS source_sightings
(
    tenant_id             LowCardinality(String),
    source_id             String CODEC(ZSTD(1)),
    source_type           LowCardinality(String),
    environment           LowCardinality(String),
    carrier               LowCardinality(String),
    status                LowCardinality(String),
    agent_name            LowCardinality(String),
    observed_at           DateTime64(3, 'UTC') CODEC(Delta(8), ZSTD(1)),
    as_of                 Nullable(DateTime64(3, 'UTC')),
    loaded_at             Nullable(DateTime64(3, 'UTC')),
    newest_document_at    Nullable(DateTime64(3, 'UTC')),
    oldest_document_at    Nullable(DateTime64(3, 'UTC')),
    freshness_lag_seconds Nullable(Float64),
    version               String CODEC(ZSTD(1)),
    run_id                String CODEC(ZSTD(1)),
    max_staleness_seconds Nullable(Float64),
    rows                  Nullable(Int64),
    bytes                 Nullable(Int64),
    null_share            Nullable(Float64),
    lag_seconds           Nullable(Float64),
    lag_records           Nullable(Float64),
    consumer              LowCardinality(String),
    mark_series           String CODEC(ZSTD(1)),
    mark                  Nullable(Float64),
    detail                String CODEC(ZSTD(1)),
    trace_id              FixedString(16),
    span_id               FixedString(8),
    update_id             FixedString(16),
    append_time           DateTime64(3, 'UTC') CODEC(Delta(8), ZSTD(1))
)
ENGINE = ReplacingMergeTree
PARTITION BY toDate(append_time)
ORDER BY (tenant_id, source_id, observed_at, update_id)
SETTINGS
    ttl_only_drop_parts = 1,
    materialize_ttl_recalculate_only = 1,
    non_replicated_deduplication_window = 10000;

-- The name that readers know shows each sighting once; nothing had been written to the table of V005.
DROP TABLE IF EXISTS source_freshness;

CREATE VIEW IF NOT EXISTS source_freshness AS SELECT * FROM source_sightings FINAL;
