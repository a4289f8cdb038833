package dev.leeway.signals.drift;

import static dev.leeway.signals.drift.Traffic.HOUR;
import static dev.leeway.signals.drift.Traffic.MINUTE;
import static dev.leeway.signals.drift.Traffic.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.signals.drift.baseline.Baseline;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.window.Buckets;
import dev.leeway.signals.window.Slice;
import dev.leeway.signals.window.WindowPartial;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An agent whose long work takes more than the price list says, as all long work does there. */
class SameWorkScenarioTest {
  private static final String RESIDUAL = "latency.residual";
  private static final Watches WATCHES =
      new Watches(
          Map.of(RESIDUAL, new Watch.Distribution("duration for its work", "", "runs", "work")));

  private final Recording recording = new Recording();
  private final MapStore store = new MapStore();
  private final TenantMonitor monitor =
      new TenantMonitor("acme", DriftConfig.defaults(), WATCHES, store, recording);
  private long now = Feed.START;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {71, 72, 73, 74, 75, 76})
  void moreOfTheWorkThatAlwaysTookLongIsNotTold(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    live(random, 10 * HOUR, Map.of("short", 0.75, "long", 0.25), 1);
    live(random, 6 * HOUR, Map.of("short", 0.25, "long", 0.75), 1);
    assertThat(recording.opened()).isEmpty();
    assertThat(recording.count(MonitorCount.GATED_PANES)).isPositive();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {81, 82, 83, 84})
  void theSameWorkThatTakesHalfAsLongAgainIsToldWithWhatWasToBeExpected(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    live(random, 10 * HOUR, Map.of("short", 0.75, "long", 0.25), 1);
    live(random, HOUR, Map.of("short", 0.25, "long", 0.75), 1.5);

    assertThat(recording.opened()).hasSize(1);
    Finding whole = recording.opened().getFirst();
    assertThat(whole.slice()).isEqualTo(SHOP);
    assertThat(whole.effectText()).endsWith(" was to be expected of the work done now");
    assertThat(whole.evidence().get("p50_baseline")).isCloseTo(1.3, within(0.1));
    assertThat(whole.evidence().get("p50_expected")).isCloseTo(3.7, within(0.2));
    assertThat(whole.evidence().get("p50")).isCloseTo(5.5, within(0.3));
    assertThat(recording.details.getFirst().parts())
        .extracting(DriftDetail.PartShift::value)
        .containsExactlyInAnyOrder("long", "short");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {91})
  void aFindingIsANoteOnceOnlyTheWorkIsOther(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    live(random, 10 * HOUR, Map.of("short", 0.75, "long", 0.25), 1);
    live(random, HOUR, Map.of("short", 0.75, "long", 0.25), 2);
    live(random, 3 * HOUR, Map.of("short", 0.1, "long", 0.9), 1);

    Finding last = recording.findings.getLast();
    assertThat(last.effectText())
        .contains("mix of work moved", " → 92 %, short ", "within kinds of work");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {92})
  void workThatWasNeverSeenIsJudgedByThePriceListAlone(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    live(random, 10 * HOUR, Map.of("short", 0.75, "long", 0.25), 1);
    live(random, HOUR, Map.of("short", 0.1, "unseen", 0.9), 1);
    assertThat(recording.opened()).hasSize(1);
    assertThat(recording.opened().getFirst().evidence()).doesNotContainKey("p50_expected");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {93})
  void kindsOfWorkAreCountedButNeverTestedThemselves(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    live(random, 10 * HOUR, Map.of("short", 0.75, "long", 0.25), 1);
    live(random, HOUR, Map.of("short", 0.75, "long", 0.25), 3);
    assertThat(recording.opened()).extracting(Finding::slice).containsExactly(SHOP);
    assertThat(recording.statuses).extracting(SignalStatus::slice).containsOnly(SHOP);
    assertThat(recording.baselines).extracting(Baseline::slice).containsOnly(SHOP);
    assertThat(ProcessTally.load(store).processes()).isEqualTo(1);
  }

  private void live(
      SplittableRandom random, long millis, Map<String, Double> shares, double slower) {
    for (long end = now + millis; now < end; now += MINUTE) {
      Map<Slice, Map<Integer, Long>> counts = new HashMap<>();
      for (int run = 0; run < 10; run++) {
        String kind = drawn(random.nextDouble(), new TreeMap<>(shares));
        double usual = kind.equals("short") ? 1.2 : 4;
        int bucket = Buckets.indexOf(slower * usual * Math.exp(0.2 * random.nextGaussian()));
        for (Slice slice : List.of(SHOP, SHOP.with("work", kind))) {
          counts.computeIfAbsent(slice, any -> new TreeMap<>()).merge(bucket, 1L, Long::sum);
        }
      }
      counts.forEach((slice, buckets) -> {
        long runs = buckets.values().stream().mapToLong(Long::longValue).sum();
        monitor.add(
            new WindowPartial(
                slice,
                RESIDUAL,
                now,
                60,
                runs,
                0,
                buckets,
                Map.of(),
                List.of("%032x".formatted(now))));
      });
      monitor.advance("prod", "shop", now + 30_000, now + MINUTE, Arrival.WHOLE);
    }
  }

  private static String drawn(double uniform, SortedMap<String, Double> shares) {
    double rest = uniform;
    for (Map.Entry<String, Double> share : shares.entrySet()) {
      rest -= share.getValue();
      if (rest < 0) {
        return share.getKey();
      }
    }
    return shares.lastKey();
  }
}
