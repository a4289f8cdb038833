-- One row per span, written once. Read without FINAL: the stream job never writes a span twice.
--
-- Partitioned by the day on which the broker took the span, not by the span's own day: append time
-- is bounded by the wall clock, so a replay of old traffic, or spans from 1970 and 2100, land in
-- today's partition instead of in hundreds, and are not past their retention when they arrive.
-- The sort key carries the event's minute as a 64-bit number, since toStartOfMinute() wraps around
-- outside of 1970 to 2106 and would then hide rows from range reads.
CREATE TABLE IF NOT EXISTS agent_events
(
    tenant_id             LowCardinality(String),
    trace_id              FixedString(16) CODEC(ZSTD(1)),
    span_id               FixedString(8) CODEC(NONE),
    parent_span_id        FixedString(8) CODEC(ZSTD(1)),
    event_id              FixedString(16) ALIAS sipHash128(tenant_id, trace_id, span_id),

    start_time            DateTime64(9, 'UTC') CODEC(Delta(8), ZSTD(1)),
    duration_ns           UInt64 CODEC(T64, ZSTD(1)),
    ended_before_start_ns UInt64 CODEC(T64, ZSTD(1)),

    environment           LowCardinality(String),
    service_name          LowCardinality(String),
    service_version       LowCardinality(String),
    service_instance_id   LowCardinality(String),
    agent_name            LowCardinality(String),
    agent_version         LowCardinality(String),

    name                  LowCardinality(String),
    kind                  LowCardinality(String),
    operation             LowCardinality(String),
    convention            LowCardinality(String),
    scope_name            LowCardinality(String),
    status                LowCardinality(String),
    error_type            LowCardinality(String),
    http_status           Int32 CODEC(T64, ZSTD(1)),
    attempts              UInt32 CODEC(T64, ZSTD(1)),

    provider              LowCardinality(String),
    model_requested       LowCardinality(String),
    model_served          LowCardinality(String),
    response_id           String CODEC(ZSTD(1)),
    finish_reasons        Array(LowCardinality(String)),
    ttft_ns               Nullable(Int64) CODEC(T64, ZSTD(1)),

    input_tokens          Nullable(Int64) CODEC(T64, ZSTD(1)),
    output_tokens         Nullable(Int64) CODEC(T64, ZSTD(1)),
    cache_read_tokens     Nullable(Int64) CODEC(T64, ZSTD(1)),
    cache_write_tokens    Nullable(Int64) CODEC(T64, ZSTD(1)),
    reasoning_tokens      Nullable(Int64) CODEC(T64, ZSTD(1)),
    cost_usd              Nullable(Float64) CODEC(ZSTD(1)),

    tool_name             LowCardinality(String),
    tool_call_id          String CODEC(ZSTD(1)),
    tool_arguments_hash   UInt64 CODEC(ZSTD(1)),
    tool_result_hash      UInt64 CODEC(ZSTD(1)),

    data_source_id        LowCardinality(String),
    conversation_id       String CODEC(ZSTD(1)),
    user_id_hash          String CODEC(ZSTD(1)),

    content_roles         Array(Enum8(
        'SYSTEM_INSTRUCTIONS' = 0, 'INPUT_MESSAGES' = 1, 'OUTPUT_MESSAGES' = 2,
        'TOOL_DEFINITIONS' = 3, 'TOOL_ARGUMENTS' = 4, 'TOOL_RESULT' = 5,
        'DOCUMENTS' = 6, 'QUERY' = 7)) CODEC(ZSTD(1)),
    content_hashes        Array(FixedString(16)) CODEC(ZSTD(1)),
    content_sizes         Array(UInt64) CODEC(T64, ZSTD(1)),

    flags                 UInt32 CODEC(T64, ZSTD(1)),
    append_time           DateTime64(3, 'UTC') CODEC(Delta(8), ZSTD(1)),
    attributes            Map(LowCardinality(String), String) CODEC(ZSTD(1)),
    resource_attributes   Map(LowCardinality(String), String) CODEC(ZSTD(1)),

    INDEX trace_id_bloom trace_id TYPE bloom_filter(0.01) GRANULARITY 1
)
ENGINE = MergeTree
PARTITION BY toDate(append_time)
ORDER BY (tenant_id, intDiv(toUnixTimestamp64Nano(start_time), 60000000000), trace_id, span_id)
SETTINGS
    ttl_only_drop_parts = 1,
    materialize_ttl_recalculate_only = 1,
    non_replicated_deduplication_window = 10000;

-- Payload text, once per content hash and day: all rows of one hash hold the same text, so a reader
-- takes any of them (LIMIT 1 BY hash) and needs no FINAL. Copies of other days keep a text alive
-- that is still in use. Small granules, because a read is for one text and texts are large.
CREATE TABLE IF NOT EXISTS agent_content
(
    tenant_id   LowCardinality(String),
    hash        FixedString(16) CODEC(NONE),
    size_bytes  UInt64 CODEC(T64, ZSTD(1)),
    append_time DateTime64(3, 'UTC') CODEC(Delta(8), ZSTD(1)),
    text        String CODEC(ZSTD(3))
)
ENGINE = ReplacingMergeTree
PARTITION BY toDate(append_time)
ORDER BY (tenant_id, hash)
SETTINGS
    ttl_only_drop_parts = 1,
    materialize_ttl_recalculate_only = 1,
    non_replicated_deduplication_window = 10000,
    index_granularity_bytes = 1048576;
