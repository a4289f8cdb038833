package dev.leeway.collector.otlp;

import java.util.Locale;

/** The three signals of OTLP, with what differs between them on the wire. */
public enum Signal {
  TRACES("otlp_spans", "spans", "span", "trace.v1.TraceService"),
  METRICS("otlp_metrics", "data points", "data point", "metrics.v1.MetricsService"),
  LOGS("otlp_logs", "log records", "log record", "logs.v1.LogsService");

  private final String topic;
  private final String items;
  private final String item;
  private final String service;

  Signal(String topic, String items, String item, String service) {
    this.topic = topic;
    this.items = items;
    this.item = item;
    this.service = service;
  }

  /** The Kafka topic that takes this signal's requests. */
  public String topic() {
    return topic;
  }

  public String httpPath() {
    return "/v1/" + tag();
  }

  public String grpcPath() {
    return "/opentelemetry.proto.collector." + service + "/Export";
  }

  /** As a metric's tag names it. */
  public String tag() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The sentence for who sent another signal here. */
  public String hintAt(Signal came) {
    return "expected "
        + items
        + ", came what looks like "
        + came.items
        + ": send it to "
        + came.httpPath()
        + " or "
        + came.grpcPath();
  }

  /** The word for that many items. */
  public String items(long count) {
    return count == 1 ? item : items;
  }
}
