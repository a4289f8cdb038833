package dev.leeway.storage.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import com.zaxxer.hikari.HikariDataSource;
import dev.leeway.signals.event.AgentSource;
import dev.leeway.signals.metric.ExplicitShape;
import dev.leeway.signals.metric.Mark;
import dev.leeway.signals.metric.MetricKind;
import dev.leeway.signals.metric.MetricSeries;
import dev.leeway.signals.metric.MetricSketch;
import dev.leeway.signals.metric.Reading;
import dev.leeway.signals.metric.SeriesId;
import dev.leeway.signals.metric.Temporality;
import dev.leeway.signals.metric.Totals;
import dev.leeway.storage.TestStorage;
import dev.leeway.storage.http.ClickHouseClient;
import dev.leeway.storage.insert.BlockInserter;
import dev.leeway.storage.pool.ReadPool;
import dev.leeway.storage.row.BlockWriter;
import dev.leeway.storage.row.MetricRow;
import dev.leeway.storage.row.MetricRows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Metrics against a real engine: what the encoder wrote comes back, for its tenant only. */
final class MetricStoreIT {
  private static final Instant HOUR = Instant.parse("2026-11-22T10:00:00Z");
  private static final TimeRange RANGE = new TimeRange(HOUR, HOUR.plus(Duration.ofHours(1)));
  private static final MetricSeries QUEUE_A = series(1, "default", MetricKind.GAUGE, "llama");
  private static final MetricSeries QUEUE_B = series(2, "default", MetricKind.GAUGE, "qwen");
  private static final MetricSeries TTFT = series(3, "default", MetricKind.HISTOGRAM, "llama");
  private static final MetricSeries OTHERS = series(4, "other", MetricKind.GAUGE, "llama");

  /** More than are read, so that points of all together are more than points of those read. */
  private static final int INSTANCES = 40;

  private static final int MINUTES = 300;

  private static ClickHouseClient client;
  private static HikariDataSource pool;
  private static MetricStore store;

  @BeforeAll
  static void write() {
    client = TestStorage.migratedFor(MetricStoreIT.class);
    pool = ReadPool.of(client.config());
    store = new MetricStore(pool);
    List<MetricRow> rows = new ArrayList<>();
    rows.add(level(QUEUE_A, 0, 4));
    rows.add(level(QUEUE_A, 30, 6));
    rows.add(level(QUEUE_B, 10, 1));
    rows.add(level(QUEUE_A, 60, 9));
    rows.add(level(OTHERS, 0, 1_000));
    for (int gpu = 0; gpu < 8; gpu++) {
      rows.add(level(level(10 + gpu, "gpus", "gpu-1", "1"), 0, "gpu.util", 0.95));
      rows.add(level(level(20 + gpu, "gpus", "gpu-1", "Cel"), 0, "gpu.temperature", 60 + gpu));
      rows.add(level(level(30 + gpu, "gpus", "gpu-1", "By"), 0, "gpu.memory.used", 2));
    }
    for (int instance = 0; instance < INSTANCES; instance++) {
      MetricSeries series = level(100 + instance, "many", "gpu-" + instance, "{request}");
      for (int minute = 0; minute < MINUTES; minute++) {
        rows.add(level(series, 60 * minute + instance, minute));
      }
    }
    // The first point has counted since long before the range.
    rows.add(histogram(-86_400, 5, 900, Mark.FIRST.bit()));
    rows.add(histogram(5, 20, 2, 0));
    rows.add(histogram(60, 70, 3, Mark.LAYOUT_CHANGED.bit()));
    BlockWriter<MetricRow> writer = new BlockWriter<>(new MetricRows());
    rows.forEach(writer::add);
    new BlockInserter(client).insert(writer.finish(), "metrics");
  }

  @AfterAll
  static void close() {
    pool.close();
    client.close();
  }

  @Test
  void aListSaysWhatEachServiceSends() {
    assertThat(store.list("default", MetricFilter.ANY, RANGE))
        .containsExactly(
            new MetricSummary(
                "serve.queue.depth",
                "{request}",
                "GAUGE",
                true,
                "vllm",
                "vllm",
                "production",
                2,
                HOUR.plusSeconds(60),
                9),
            new MetricSummary(
                "serve.ttft",
                "s",
                "HISTOGRAM",
                false,
                "vllm",
                "vllm",
                "production",
                1,
                HOUR.plusSeconds(70),
                1.5));
    assertThat(store.list("default", MetricFilter.ANY.ofAgent("nobody", ""), RANGE)).isEmpty();
  }

