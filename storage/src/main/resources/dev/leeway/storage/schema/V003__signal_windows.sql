-- Partials of windows: every number is signed and adds up, in the background or when read.
--
-- Partitioned by window length and by the day (minutes) or month (hours) of writing: partials of a
-- window that were written on several days simply add up at read time, and old windows that a
-- replay writes today are neither past their retention nor spread over hundreds of partitions.
-- sumMap over a pair of arrays drops keys whose counts cancel out; over a Map it would keep zeros.
CREATE TABLE IF NOT EXISTS signal_windows
(
    tenant_id       LowCardinality(String),
    signal          LowCardinality(String),
    slice_id        FixedString(16) CODEC(ZSTD(1)),
    window_seconds  UInt32 CODEC(T64, ZSTD(1)),
    window_start    DateTime('UTC') CODEC(DoubleDelta, ZSTD(1)),

    slice           SimpleAggregateFunction(any, Map(String, String)) CODEC(ZSTD(1)),
    count           SimpleAggregateFunction(sum, Int64) CODEC(T64, ZSTD(1)),
    sum             SimpleAggregateFunction(sum, Float64) CODEC(ZSTD(1)),
    sketch          SimpleAggregateFunction(sumMap, Tuple(Array(Int32), Array(Int64))) CODEC(ZSTD(1)),
    categories      SimpleAggregateFunction(sumMap, Tuple(Array(String), Array(Int64))) CODEC(ZSTD(1)),
    exemplars       SimpleAggregateFunction(groupUniqArrayArray(3), Array(FixedString(16))) CODEC(ZSTD(1)),
    encoding        SimpleAggregateFunction(any, LowCardinality(String)),
    written_on      SimpleAggregateFunction(max, Date) CODEC(ZSTD(1)),

    -- Functions of the counts, not stored: a least value cannot be taken back, a count can. They
    -- mean something on merged rows only. A bucket stands for 1.01 * (1.01 / 0.99) ^ index; zero is
    -- what count has more than buckets, less values that the slice keeps no distribution of. Names
    -- with __ are marks of numeric signals; any other category makes a signal categorical.
    categorical     Bool ALIAS arrayExists(
        c -> c not in ('__undistributed__', '__invalid__', '__clamped__'), categories.1),
    zeros           Int64 ALIAS if(categorical, 0, count - arraySum(sketch.2)
        - categories.2[indexOf(categories.1, '__undistributed__')]),
    min             Nullable(Float64) ALIAS multiIf(
        zeros > 0, 0.,
        not arrayExists(n -> n > 0, sketch.2), NULL,
        1.01 * pow(1.01 / 0.99, arrayMin(arrayFilter((i, n) -> n > 0, sketch.1, sketch.2)))),
    max             Nullable(Float64) ALIAS multiIf(
        arrayExists(n -> n > 0, sketch.2),
        1.01 * pow(1.01 / 0.99, arrayMax(arrayFilter((i, n) -> n > 0, sketch.1, sketch.2))),
        zeros > 0, 0.,
        NULL)
)
ENGINE = AggregatingMergeTree
PARTITION BY (window_seconds, if(window_seconds = 60, written_on, toStartOfMonth(written_on)))
ORDER BY (tenant_id, signal, slice_id, window_seconds, window_start)
SETTINGS
    ttl_only_drop_parts = 1,
    materialize_ttl_recalculate_only = 1,
    non_replicated_deduplication_window = 10000;

-- What a reader wants: one row per window, and none where corrections have taken all back.
CREATE VIEW IF NOT EXISTS signal_windows_merged AS
SELECT
    tenant_id, signal, slice_id, slice, window_start, window_seconds, count, sum, min, max, zeros,
    categorical, sketch, categories, exemplars, encoding
FROM signal_windows FINAL
WHERE count > 0 OR arrayExists(n -> n > 0, categories.2);

-- What was normal: the bins and buckets that detectors compared with. Of two rows of one baseline
-- the later computed wins. A slot's times are part of its id, so keys never move.
CREATE TABLE IF NOT EXISTS baselines
(
    tenant_id       LowCardinality(String),
    slice_id        FixedString(16),
    signal          LowCardinality(String),
    slot            LowCardinality(String),
    baseline_id     String,
    revision        UInt64,
    slice           Map(LowCardinality(String), String),
    from_time       DateTime64(3, 'UTC'),
    to_time         DateTime64(3, 'UTC'),
    bin_upper_edges Array(Int32),
    bin_counts      Array(Int64),
    bucket_indices  Array(Int32),
    bucket_counts   Array(Int64),
    zeros           Int64,
    encoding        LowCardinality(String)
)
ENGINE = ReplacingMergeTree(revision)
PARTITION BY toStartOfMonth(to_time)
ORDER BY (tenant_id, slice_id, signal, slot, baseline_id)
SETTINGS
    ttl_only_drop_parts = 1,
    materialize_ttl_recalculate_only = 1,
    non_replicated_deduplication_window = 10000;
