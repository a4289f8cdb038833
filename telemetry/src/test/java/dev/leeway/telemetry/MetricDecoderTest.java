package dev.leeway.telemetry;

import static dev.leeway.telemetry.MetricRequests.counter;
import static dev.leeway.telemetry.MetricRequests.gauge;
import static dev.leeway.telemetry.MetricRequests.histogram;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.leeway.signals.metric.ExplicitShape;
import dev.leeway.signals.metric.ExponentialBuckets;
import dev.leeway.signals.metric.ExponentialShape;
import dev.leeway.signals.metric.MetricKind;
import dev.leeway.signals.metric.MetricPoint;
import dev.leeway.signals.metric.NoShape;
import dev.leeway.signals.metric.QuantileValue;
import dev.leeway.signals.metric.Reading;
import dev.leeway.signals.metric.Temporality;
import dev.leeway.signals.metric.Totals;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.Summary;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.opentelemetry.proto.resource.v1.Resource;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class MetricDecoderTest {
  private static final Resource SHOP = Requests.resource("service.name", "shop");

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 100);
  }

  @Test
  void anExplicitHistogramIsReadWhole() {
    MetricPoint point =
        one(histogram("gen_ai.client.operation.duration", "s", 1.5, 1, 2, "error.type", "429"));
    assertThat(point.series().kind()).isEqualTo(MetricKind.HISTOGRAM);
    assertThat(point.series().temporality()).isEqualTo(Temporality.CUMULATIVE);
    assertThat(point.series().readings()).containsExactly(Reading.whole("op.duration"));
    assertThat(point.totals())
        .isEqualTo(
            new Totals(1.5, 2, new ExplicitShape(new double[] {1, 2}, new long[] {1, 1, 0})));
    assertThat(point.startNanos()).isEqualTo(MetricRequests.START_NANOS);
    assertThat(point.timeNanos()).isEqualTo(MetricRequests.TIME_NANOS);
    assertThat(point.min()).isNaN();
  }

  @Test
  void anExponentialHistogramIsReadWhole() {
    ExponentialHistogramDataPoint.Builder sent =
        ExponentialHistogramDataPoint.newBuilder()
            .setTimeUnixNano(MetricRequests.TIME_NANOS)
            .setCount(7)
            .setSum(-2)
            .setScale(-1)
            .setZeroCount(1)
            .setZeroThreshold(0.25)
            .setMin(-9)
            .setMax(300);
    sent.getPositiveBuilder().setOffset(-3).addBucketCounts(2).addBucketCounts(1);
    sent.getNegativeBuilder().setOffset(2).addBucketCounts(3);
    MetricPoint point = one(exponential(sent));
    assertThat(point.series().temporality()).isEqualTo(Temporality.DELTA);
    assertThat(point.totals())
        .isEqualTo(
            new Totals(
                -2,
                7,
                new ExponentialShape(
                    -1,
                    0.25,
                    1,
                    ExponentialBuckets.of(-3, new long[] {2, 1}),
                    ExponentialBuckets.of(2, new long[] {3}))));
    assertThat(point.min()).isEqualTo(-9);
    assertThat(point.max()).isEqualTo(300);
  }

  @Test
  void aSummaryKeepsItsQuantiles() {
    MetricPoint point =
        one(
            Metric.newBuilder()
                .setName("go_gc_duration_seconds")
                .setSummary(
                    Summary.newBuilder()
                        .addDataPoints(
                            SummaryDataPoint.newBuilder()
                                .setTimeUnixNano(MetricRequests.TIME_NANOS)
                                .setCount(4)
                                .setSum(2)
                                .addQuantileValues(
                                    SummaryDataPoint.ValueAtQuantile.newBuilder()
                                        .setQuantile(0.5)
                                        .setValue(0.4))))
                .build());
    assertThat(point.totals()).isEqualTo(new Totals(2, 4, NoShape.NONE));
    assertThat(point.quantiles()).containsExactly(new QuantileValue(0.5, 0.4));
  }

  @Test
  void aMarkerOfAnEndIsNoZero() {
    Metric ended =
        Metric.newBuilder()
            .setName("vllm:num_requests_running")
            .setGauge(Gauge.newBuilder().addDataPoints(MetricRequests.number().setFlags(1)))
            .build();
    assertThat(one(ended).recorded()).isFalse();
    assertThat(one(gauge("vllm:num_requests_running", "", 0)).recorded()).isTrue();
  }

  @Test
  void exemplarsAreTracesOnce() {
    Exemplar exemplar =
        Exemplar.newBuilder()
            .setTraceId(ByteString.fromHex("0102030405060708090a0b0c0d0e0f10"))
            .build();
    Metric metric =
        Metric.newBuilder()
            .setName("shop.price")
            .setGauge(
                Gauge.newBuilder()
                    .addDataPoints(
                        MetricRequests.number()
                            .setAsInt(3)
                            .addExemplars(exemplar)
                            .addExemplars(exemplar)
                            .addExemplars(Exemplar.getDefaultInstance())))
            .build();
    assertThat(one(metric).exemplars()).containsExactly("0102030405060708090a0b0c0d0e0f10");
    assertThat(one(metric).totals().sum()).isEqualTo(3);
  }

  @Test
  void bucketsThatContradictTheCountAreLeftOutAndTheCountIsKept() {
    for (HistogramDataPoint.Builder odd :
        List.of(
            HistogramDataPoint.newBuilder().addBucketCounts(9).addBucketCounts(1),
            HistogramDataPoint.newBuilder()
                .addExplicitBounds(1)
                .addBucketCounts(3)
                .addBucketCounts(1),
            HistogramDataPoint.newBuilder()
                .addExplicitBounds(2)
                .addExplicitBounds(1)
                .addBucketCounts(1)
                .addBucketCounts(1)
                .addBucketCounts(0),
            HistogramDataPoint.newBuilder()
                .addExplicitBounds(Double.NaN)
                .addBucketCounts(1)
                .addBucketCounts(1))) {
      Metric metric =
          Metric.newBuilder()
              .setName("odd")
              .setHistogram(
                  Histogram.newBuilder()
                      .setAggregationTemporality(
                          AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA)
                      .addDataPoints(odd.setCount(2).setSum(5)))
              .build();
      assertThat(one(metric).totals()).isEqualTo(new Totals(5, 2, NoShape.NONE));
    }
    ExponentialHistogramDataPoint.Builder wide =
        ExponentialHistogramDataPoint.newBuilder().setCount(1).setScale(40).setSum(5);
    wide.getPositiveBuilder().setOffset(Integer.MAX_VALUE).addBucketCounts(1);
    assertThat(one(exponential(wide)).totals()).isEqualTo(new Totals(5, 1, NoShape.NONE));
  }

  @Test
  void prometheusLabelsStandInForAResourceThatNamesNobody() {
    MetricPoint point =
        MetricRequests.decode(
                Resource.getDefaultInstance(),
                "",
                gauge(
                    "vllm:num_requests_running",
                    "",
                    1,
                    "job",
                    "vllm",
                    "instance",
                    "10.0.0.1:8000",
                    "model_name",
                    "llama"))
            .points()
            .get(0);
    assertThat(point.series().source().serviceName()).isEqualTo("vllm");
    assertThat(point.series().source().serviceInstanceId()).isEqualTo("10.0.0.1:8000");
    assertThat(point.series().source().agentName()).isEqualTo("vllm");
    assertThat(point.series().attributes()).containsEntry("model", "llama");
  }

  @Test
  void thePointsOwnAgentIsItsAgent() {
    MetricPoint point =
        one(
            histogram(
                "gen_ai.invoke_agent.duration", "s", 3, 1, 2, "gen_ai.agent.name", "researcher"));
    assertThat(point.series().source().agentName()).isEqualTo("researcher");
    assertThat(point.series().readings()).containsExactly(Reading.whole("agent.duration"));
  }

  @Test
  void micrometerIsInMillisecondsAndSaysNoneForNoModel() {
    MetricPoint point =
        one(
            histogram(
                "gen_ai.client.operation",
                "milliseconds",
                1_500,
                1_000,
                2_000,
                "gen_ai.operation.name",
                "chat",
                "gen_ai.response.model",
                "none",
                "gen_ai.request.model",
                "gpt-4o"));
    assertThat(point.series().readings()).containsExactly(Reading.whole("llm.duration"));
    assertThat(point.totals().sum() * point.series().factor()).isEqualTo(1.5);
    assertThat(point.series().attributes()).containsEntry("model", "gpt-4o");
  }

  @Test
  void aSeriesIsKnownByItsAttributesWhateverTheirOrder() {
    MetricPoint first = one(counter("c", "", 1, "a", "1", "b", "2"));
    assertThat(one(counter("c", "", 9, "b", "2", "a", "1")).series().id())
        .isEqualTo(first.series().id());
    assertThat(one(counter("c", "", 1, "a", "1", "b", "3")).series().id())
        .isNotEqualTo(first.series().id());
    assertThat(one(counter("c", "", 1, "a", "2", "b", "1")).series().id())
        .isNotEqualTo(first.series().id());
    assertThat(one(gauge("c", "", 1, "a", "1", "b", "2")).series().id())
        .isNotEqualTo(first.series().id());
  }

  @Test
  void namesThatNoTableKnowsAreKeptAndCountedUpToABound() {
    MetricDecoder decoder = new MetricDecoder();
    int names = MetricMapper.OWN_NAMES_MAX + 5;
    Metric[] metrics = new Metric[names];
    for (int i = 0; i < names; i++) {
      metrics[i] = gauge("shop.one.two." + i, "", i);
    }
    DecodedMetrics decoded =
        decoder.decode(
            "acme", MetricRequests.request(SHOP, "scope", metrics), Requests.APPEND_MILLIS);
    assertThat(decoded.unknownNames()).isEqualTo(Map.of("shop.one.two", names));
    List<String> kept =
        decoded.points().stream().map(point -> point.series().readings().get(0).metric()).toList();
    assertThat(kept).contains("shop.one.two.0").hasSize(names);
    assertThat(kept.stream().filter(MetricMapper.OTHER::equals)).hasSize(5);
    // Other names, other series, though they are called the same.
    assertThat(decoded.points().stream().map(point -> point.series().id()).distinct())
        .hasSize(names);
  }

  @Test
  void aMetricThatIsNoneIsSetAsideAndItsNeighboursAreRead() {
    byte[] good = MetricRequests.request(SHOP, "scope", counter("a", "", 1));
    DecodedMetrics whole = new MetricDecoder().decode("acme", good, Requests.APPEND_MILLIS);
    assertThat(whole.pointsSeen()).isEqualTo(1);
    byte[] broken = Arrays.copyOf(good, good.length - 3);
    DecodedMetrics refused = new MetricDecoder().decode("acme", broken, Requests.APPEND_MILLIS);
    assertThat(refused.undecodable())
        .extracting(Undecodable::reason)
        .containsExactly(Undecodable.MALFORMED_REQUEST);
    Metric odd =
        Metric.newBuilder()
            .setName("b")
            .setGauge(
                Gauge.newBuilder()
                    .addDataPoints(
                        MetricRequests.number()
                            .addAttributes(KeyValue.newBuilder().setKey("k").build())))
            .build();
    byte[] request = MetricRequests.request(SHOP, "scope", odd, counter("a", "", 1));
    int key = new String(request, StandardCharsets.ISO_8859_1).indexOf("\n\1k");
    // The key's length now reaches beyond its pair.
    request[key + 1] = 100;
    DecodedMetrics decoded = new MetricDecoder().decode("acme", request, Requests.APPEND_MILLIS);
    assertThat(decoded.points()).extracting(point -> point.series().name()).containsExactly("a");
    assertThat(decoded.undecodable()).hasSize(1);
    assertThat(decoded.undecodable().get(0).reason()).isEqualTo(Undecodable.MALFORMED_METRIC);
    assertThat(decoded.pointsSeen()).isEqualTo(2);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void damagedRequestsNeverThrowAndAddUp(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    ExponentialHistogramDataPoint.Builder sent =
        ExponentialHistogramDataPoint.newBuilder().setCount(3).setScale(2).setSum(5);
    sent.getPositiveBuilder().setOffset(1).addBucketCounts(1).addBucketCounts(2);
    byte[] request =
        MetricRequests.request(
            SHOP,
            "scope",
            counter("a", "", 1, "k", "v"),
            exponential(sent),
            histogram("gen_ai.client.token.usage", "", 5, 1, 2, "gen_ai.token.type", "input"));
    MetricDecoder decoder = new MetricDecoder();
    for (int round = 0; round < 50; round++) {
      byte[] damaged = request.clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      DecodedMetrics decoded = decoder.decode("acme", damaged, Requests.APPEND_MILLIS);
      assertThat(decoded.pointsSeen())
          .isEqualTo(
              decoded.points().size()
                  + decoded.undecodable().stream().mapToInt(Undecodable::spans).sum());
    }
  }

  private static Metric exponential(ExponentialHistogramDataPoint.Builder point) {
    return Metric.newBuilder()
        .setName("exp")
        .setExponentialHistogram(
            ExponentialHistogram.newBuilder()
                .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA)
                .addDataPoints(point))
        .build();
  }

  private static MetricPoint one(Metric metric) {
    List<MetricPoint> points = MetricRequests.points("scope", metric);
    assertThat(points).hasSize(1);
    return points.get(0);
  }
}
