-- Metric points became additive: a row is what a point adds to its series, or the level it tells.
--
-- value and count are increases, in the canonical unit, except where level is set. A histogram's
-- values are under the buckets that signal_windows has too, so rows of any layout merge by sumMap;
-- count = zeros + buckets + negatives + undistributed. layout names the sender's own boundaries: rows
-- of different layouts have different distributions of the same values, so do not compare them.
-- marks are bits: 1 restarted, 2 first of its series (it counts since start_time, which may be long
-- ago), 4 layout changed, 8 buckets were lost, 16 no sum came.
ALTER TABLE metric_points
    ADD COLUMN IF NOT EXISTS series_id FixedString(16) CODEC(ZSTD(1)) AFTER metric,
    ADD COLUMN IF NOT EXISTS original_name LowCardinality(String) AFTER series_id,
    ADD COLUMN IF NOT EXISTS level Bool AFTER monotonic,
    ADD COLUMN IF NOT EXISTS zeros UInt64 CODEC(T64, ZSTD(1)) AFTER count,
    ADD COLUMN IF NOT EXISTS negatives UInt64 CODEC(T64, ZSTD(1)) AFTER zeros,
    ADD COLUMN IF NOT EXISTS undistributed UInt64 CODEC(T64, ZSTD(1)) AFTER negatives,
    ADD COLUMN IF NOT EXISTS sketch Tuple(Array(Int32), Array(Int64)) CODEC(ZSTD(1)) AFTER undistributed,
    ADD COLUMN IF NOT EXISTS encoding LowCardinality(String) AFTER sketch,
    ADD COLUMN IF NOT EXISTS layout UInt64 CODEC(ZSTD(1)) AFTER encoding,
    ADD COLUMN IF NOT EXISTS marks UInt32 CODEC(T64, ZSTD(1)) AFTER layout,
    ADD COLUMN IF NOT EXISTS quantile_levels Array(Float64) CODEC(ZSTD(1)) AFTER marks,
    ADD COLUMN IF NOT EXISTS quantile_values Array(Float64) CODEC(ZSTD(1)) AFTER quantile_levels,
    ADD COLUMN IF NOT EXISTS exemplars Array(FixedString(16)) CODEC(ZSTD(1)) AFTER quantile_values;

-- The sender's own buckets: none were ever stored, and the sketch has their counts.
ALTER TABLE metric_points DROP COLUMN IF EXISTS bucket_bounds, DROP COLUMN IF EXISTS bucket_counts;
