-- One row per finding and revision; FINAL shows the greatest. The onset is part of the finding's id
-- and so never moves.
CREATE TABLE IF NOT EXISTS findings
(
    tenant_id          LowCardinality(String),
    finding_id         FixedString(16),
    revision           UInt64,
    detector           LowCardinality(String),
    signal             LowCardinality(String),
    slice_id           FixedString(16),
    slice              Map(LowCardinality(String), String),
    agent_name         String ALIAS slice['agent'],
    environment        String ALIAS slice['environment'],
    severity           LowCardinality(String),
    state              LowCardinality(String),
    history            Bool,
    onset_at           DateTime64(3, 'UTC'),
    opened_at          DateTime64(3, 'UTC'),
    updated_at         DateTime64(3, 'UTC'),
    closed_at          Nullable(DateTime64(3, 'UTC')),
    effect             Float64,
    effect_text        String CODEC(ZSTD(3)),
    baseline_id        String,
    evidence           Map(LowCardinality(String), Float64),
    coverage           Float64,
    exemplar_trace_ids Array(FixedString(16))
)
ENGINE = ReplacingMergeTree(revision)
PARTITION BY toStartOfMonth(onset_at)
ORDER BY (tenant_id, finding_id)
SETTINGS
    ttl_only_drop_parts = 1,
    materialize_ttl_recalculate_only = 1,
    non_replicated_deduplication_window = 10000;

-- History of incidents: a copy of the topic leeway.incidents, which is the truth. A replica that
-- copies an event again writes an equal row, which collapses.
CREATE TABLE IF NOT EXISTS incident_events
(
    tenant_id   LowCardinality(String),
    incident_id String,
    revision    UInt64,
    kind        LowCardinality(String),
    at          DateTime64(3, 'UTC'),
    actor       String,
    body        String CODEC(ZSTD(3))
)
ENGINE = ReplacingMergeTree
PARTITION BY toStartOfMonth(at)
ORDER BY (tenant_id, incident_id, revision)
SETTINGS
    ttl_only_drop_parts = 1,
    materialize_ttl_recalculate_only = 1,
    non_replicated_deduplication_window = 10000;

-- Deployment markers, from the API or seen in the traffic. Few rows, so no partitions.
CREATE TABLE IF NOT EXISTS deployments
(
    tenant_id   LowCardinality(String),
    marker_id   String,
    revision    UInt64,
    is_deleted  UInt8,
    environment LowCardinality(String),
    agent_name  LowCardinality(String),
    version     String,
    deployed_at DateTime64(3, 'UTC'),
    source      LowCardinality(String),
    author      String,
    note        String,
    attributes  Map(LowCardinality(String), String)
)
ENGINE = ReplacingMergeTree(revision, is_deleted)
ORDER BY (tenant_id, marker_id)
SETTINGS non_replicated_deduplication_window = 10000;
