-- What payload and attributes of a span said beyond its columns, as named numbers and short texts.
ALTER TABLE agent_events
    ADD COLUMN IF NOT EXISTS fact_numbers Map(LowCardinality(String), Float64) CODEC(ZSTD(1)) AFTER append_time;
ALTER TABLE agent_events
    ADD COLUMN IF NOT EXISTS fact_texts Map(LowCardinality(String), String) CODEC(ZSTD(1)) AFTER fact_numbers;
ALTER TABLE span_supplements
    ADD COLUMN IF NOT EXISTS fact_numbers Map(LowCardinality(String), Float64) CODEC(ZSTD(1)) AFTER append_time;
ALTER TABLE span_supplements
    ADD COLUMN IF NOT EXISTS fact_texts Map(LowCardinality(String), String) CODEC(ZSTD(1)) AFTER fact_numbers;
