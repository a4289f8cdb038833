-- What evaluators and users said of runs: a row each, with the run that was found for it. Nothing is
-- revised, so a resend that slips through is the same row again, which FINAL shows once.
CREATE TABLE IF NOT EXISTS evaluations
(
    tenant_id       LowCardinality(String),
    evaluation_id   FixedString(16),
    environment     LowCardinality(String),
    agent_name      LowCardinality(String),
    agent_version   LowCardinality(String),
    operation       LowCardinality(String),
    trace_id        FixedString(16) CODEC(ZSTD(1)),
    run_id          FixedString(8) CODEC(ZSTD(1)),
    span_id         FixedString(8) CODEC(ZSTD(1)),
    response_id     String CODEC(ZSTD(1)),
    conversation_id String CODEC(ZSTD(1)),
    rater           LowCardinality(String),
    name            LowCardinality(String),
    value           Nullable(Float64),
    label           LowCardinality(String),
    rating          LowCardinality(String),
    comment         String CODEC(ZSTD(1)),
    told_by         LowCardinality(String),
    given_at        DateTime64(3, 'UTC') CODEC(Delta(8), ZSTD(1)),
    append_time     DateTime64(3, 'UTC') CODEC(Delta(8), ZSTD(1)),

    INDEX trace_id_bloom trace_id TYPE bloom_filter(0.01) GRANULARITY 1
)
ENGINE = ReplacingMergeTree
PARTITION BY toDate(append_time)
ORDER BY (tenant_id, evaluation_id)
SETTINGS
    ttl_only_drop_parts = 1,
    materialize_ttl_recalculate_only = 1,
    non_replicated_deduplication_window = 10000;
