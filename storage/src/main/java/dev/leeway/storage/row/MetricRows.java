package dev.leeway.storage.row;

import dev.leeway.signals.metric.MetricSeries;
import dev.leeway.signals.metric.QuantileValue;
import dev.leeway.signals.window.Buckets;

/** What metric points add as rows of {@code metric_points}. */
public final class MetricRows implements RowEncoder<MetricRow> {
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
          "series_id",
          "original_name",
          "unit",
          "kind",
          "temporality",
          "monotonic",
          "level",
          "start_time",
          "time",
          "value",
          "count",
          "zeros",
          "negatives",
          "undistributed",
          "sketch",
          "encoding",
          "layout",
          "marks",
          "quantile_levels",
          "quantile_values",
          "exemplars",
          "attributes",
          "resource_attributes",
          "append_time");

  @Override
  public InsertTarget target() {
    return TARGET;
  }

  @Override
  public void encode(MetricRow row, RowBuffer out) {
    MetricSeries series = row.series();
    out.text(series.source().tenantId());
    AgentEventRows.source(series.source(), out);
    out.text(series.scopeName())
        .text(row.metric())
        .word(series.id().high())
        .word(series.id().low())
        .text(series.name())
        .text(series.unit())
        .text(series.kind().name())
        .text(series.temporality().name())
        .bool(series.monotonic())
        .bool(series.isLevel())
        .int64(row.startNanos())
        .int64(row.timeNanos())
        .float64(row.value())
        .int64(row.increase().count())
        .int64(row.sketch().zeros())
        .int64(row.sketch().negatives())
        .int64(row.sketch().undistributed());
    SketchColumns.write(row.sketch().buckets(), out);
    out.text(Buckets.ENCODING)
        .int64(row.increase().shape().layout())
        .int32(row.marks())
        .float64s(row.quantiles().stream().map(QuantileValue::quantile).toList())
        .float64s(row.quantiles().stream().map(at -> at.value() * series.factor()).toList())
        .hex16s(row.exemplars())
        .textMap(series.attributes())
        .textMap(series.resourceAttributes())
        .int64(row.appendMillis());
  }
}
