-- What log records say about spans, a row each, in the columns of agent_events: parent_span_id names
-- the span, span_id is made of the records. A table of its own, so that counts and sums over
-- agent_events stay those of spans; who reads a trace reads both and merges them.
CREATE TABLE IF NOT EXISTS span_supplements AS agent_events;
