package dev.leeway.signals.source;

/** Which kind of sender told of a source; the name is stored. */
public enum SourceCarrier {
  /** {@code data_source.*} attributes on a span, log record, metric point or their resource. */
  ATTRIBUTES,
  /** {@code data_source.*} metrics. */
  METRIC,
  OPENLINEAGE,
  DBT,
  AIRFLOW,
  KAFKA,
  FEAST
}
