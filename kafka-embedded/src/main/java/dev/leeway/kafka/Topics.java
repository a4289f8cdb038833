package dev.leeway.kafka;

/** The names of Leeway's topics, which dashboards and external producers rely on. */
public final class Topics {
  private Topics() {}

  public static final String SPANS = "otlp_spans";
  public static final String METRICS = "otlp_metrics";
  public static final String LOGS = "otlp_logs";

  /** Written by others' collectors. */
  public static final String SPANS_EXTERNAL = "otlp_spans_external";

  public static final String METRICS_EXTERNAL = "otlp_metrics_external";
  public static final String LOGS_EXTERNAL = "otlp_logs_external";

  public static final String FINDINGS = "leeway.findings";
  public static final String CONTROL = "leeway.control";
  public static final String INCIDENTS = "leeway.incidents";
  public static final String DEAD_LETTERS = "leeway.dead_letters";

  /** The record header that names the tenant, UTF-8. */
  public static final String TENANT_HEADER = "leeway-tenant";
}
