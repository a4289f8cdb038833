package dev.leeway.signals.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.signals.event.AgentSource;
import dev.leeway.signals.metric.ExplicitShape;
import dev.leeway.signals.metric.MetricKind;
import dev.leeway.signals.metric.MetricPoint;
import dev.leeway.signals.metric.MetricSeries;
import dev.leeway.signals.metric.Reading;
import dev.leeway.signals.metric.SeriesId;
import dev.leeway.signals.metric.Step.Increase;
import dev.leeway.signals.metric.Temporality;
import dev.leeway.signals.metric.Totals;
import dev.leeway.signals.serving.ServingSample;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.MergedWindow;
import dev.leeway.signals.window.Observation;
import dev.leeway.signals.window.Slice;
import dev.leeway.signals.window.WindowFold;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServingSignalTest {
  private static final SignalCatalogue CATALOGUE = SignalCatalogue.standard();
  private static final long NOON = 1_700_006_400_000L;
  private static final Slice OWNER = Slice.ofAgent("acme", "prod", "vllm");

  @Test
  void aLevelIsOneValueOfItsMinutePerReplicaAndModel() {
    List<MergedWindow> windows =
        windows(level("serve.queue.depth", 1, Map.of("model_name", "llama"), 7));
    assertThat(windows)
        .extracting(window -> window.slice().dimension() + "=" + window.slice().value())
        .containsExactlyInAnyOrder("=", "replica=a-1", "model=llama", "version=0.9");
    assertThat(windows).allMatch(window -> window.count() == 1 && window.sum() == 7);
    assertThat(windows.getFirst().signal()).isEqualTo("serve.queue_depth");
    assertThat(windows.getFirst().slice()).isEqualTo(OWNER);
  }

  @Test
  void enginesOfOneServerAreReplicasOfTheirOwn() {
    assertThat(
            windows(
                level("serve.kv.util", 1, Map.of("engine", "0"), 0.5),
                level("serve.kv.util", 1, Map.of("engine", "1"), 0.75)))
        .filteredOn(window -> window.slice().dimension().equals(Dimensions.REPLICA))
        .extracting(window -> window.slice().value())
        .containsExactlyInAnyOrder("a-1", "a-1#1");
  }

  @Test
  void gpusGoByTheirUuidElseByTheirNumberOnTheirHost() {
    assertThat(
            windows(
                level("gpu.mem.used", 1, Map.of("gpu", "0", "UUID", "GPU-1f"), 1e9),
                level("gpu.mem.used", 1, Map.of("gpu", "1"), 2e9)))
        .filteredOn(window -> window.slice().dimension().equals(Dimensions.GPU))
        .extracting(window -> window.slice().value())
        .containsExactlyInAnyOrder("GPU-1f", "a-1/1");
  }

  @Test
  void anIncreaseIsSharedOutOverTheMinutesItWasCountedIn() {
    List<MergedWindow> whole =
        windows(increase("serve.tokens.output", NOON + 20_000, NOON + 80_000, 600)).stream()
            .filter(window -> window.slice().wholeAgent())
            .sorted(Comparator.comparingLong(MergedWindow::fromMillis))
            .toList();
    assertThat(whole).extracting(MergedWindow::fromMillis).containsExactly(NOON, NOON + 60_000);
    assertThat(whole).extracting(MergedWindow::sum).containsExactly(400.0, 200.0);
  }

  @Test
  void sharesOfAnIncreaseAddUpToItInWholeTokens() {
    for (long seconds = 1; seconds < 240; seconds += 7) {
      double sum =
          windows(
                  increase(
                      "serve.tokens.output", NOON + 13_000, NOON + 13_000 + seconds * 1_000, 101))
              .stream()
              .filter(window -> window.slice().wholeAgent())
              .mapToDouble(MergedWindow::sum)
              .sum();
      assertThat(sum).isEqualTo(101);
    }
  }

  @Test
  void whatWasCountedForLongOrSinceNobodyKnowsWhenIsInNoMinute() {
    assertThat(windows(increase("serve.preemptions", NOON, NOON + 3_600_000, 60))).isEmpty();
    assertThat(windows(increase("serve.preemptions", 0, NOON, 60))).isEmpty();
  }

  @Test
  void timesInQueueKeepTheirHistogram() {
    ExplicitShape shape = new ExplicitShape(new double[] {0.1, 1, 10}, new long[] {0, 90, 10, 0});
    ServingSample sample =
        sample(
            series("serve.queue.time", MetricKind.HISTOGRAM, Map.of()),
            NOON,
            NOON + 15_000,
            new Totals(95, 100, shape));
    MergedWindow window = windows(sample).getFirst();
    assertThat(window.signal()).isEqualTo("queue.time");
    assertThat(window.count()).isEqualTo(100);
    assertThat(window.distribution().quantile(0.5)).isBetween(100.0, 1_000.0);
    assertThat(window.distribution().shareUpTo(1_000)).isEqualTo(0.9, within(0.011));
  }

  @Test
  void aSumOfTimesWithoutTheirCountSaysNothing() {
    assertThat(windows(increase("serve.queue.time", NOON, NOON + 15_000, 3))).isEmpty();
  }

  private static List<MergedWindow> windows(ServingSample... samples) {
    WindowFold fold = new WindowFold(CATALOGUE.foldSettings());
    for (ServingSample sample : samples) {
      List<Observation> observations = CATALOGUE.observationsOf(sample);
      observations.forEach(fold::add);
    }
    return MergedWindow.ofAll(fold.drain());
  }

  private static ServingSample level(
      String metric, int second, Map<String, String> attributes, double value) {
    return sample(
        series(metric, MetricKind.GAUGE, attributes),
        0,
        NOON + second * 1_000L,
        Totals.number(value));
  }

  private static ServingSample increase(String metric, long from, long to, double value) {
    return sample(series(metric, MetricKind.SUM, Map.of()), from, to, Totals.number(value));
  }

  private static ServingSample sample(MetricSeries series, long from, long to, Totals totals) {
    MetricPoint point =
        new MetricPoint(
            series,
            from * 1_000_000,
            to * 1_000_000,
            true,
            totals,
            Double.NaN,
            Double.NaN,
            List.of(),
            List.of());
    return ServingSample.of(
            point, new Increase(from * 1_000_000, totals, 0), CATALOGUE.pointMetrics())
        .getFirst();
  }

  private static MetricSeries series(
      String metric, MetricKind kind, Map<String, String> attributes) {
    return new MetricSeries(
        new SeriesId(1, 2),
        new AgentSource("acme", "prod", "vllm", "0.9", "a-1", "vllm", ""),
        "scope",
        metric,
        "1",
        1,
        kind,
        kind == MetricKind.GAUGE ? Temporality.UNSPECIFIED : Temporality.CUMULATIVE,
        kind == MetricKind.SUM,
        List.of(Reading.whole(metric)),
        attributes,
        Map.of());
  }
}
