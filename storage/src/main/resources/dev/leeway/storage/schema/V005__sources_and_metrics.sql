-- What was learned about data sources: one row per sighting, the newest per source is its state.
CREATE TABLE IF NOT EXISTS source_freshness
(
    tenant_id             LowCardinality(String),
    source_id             String,
    source_type           LowCardinality(String),
    environment           LowCardinality(String),
    agent_name            LowCardinality(String),
    observed_at           DateTime64(3, 'UTC') CODEC(Delta(8), ZSTD(1)),
    as_of                 Nullable(DateTime64(3, 'UTC')),
    loaded_at             Nullable(DateTime64(3, 'UTC')),
    version               String,
    max_staleness_seconds Nullable(Float64),
    trace_id              FixedString(16),
    attributes            Map(LowCardinality(String), String),
    append_time           DateTime64(3, 'UTC') CODEC(Delta(8), ZSTD(1))
)
ENGINE = MergeTree
PARTITION BY toDate(append_time)
ORDER BY (tenant_id, source_id, observed_at)
SETTINGS
    ttl_only_drop_parts = 1,
    materialize_ttl_recalculate_only = 1,
    non_replicated_deduplication_window = 10000;

-- Metric points as they came over OTLP; partitioned by append day for the reason of agent_events.
CREATE TABLE IF NOT EXISTS metric_points
(
    tenant_id           LowCardinality(String),
    metric              LowCardinality(String),
    environment         LowCardinality(String),
    service_name        LowCardinality(String),
    service_version     LowCardinality(String),
    service_instance_id LowCardinality(String),
    agent_name          LowCardinality(String),
    agent_version       LowCardinality(String),
    scope_name          LowCardinality(String),
    unit                LowCardinality(String),
    kind                LowCardinality(String),
    temporality         LowCardinality(String),
    monotonic           Bool,
    start_time          DateTime64(9, 'UTC') CODEC(Delta(8), ZSTD(1)),
    time                DateTime64(9, 'UTC') CODEC(Delta(8), ZSTD(1)),
    value               Float64 CODEC(ZSTD(1)),
    count               UInt64 CODEC(T64, ZSTD(1)),
    bucket_bounds       Array(Float64) CODEC(ZSTD(1)),
    bucket_counts       Array(UInt64) CODEC(T64, ZSTD(1)),
    attributes          Map(LowCardinality(String), String) CODEC(ZSTD(1)),
    resource_attributes Map(LowCardinality(String), String) CODEC(ZSTD(1)),
    append_time         DateTime64(3, 'UTC') CODEC(Delta(8), ZSTD(1))
)
ENGINE = MergeTree
PARTITION BY toDate(append_time)
ORDER BY (tenant_id, metric, intDiv(toUnixTimestamp64Nano(time), 3600000000000), agent_name, time)
SETTINGS
    ttl_only_drop_parts = 1,
    materialize_ttl_recalculate_only = 1,
    non_replicated_deduplication_window = 10000;
