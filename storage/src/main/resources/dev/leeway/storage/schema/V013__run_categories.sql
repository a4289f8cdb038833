-- What categorical signals said of a run, by signal: shape and language of its answer, models served.
ALTER TABLE runs
    ADD COLUMN IF NOT EXISTS categories Map(LowCardinality(String), String) CODEC(ZSTD(1)) AFTER signals;
