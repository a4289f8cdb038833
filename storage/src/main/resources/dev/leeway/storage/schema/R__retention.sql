-- Applied again whenever a retention period changes. Parts leave as a whole (ttl_only_drop_parts);
-- a changed period rewrites nothing but the parts' own dates.
ALTER TABLE agent_content MODIFY TTL toDateTime(append_time) + INTERVAL ${payload.days} DAY;
ALTER TABLE agent_events MODIFY TTL toDateTime(append_time) + INTERVAL ${span.days} DAY;
ALTER TABLE span_supplements MODIFY TTL toDateTime(append_time) + INTERVAL ${span.days} DAY;
ALTER TABLE source_sightings MODIFY TTL toDateTime(append_time) + INTERVAL ${span.days} DAY;
ALTER TABLE metric_points MODIFY TTL toDateTime(append_time) + INTERVAL ${span.days} DAY;
ALTER TABLE ingest_ledger MODIFY TTL written_on + INTERVAL ${span.days} DAY;
ALTER TABLE runs MODIFY TTL toDateTime(first_append_time) + INTERVAL ${run.days} DAY;
ALTER TABLE evaluations MODIFY TTL toDateTime(append_time) + INTERVAL ${run.days} DAY;
ALTER TABLE signal_windows MODIFY TTL
    written_on + toIntervalDay(if(window_seconds = 60, ${minute.window.days}, ${hour.window.days}));
ALTER TABLE baselines MODIFY TTL toDateTime(to_time) + INTERVAL ${hour.window.days} DAY;
ALTER TABLE findings MODIFY TTL toDateTime(onset_at) + INTERVAL ${finding.days} DAY;
ALTER TABLE finding_details MODIFY TTL toDateTime(onset_at) + INTERVAL ${finding.days} DAY;
ALTER TABLE incident_events MODIFY TTL toDateTime(at) + INTERVAL ${finding.days} DAY;
ALTER TABLE dead_letters MODIFY TTL toDateTime(failed_at) + INTERVAL ${dead.letter.days} DAY;
