package dev.leeway.streamjobs.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.resource.v1.Resource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Metrics through the whole job, between a real broker and a real engine. */
final class MetricsIT {
  private static final long START = 1_795_340_000_000_000_000L;
  private static final long MINUTE = 60_000_000_000L;

  @TempDir Path folder;

  @Test
  void retriesAndRestartsAddNothingAndTheLedgerAddsUp() {
    try (JobFixture fixture = new JobFixture(MetricsIT.class, folder)) {
      List<byte[]> requests = new ArrayList<>();
      for (int minute = 1; minute <= 10; minute++) {
        requests.add(request(minute));
      }
      try (RunningStreamJob job = fixture.start()) {
        requests.subList(0, 6).forEach(request -> fixture.sendMetrics("acme", request));
        fixture.sendMetrics("acme", new byte[] {1, 2, 3});
        fixture.awaitSettled(job);
        assertThat(job.check().problems()).isEmpty();
      }
      try (RunningStreamJob job = fixture.start()) {
        assertThat(job.check().notes()).allMatch(note -> note.contains("checkpoint"));
        requests.forEach(request -> fixture.sendMetrics("acme", request));
        requests.forEach(request -> fixture.sendMetrics("acme", request));
        fixture.awaitSettled(job);
      }
      // Each minute has 2 calls of 1.5 s in all, 100 tokens, and a queue as long as the minute.
      assertThat(
              fixture.query(
                  """
                  SELECT metric, count(), sum(count), sum(value), max(value)
                  FROM metric_points WHERE tenant_id = 'acme' GROUP BY metric ORDER BY metric\
                  """))
          .isEqualTo(
              """
              llm.duration\t10\t20\t15\t1.5
              serve.queue.depth\t10\t0\t55\t10
              tokens.input\t10\t20\t1000\t100
              tokens.input.per_call\t10\t20\t1000\t100\
              """);
      assertThat(
              fixture.query(
                  """
                  SELECT arraySum(tupleElement(sumMap(sketch), 2)) FROM metric_points
                  WHERE metric = 'llm.duration'\
                  """))
          .isEqualTo("20");
      assertThat(
              fixture.query(
                  """
                  SELECT sum(decoded), sum(stored), sum(deduplicated), sum(dead_lettered),
                    countIf(decoded != stored + deduplicated OR items != decoded + dead_lettered)
                  FROM ingest_ledger FINAL WHERE topic = 'otlp_metrics'\
                  """))
          .isEqualTo("78\t30\t48\t1\t0");
      assertThat(fixture.query("SELECT topic, reason FROM dead_letters"))
          .isEqualTo("otlp_metrics\tmalformed_request");
    }
  }

  private static byte[] request(int minute) {
    return ExportMetricsServiceRequest.newBuilder()
        .addResourceMetrics(
            ResourceMetrics.newBuilder()
                .setResource(Resource.newBuilder().addAttributes(pair("service.name", "shop")))
                .addScopeMetrics(
                    ScopeMetrics.newBuilder()
                        .addMetrics(
                            histogram(
                                "gen_ai.client.operation.duration",
                                minute,
                                1.5 * minute,
                                pair("gen_ai.operation.name", "chat")))
                        .addMetrics(
                            histogram(
                                "gen_ai.client.token.usage",
                                minute,
                                100.0 * minute,
                                pair("gen_ai.token.type", "input")))
                        .addMetrics(
                            Metric.newBuilder()
                                .setName("vllm:num_requests_waiting")
                                .setGauge(
                                    Gauge.newBuilder()
                                        .addDataPoints(
                                            NumberDataPoint.newBuilder()
                                                .setTimeUnixNano(START + minute * MINUTE)
                                                .setAsInt(minute))))))
        .build()
        .toByteArray();
  }

  private static Metric histogram(String name, int minute, double sum, KeyValue attribute) {
    return Metric.newBuilder()
        .setName(name)
        .setHistogram(
            Histogram.newBuilder()
                .setAggregationTemporality(
                    AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
                .addDataPoints(
                    HistogramDataPoint.newBuilder()
                        .addAttributes(attribute)
                        .setStartTimeUnixNano(START)
                        .setTimeUnixNano(START + minute * MINUTE)
                        .setCount(2L * minute)
                        .setSum(sum)
                        .addExplicitBounds(1)
                        .addBucketCounts(minute)
                        .addBucketCounts(minute)))
        .build();
  }

  private static KeyValue pair(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }
}