  @Test
  void levelsAreAveragedPerSeriesAndThenAddedUp() {
    List<MetricSeriesValues> lines =
        store.series("default", "serve.queue.depth", MetricFilter.ANY, "", RANGE, 60);
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0).level()).isTrue();
    assertThat(lines.get(0).values())
        .extracting(MetricValue::at, MetricValue::value)
        .containsExactly(tuple(HOUR, 6.0), tuple(HOUR.plusSeconds(60), 9.0));
  }

  @Test
  void sharesAndTemperaturesAreAveragedOverSeriesAndBytesAddedUp() {
    assertThat(valueOf("gpu.util")).isCloseTo(0.95, within(1e-9));
    assertThat(valueOf("gpu.temperature")).isCloseTo(63.5, within(1e-9));
    assertThat(valueOf("gpu.memory.used")).isEqualTo(16);
  }

  @Test
  void ofManyInstancesTheLastHeardAreReadWhole() {
    TimeRange range = new TimeRange(HOUR, HOUR.plus(Duration.ofMinutes(MINUTES)));
    List<MetricSeriesValues> lines =
        store.series("many", "serve.queue.depth", MetricFilter.ANY, "", range, 60);
    assertThat(lines)
        .extracting(MetricSeriesValues::instance)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(INSTANCES - MetricStore.LINES_MAX, INSTANCES)
                .mapToObj(instance -> "gpu-" + instance)
                .toList());
    assertThat(lines).allSatisfy(line -> assertThat(line.values()).hasSize(MINUTES));
  }

  @Test
  void aMetricIsTakenApartByAnAttributeOrReadForOneValueOfIt() {
    assertThat(store.series("default", "serve.queue.depth", MetricFilter.ANY, "model", RANGE, 60))
        .extracting(MetricSeriesValues::by)
        .containsExactlyInAnyOrder("llama", "qwen");
    MetricFilter qwen =
        new MetricFilter("", "vllm", "production", "gpu-1", Map.of("model", "qwen"));
    assertThat(store.series("default", "serve.queue.depth", qwen, "", RANGE, 60))
        .singleElement()
        .satisfies(
            line -> assertThat(line.values()).extracting(MetricValue::value).containsExactly(1.0));
  }

  @Test
  void increasesAreAddedUpAndHistogramsMerged() {
    List<MetricValue> values =
        store.series("default", "serve.ttft", MetricFilter.ANY, "", RANGE, 60).get(0).values();
    assertThat(values).extracting(MetricValue::count).containsExactly(2L, 3L);
    assertThat(values).extracting(MetricValue::value).containsExactly(1.0, 1.5);
    assertThat(values).extracting(MetricValue::layoutChanged).containsExactly(false, true);
    assertThat(values.get(0).distribution().count()).isEqualTo(2);
    assertThat(values.get(0).distribution().quantile(0.5)).isBetween(0.25, 1.0);
  }

  private static double valueOf(String metric) {
    List<MetricSeriesValues> lines = store.series("gpus", metric, MetricFilter.ANY, "", RANGE, 60);
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0).values()).hasSize(1);
    return lines.get(0).values().get(0).value();
  }

  private static MetricRow level(MetricSeries series, long second, double value) {
    return level(series, second, "serve.queue.depth", value);
  }

  private static MetricRow level(MetricSeries series, long second, String metric, double value) {
    return row(series, 0, second, metric, Totals.number(value), 0);
  }

  /** So many values of half a second. */
  private static MetricRow histogram(long from, long second, long count, int marks) {
    Totals totals =
        new Totals(
            0.5 * count,
            count,
            new ExplicitShape(new double[] {0.25, 1}, new long[] {0, count, 0}));
    long start = HOUR.plusSeconds(from).toEpochMilli() * 1_000_000;
    return row(TTFT, start, second, "serve.ttft", totals, marks);
  }

  private static MetricRow row(
      MetricSeries series, long start, long second, String metric, Totals totals, int marks) {
    return new MetricRow(
        series,
        metric,
        start,
        HOUR.plusSeconds(second).toEpochMilli() * 1_000_000,
        totals,
        MetricSketch.of(totals, 1, Double.NaN, Double.NaN),
        marks,
        List.of(),
        List.of(),
        HOUR.toEpochMilli());
  }

  private static MetricSeries level(int number, String tenant, String instance, String unit) {
    return series(number, tenant, instance, MetricKind.GAUGE, unit, "llama");
  }

  private static MetricSeries series(int number, String tenant, MetricKind kind, String model) {
    String unit = kind == MetricKind.GAUGE ? "{request}" : "s";
    return series(number, tenant, "gpu-1", kind, unit, model);
  }

  private static MetricSeries series(
      int number, String tenant, String instance, MetricKind kind, String unit, String model) {
    return new MetricSeries(
        new SeriesId(0, number),
        new AgentSource(tenant, "production", "vllm", "1", instance, "vllm", "1"),
        "scope",
        "own",
        unit,
        1,
        kind,
        kind == MetricKind.GAUGE ? Temporality.UNSPECIFIED : Temporality.CUMULATIVE,
        false,
        List.of(new Reading("any", Reading.Aspect.WHOLE)),
        Map.of("model", model),
        Map.of());
  }
}
