package dev.leeway.storage.row;

/** Metric points as rows of {@code metric_points}. */
public final class MetricPointRows implements RowEncoder<MetricPoint> {
  static final InsertTarget TARGET =
      InsertTarget.of(
          "metric_points",
          "tenant_id",
          "environment",
          "service_name",
          "service_version",
          "service_instance_id",
          "agent_name",
          "agent_version",
          "scope_name",
          "metric",
          "unit",
          "kind",
          "temporality",
          "monotonic",
          "start_time",
          "time",
          "value",
          "count",
          "bucket_bounds",
          "bucket_counts",
          "attributes",
          "resource_attributes",
          "append_time");

  @Override
  public InsertTarget target() {
    return TARGET;
  }

  @Override
  public void encode(MetricPoint point, RowBuffer out) {
    out.text(point.source().tenantId());
    AgentEventRows.source(point.source(), out);
    out.text(point.scopeName())
        .text(point.metric())
        .text(point.unit())
        .text(point.kind().name())
        .text(point.temporality().name())
        .bool(point.monotonic())
        .int64(point.startNanos())
        .int64(point.timeNanos())
        .float64(point.value())
        .int64(point.count())
        .float64s(point.bucketBounds())
        .int64s(point.bucketCounts())
        .textMap(point.attributes())
        .textMap(point.resourceAttributes())
        .int64(point.appendMillis());
  }
}
