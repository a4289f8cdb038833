-- One row per run and revision; FINAL shows the greatest revision and hides withdrawn runs.
--
-- Nothing in the sort or partition key can be revised. first_append_time is the least append time
-- of the run's spans when its first row was written, and is carried on by every later revision: it
-- gives parts that age as a whole, and lets a reader of a time range skip old partitions, since no
-- run starts later than 5 minutes after it (spans from further ahead are flagged).
CREATE TABLE IF NOT EXISTS runs
(
    tenant_id           LowCardinality(String),
    trace_id            FixedString(16) CODEC(ZSTD(1)),
    run_id              FixedString(8) CODEC(ZSTD(1)),
    revision            UInt64 CODEC(ZSTD(1)),
    is_deleted          UInt8,

    environment         LowCardinality(String),
    service_name        LowCardinality(String),
    service_version     LowCardinality(String),
    service_instance_id LowCardinality(String),
    agent_name          LowCardinality(String),
    agent_version       LowCardinality(String),

    name                LowCardinality(String),
    start_time          DateTime64(9, 'UTC') CODEC(ZSTD(1)),
    duration_ns         Int64 CODEC(T64, ZSTD(1)),
    status              LowCardinality(String),
    outcome             LowCardinality(String),
    error_type          LowCardinality(String),
    conversation_id     String CODEC(ZSTD(1)),
    user_id_hash        String CODEC(ZSTD(1)),

    spans               UInt32 CODEC(T64, ZSTD(1)),
    llm_calls           UInt32 CODEC(T64, ZSTD(1)),
    tool_calls          UInt32 CODEC(T64, ZSTD(1)),
    attempts            UInt32 CODEC(T64, ZSTD(1)),
    input_tokens        Int64 CODEC(T64, ZSTD(1)),
    output_tokens       Int64 CODEC(T64, ZSTD(1)),
    cost_usd            Float64 CODEC(ZSTD(1)),
    grounding_score     Nullable(Float64) CODEC(ZSTD(1)),
    signals             Map(LowCardinality(String), Float64) CODEC(ZSTD(1)),
    dimensions          Map(LowCardinality(String), String) CODEC(ZSTD(1)),
    flags               UInt32 CODEC(T64, ZSTD(1)),
    first_append_time   DateTime64(3, 'UTC') CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree(revision, is_deleted)
PARTITION BY toDate(first_append_time)
ORDER BY (tenant_id, trace_id, run_id)
SETTINGS
    ttl_only_drop_parts = 1,
    materialize_ttl_recalculate_only = 1,
    non_replicated_deduplication_window = 10000;
