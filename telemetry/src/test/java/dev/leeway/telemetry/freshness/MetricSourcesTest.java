package dev.leeway.telemetry.freshness;

import static dev.leeway.telemetry.freshness.Otlp.APPEND_MILLIS;
import static dev.leeway.telemetry.freshness.Otlp.NOW_MILLIS;
import static dev.leeway.telemetry.freshness.Otlp.counter;
import static dev.leeway.telemetry.freshness.Otlp.gauge;
import static dev.leeway.telemetry.freshness.Otlp.metrics;
import static dev.leeway.telemetry.freshness.Otlp.pairs;
import static dev.leeway.telemetry.freshness.Otlp.point;
import static dev.leeway.telemetry.freshness.Otlp.resource;
import static io.opentelemetry.proto.metrics.v1.AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE;
import static io.opentelemetry.proto.metrics.v1.AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import dev.leeway.signals.source.SourceCarrier;
import dev.leeway.signals.source.SourceLag;
import dev.leeway.signals.source.SourceMark;
import dev.leeway.signals.source.SourceStatus;
import dev.leeway.signals.source.SourceTimes;
import dev.leeway.signals.source.SourceUpdate;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MetricSourcesTest {
  private static final SourceTimes NOW = SourceTimes.at(NOW_MILLIS);

  @Test
  void ownMetricsGiveEventTimeAndLoadTime() {
    assertThat(
            updates(
                gauge("data_source.freshness.lag", point(90, "data_source.id", "docs")),
                gauge(
                    "data_source.last_success.timestamp",
                    point(NOW_MILLIS / 1_000.0 - 30, "data_source.id", "docs"))))
        .extracting(SourceUpdate::carrier, SourceUpdate::times, SourceUpdate::status)
        .containsExactly(
            tuple(SourceCarrier.METRIC, NOW.asOf(NOW_MILLIS - 90_000), SourceStatus.UNKNOWN),
            tuple(SourceCarrier.METRIC, NOW.loaded(NOW_MILLIS - 30_000), SourceStatus.SUCCESS));
  }

  @Test
  void anyPointMayCarryTheAttributes() {
    SourceUpdate update =
        only(
            gauge(
                "build.documents",
                point(7, "data_source.id", "docs", "data_source.as_of", "2026-11-22T09:00:00Z"),
                point(8, "data_source.id", "docs")));
    assertThat(update.times()).isEqualTo(NOW.asOf(NOW_MILLIS - 3_600_000));
  }

  @Test
  void airflowsCountersMoveWithEachRun() {
    Metric.Builder histogram =
        Metric.newBuilder()
            .setName("airflow.dagrun.duration.success")
            .setUnit("ms")
            .setHistogram(
                Histogram.newBuilder()
                    .setAggregationTemporality(AGGREGATION_TEMPORALITY_CUMULATIVE)
                    .addDataPoints(
                        HistogramDataPoint.newBuilder()
                            .setStartTimeUnixNano(5)
                            .setTimeUnixNano(NOW_MILLIS * 1_000_000)
                            .setCount(41)
                            .setSum(9_000)
                            .addAllAttributes(
                                pairs("dag_id", "load_orders", "run_type", "scheduled"))));
    SourceUpdate update = only(histogram);
    assertThat(update.sourceId()).isEqualTo("load_orders");
    assertThat(update.sourceType()).isEqualTo("dag");
    assertThat(update.carrier()).isEqualTo(SourceCarrier.AIRFLOW);
    assertThat(update.status()).isEqualTo(SourceStatus.SUCCESS);
    assertThat(update.times()).isEqualTo(NOW);
    SourceMark mark = Objects.requireNonNull(update.mark());
    assertThat(mark.value()).isEqualTo(41);
    assertThat(mark.series()).startsWith("airflow.dagrun.duration.success#");
  }

  @Test
  void ofTheNameEmbeddedAndTheTaggedFormOneIsDropped() {
    List<SourceUpdate> updates =
        updates(
            gauge("airflow.dagrun.duration.success.load_orders", point(812.5)),
            gauge("airflow.dagrun.duration.success", point(812.5, "dag_id", "load_orders")),
            gauge("airflow.dagrun.duration.success.load.customers", point(17)));
    assertThat(updates)
        .extracting(SourceUpdate::sourceId)
        .containsExactlyInAnyOrder("load_orders", "load.customers");
  }

  @Test
  void aDeltaIsAnUpdateAndAnEmptyDeltaIsNone() {
    assertThat(
            updates(
                counter(
                    "airflow.asset.updates",
                    AGGREGATION_TEMPORALITY_DELTA,
                    point(1, "asset_uri", "s3://lake/orders"),
                    point(0, "asset_uri", "s3://lake/customers"))))
        .extracting(SourceUpdate::sourceId, SourceUpdate::times, SourceUpdate::mark)
        .containsExactly(tuple("s3://lake/orders", NOW.loaded(NOW_MILLIS), null));
  }

  @Test
  void failedAndDelayedRunsAreTold() {
    assertThat(
            updates(
                counter(
                    "airflow.dagrun.duration.failed",
                    AGGREGATION_TEMPORALITY_DELTA,
                    point(1, "dag_id", "load_orders")),
                gauge("airflow.dagrun.schedule_delay", point(1_500, "dag_id", "load_orders"))))
        .extracting(SourceUpdate::status, SourceUpdate::lag, SourceUpdate::times)
        .containsExactly(
            tuple(SourceStatus.FAILED, SourceLag.NONE, NOW),
            tuple(SourceStatus.UNKNOWN, new SourceLag(1.5, null, ""), NOW));
  }

  @Test
  void kafkaLagIsOneStatementPerGroupAndTopic() {
    assertThat(
            updates(
                gauge(
                    "kafka.consumer_group.lag",
                    point(5, "group", "indexer", "topic", "orders", "partition", 0),
                    point(7, "group", "indexer", "topic", "orders", "partition", 1),
                    point(1, "group", "indexer", "topic", "clicks", "partition", 0)),
                gauge(
                    "kafka.consumer_group.lag_sum",
                    point(13, "group", "indexer", "topic", "orders"))))
        .extracting(SourceUpdate::sourceId, SourceUpdate::lag)
        .containsExactly(
            tuple("orders", new SourceLag(null, 13.0, "indexer")),
            tuple("clicks", new SourceLag(null, 1.0, "indexer")));
  }

  @Test
  void kafkaExportersLagOfMinusOneIsNoLag() {
    assertThat(
            updates(
                gauge(
                    "kafka_consumergroup_lag",
                    point(-1, "consumergroup", "indexer", "topic", "orders", "partition", "0"),
                    point(4, "consumergroup", "indexer", "topic", "orders", "partition", "1"),
                    point(-1, "consumergroup", "idle", "topic", "orders", "partition", "0"))))
        .extracting(SourceUpdate::lag)
        .containsExactly(new SourceLag(null, 4.0, "indexer"));
  }

  @Test
  void aLagInSecondsIsTheAgeOfTheSlowestPartition() {
    SourceUpdate update =
        only(
            gauge(
                "kafka_consumergroup_group_lag_seconds",
                point(3, "group", "indexer", "topic", "orders", "partition", "0"),
                point(120, "group", "indexer", "topic", "orders", "partition", "1")));
    assertThat(update.lag()).isEqualTo(new SourceLag(120.0, null, "indexer"));
    assertThat(update.times()).isEqualTo(NOW.asOf(NOW_MILLIS - 120_000));
  }

  @Test
  void feastTellsOfMaterializationNotOfEvents() {
    List<SourceUpdate> updates =
        updates(
            gauge(
                "feast_feature_freshness_seconds",
                point(60, "feature_view", "driver_stats", "project", "rides")),
            counter(
                "feast_materialization_result_total",
                AGGREGATION_TEMPORALITY_CUMULATIVE,
                point(9, "feature_view", "driver_stats", "status", "success"),
                point(2, "feature_view", "driver_stats", "status", "failure")),
            counter(
                "feast_materialization",
                AGGREGATION_TEMPORALITY_DELTA,
                point(1, "feature_view", "driver_stats", "status", "success")));
    assertThat(updates).extracting(SourceUpdate::sourceId).containsOnly("driver_stats");
    assertThat(updates)
        .extracting(SourceUpdate::status, SourceUpdate::times)
        .containsExactly(
            tuple(SourceStatus.UNKNOWN, NOW.loaded(NOW_MILLIS - 60_000)),
            tuple(SourceStatus.SUCCESS, NOW),
            tuple(SourceStatus.FAILED, NOW),
            tuple(SourceStatus.SUCCESS, NOW.loaded(NOW_MILLIS)));
  }

  @Test
  void pointsWithoutAValueOrANameSayNothing() {
    FoundSources found =
        new MetricSources()
            .of(
                "acme",
                metrics(
                    gauge("data_source.freshness.lag", point(Double.NaN, "data_source.id", "a")),
                    gauge("data_source.freshness.lag", point(-4, "data_source.id", "a")),
                    gauge("data_source.freshness.lag", point(1e300, "data_source.id", "a")),
                    gauge("data_source.freshness.lag", point(5, "data_source.id", "a").setFlags(1)),
                    gauge("data_source.freshness.lag", point(5))),
                APPEND_MILLIS);
    assertThat(found).isEqualTo(new FoundSources(List.of(), 1, 0));
  }

  @Test
  void otherMetricsCostALookAtTheirName() {
    assertThat(updates(gauge("http.server.duration", point(5, "topic", "x")))).isEmpty();
  }

  @Test
  void theResourceMayNameTheSource() {
    FoundSources found =
        new MetricSources()
            .of(
                "acme",
                metrics(
                    resource("data_source.id", "docs", "deployment.environment.name", "prod"),
                    gauge("data_source.freshness.lag", point(5))),
                APPEND_MILLIS);
    assertThat(found.updates())
        .extracting(SourceUpdate::sourceId, SourceUpdate::environment)
        .containsExactly(tuple("docs", "prod"));
  }

  @Test
  void pointsShareWhatTheirResourceSays() {
    Metric.Builder metric = manyPoints(90_000, point(1_800_000_000));
    byte[] request = metrics(wideResource(0, 256), metric);
    KnownPoints kept =
        new MetricSources().read("acme", request, APPEND_MILLIS, new FoundSources.Gathering());
    assertThat(kept.points()).hasSize(90_000);
    assertThat(kept.attributes()).isZero();
    assertThat(kept.beyondLimit()).isZero();
  }

  @Test
  void attributesOfPointsAreKeptUpToALimit() {
    Metric.Builder metric = manyPoints(5_000, point(1_800_000_000, "topic", "orders"));
    byte[] request = metrics(wideResource(0, 256), metric);
    KnownPoints kept =
        new MetricSources().read("acme", request, APPEND_MILLIS, new FoundSources.Gathering());
    int fitting = KnownPoints.ATTRIBUTES_MAX / 257;
    assertThat(kept.points()).hasSize(fitting);
    assertThat(kept.attributes()).isEqualTo(fitting * 257);
    assertThat(new MetricSources().of("acme", request, APPEND_MILLIS).beyondLimit())
        .isEqualTo(5_000 - fitting);
  }

  @Test
  void ofOtherAttributesNothingIsKept() {
    byte[] request =
        metrics(
            resource("service.name", "pipeline", "host.name", "a"),
            gauge("kafka.consumer_group.lag", point(5, "partition", 0), point(5, "topic", "x")));
    KnownPoints kept =
        new MetricSources().read("acme", request, APPEND_MILLIS, new FoundSources.Gathering());
    assertThat(kept.points())
        .extracting(known -> known.point().said())
        .containsExactly(Map.of(), Map.of("topic", "x"));
    assertThat(kept.attributes()).isOne();
  }

  @Test
  void countersOfOtherAttributesAreOtherSeries() {
    assertThat(
            updates(
                counter(
                    "airflow.asset.updates",
                    AGGREGATION_TEMPORALITY_CUMULATIVE,
                    point(1, "asset_uri", "s3://lake/orders", "host", "a"),
                    point(1, "asset_uri", "s3://lake/orders", "host", "b"),
                    point(1, "host", "a", "asset_uri", "s3://lake/orders"))))
        .extracting(update -> Objects.requireNonNull(update.mark()).series())
        .satisfies(series -> {
          assertThat(series.get(0)).isNotEqualTo(series.get(1));
          assertThat(series.get(2)).isEqualTo(series.get(0));
        });
  }

  @Test
  void aResourceInSeveralMessagesHasOneLimit() {
    ByteString halves =
        ResourceMetrics.newBuilder()
            .setResource(wideResource(0, 200))
            .build()
            .toByteString()
            .concat(
                ResourceMetrics.newBuilder()
                    .setResource(wideResource(200, 200))
                    .addScopeMetrics(
                        ScopeMetrics.newBuilder()
                            .addMetrics(gauge("data_source.freshness.lag", point(5))))
                    .build()
                    .toByteString());
    KnownPoints kept =
        new MetricSources()
            .read("acme", requestOf(halves), APPEND_MILLIS, new FoundSources.Gathering());
    assertThat(kept.points())
        .singleElement()
        .satisfies(known -> assertThat(known.point().said()).hasSize(256));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void brokenBytesGiveNothingWorseThanNothing(long seed) {
    Random random = new Random(seed);
    byte[] whole =
        metrics(
            gauge("data_source.freshness.lag", point(5, "data_source.id", "docs")),
            gauge("kafka.consumer_group.lag", point(5, "group", "g", "topic", "t")),
            gauge("airflow.dagrun.duration.success.x", point(5)));
    for (int round = 0; round < 2_000; round++) {
      byte[] broken = whole.clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt();
      }
      assertThat(new MetricSources().of("acme", broken, APPEND_MILLIS).updates().size())
          .isLessThanOrEqualTo(whole.length);
    }
  }

  /** A request with one ResourceMetrics of these bytes, which a builder would have merged. */
  private static byte[] requestOf(ByteString resourceMetrics) {
    return UnknownFieldSet.newBuilder()
        .addField(1, Field.newBuilder().addLengthDelimited(resourceMetrics).build())
        .build()
        .toByteArray();
  }

  private static Metric.Builder manyPoints(int count, NumberDataPoint.Builder point) {
    return Metric.newBuilder()
        .setName("data_source.last_success.timestamp")
        .setGauge(Gauge.newBuilder().addAllDataPoints(Collections.nCopies(count, point.build())));
  }

  private static Resource.Builder wideResource(int from, int count) {
    Resource.Builder resource = Resource.newBuilder();
    for (int i = from; i < from + count; i++) {
      resource.addAllAttributes(pairs("data_source.x" + i, i));
    }
    return resource;
  }

  private static SourceUpdate only(Metric.Builder... metrics) {
    List<SourceUpdate> updates = updates(metrics);
    assertThat(updates).hasSize(1);
    return updates.get(0);
  }

  private static List<SourceUpdate> updates(Metric.Builder... metrics) {
    return new MetricSources().of("acme", metrics(metrics), APPEND_MILLIS).updates();
  }
}
