package dev.leeway.streamjobs.edge;

/**
 * Where a {@link StoreRow} goes. Blocks are committed in this order, so content is there before the
 * event that points to it, and a finding is told to others after its row is stored.
 */
public enum Destination {
  AGENT_CONTENT,
  AGENT_EVENTS,
  SPAN_SUPPLEMENTS,
  RUNS,
  SIGNAL_WINDOWS,
  METRIC_POINTS,
  BASELINES,
  SIGNAL_STATUS,
  DEPLOYMENTS,
  FINDINGS,
  FINDING_DETAILS,
  DEAD_LETTERS,
  INGEST_LEDGER,
  SOURCE_FRESHNESS,
  EVALUATIONS,
  FINDINGS_TOPIC,
  DEAD_LETTERS_TOPIC;

  /** Whether it is a Kafka topic and not a table. */
  public boolean topic() {
    return this == FINDINGS_TOPIC || this == DEAD_LETTERS_TOPIC;
  }
}
