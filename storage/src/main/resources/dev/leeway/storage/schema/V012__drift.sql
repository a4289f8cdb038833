-- Where each signal of each slice stands: learning, stable, moved, drift. One row per series; FINAL
-- shows the greatest revision. Slices come and go (replicas, versions), so rows leave a while after
-- they were last written; there is one per live series, so no partitions and row by row.
CREATE TABLE IF NOT EXISTS signal_status
(
    tenant_id       LowCardinality(String),
    slice_id        FixedString(16),
    signal          LowCardinality(String),
    revision        UInt64,
    slice           Map(LowCardinality(String), String),
    agent_name      String ALIAS slice['agent'],
    environment     String ALIAS slice['environment'],
    health          LowCardinality(String),
    at              DateTime64(3, 'UTC'),
    runs            UInt64,
    runs_needed     UInt64,
    log_e           Nullable(Float64),
    log_limit       Float64,
    effect          Float64,
    frozen_distance Nullable(Float64),
    pinned          Bool,
    finding_id      String,
    written_on      Date
)
ENGINE = ReplacingMergeTree(revision)
ORDER BY (tenant_id, slice_id, signal)
TTL written_on + INTERVAL 90 DAY
SETTINGS non_replicated_deduplication_window = 10000;

-- What the page of a drift finding draws: written once, when it opens.
CREATE TABLE IF NOT EXISTS finding_details
(
    tenant_id       LowCardinality(String),
    finding_id      FixedString(16),
    revision        UInt64,
    onset_at        DateTime64(3, 'UTC'),
    log_limit       Float64,
    path_at         Array(DateTime64(3, 'UTC')),
    path_log_e      Array(Float64),
    bin_labels      Array(String),
    bin_before      Array(Float64),
    bin_after       Array(Float64),
    part_dimensions Array(LowCardinality(String)),
    part_values     Array(String),
    part_before     Array(Float64),
    part_after      Array(Float64),
    part_effects    Array(Float64),
    version         String,
    deployed_at     Nullable(DateTime64(3, 'UTC'))
)
ENGINE = ReplacingMergeTree(revision)
PARTITION BY toStartOfMonth(onset_at)
ORDER BY (tenant_id, finding_id)
SETTINGS
    ttl_only_drop_parts = 1,
    materialize_ttl_recalculate_only = 1,
    non_replicated_deduplication_window = 10000;
