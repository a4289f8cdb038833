package dev.leeway.signals.catalogue;

import static dev.leeway.signals.catalogue.RunFixture.value;
import static dev.leeway.signals.event.SpanFixture.agent;
import static dev.leeway.signals.event.SpanFixture.llm;
import static dev.leeway.signals.event.SpanFixture.tool;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.signals.drift.DriftConfig;
import dev.leeway.signals.drift.MapStore;
import dev.leeway.signals.drift.Recording;
import dev.leeway.signals.drift.TenantMonitor;
import dev.leeway.signals.drift.Watch;
import dev.leeway.signals.drift.Watches;
import dev.leeway.signals.event.ContentRole;
import dev.leeway.signals.event.SpanFixture;
import dev.leeway.signals.fact.Told;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.window.Buckets;
import dev.leeway.signals.window.Slice;
import dev.leeway.signals.window.WindowPartial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class JointComplexityTest {
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final Slice SHOP = Slice.ofAgent("acme", "prod", "shop");

  /** What a run has of each part, as a median. */
  private static final double[] USUAL = {1_200, 12, 5, 9, 4, 14, 3, 8};

  @Test
  void isTheGeometricMeanOfThePartsEachAndOne() {
    assertThat(JointComplexity.of(List.of(0.0, 7.0, 63.0)).orElseThrow())
        .isEqualTo(8, within(1e-12));
  }

  @Test
  void ofARunTokensCallsToolsDepthAndFanOutTakePart() {
    SpanFixture[] run = {
      agent(1), llm(2).under(1).tokens(1_023, 5), tool(3, "a").under(1), tool(4, "b").under(1)
    };
    // Tokens 1,023, two tools used, three steps, depth one, fan-out three.
    double expected = Math.pow(1_024 * 3 * 4 * 2 * 4, 1.0 / 5);
    assertThat(value("complexity.joint", run).orElseThrow()).isEqualTo(expected, within(1e-5));
  }

  @Test
  void bytesStandInForTokensAndNeverCountBesideThem() {
    String text = "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"abcd\"}]}]";
    double told = Math.log1p(text.length() / 4.0);
    double others = 2 * Math.log(2) + Math.log(2) + Math.log(1) + 2 * Math.log(2);
    // Messages and turns one each, no tool, one step, depth one, fan-out one.
    assertThat(value("complexity.joint", agent(1), given(text)).orElseThrow())
        .isEqualTo(Math.exp((told + others) / 7), within(1e-5));
    assertThat(value("complexity.joint", agent(1), given(text).tokens(7, 1)).orElseThrow())
        .isEqualTo(Math.exp((Math.log(8) + others) / 7), within(1e-5));
  }

  @Test
  void ofTwoPartsThereIsNoTogether() {
    assertThat(JointComplexity.of(List.of(1.0, 2.0))).isEmpty();
  }

  /**
   * All parts are 8 % greater, of runs whose parts have a tenth of their log in common and scatter
   * by 0.3 beside it: six hours don't show it in any part, and an hour does in all together.
   */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatMovesAllPartsALittleIsFoundTogetherManyTimesSooner(long seed) {
    Map<String, Long> foundAfter = delays(seed, 1.08);
    long horizon = 6 * HOUR;
    long joint = foundAfter.getOrDefault("complexity.joint", horizon);
    long firstPart =
        foundAfter.entrySet().stream()
            .filter(found -> !found.getKey().equals("complexity.joint"))
            .mapToLong(Map.Entry::getValue)
            .min()
            .orElse(horizon);
    assertThat((double) firstPart / joint).isGreaterThan(4);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whereNothingMovesNothingIsFound(long seed) {
    assertThat(delays(seed, 1)).isEmpty();
  }

  static LongStream seeds() {
    return LongStream.range(0, 3);
  }

  /** From the shift to the finding, of what was found within six hours. */
  private static Map<String, Long> delays(long seed, double shift) {
    SplittableRandom random = new SplittableRandom(seed);
    Recording recording = new Recording();
    TenantMonitor monitor =
        new TenantMonitor("acme", DriftConfig.defaults(), watches(), new MapStore(), recording);
    long start = 20_000 * 24 * HOUR;
    long shifted = start + 26 * HOUR;
    for (long at = start; at < shifted + 6 * HOUR; at += MINUTE) {
      List<double[]> runs = new ArrayList<>();
      for (int run = 0; run < 10; run++) {
        runs.add(run(random, at < shifted ? 1 : shift));
      }
      for (int signal = 0; signal <= USUAL.length; signal++) {
        monitor.add(window(signal, at, runs));
      }
      monitor.advance("prod", "shop", at + MINUTE, at + MINUTE);
    }
    Map<String, Long> delays = new TreeMap<>();
    for (Finding finding : recording.findings) {
      delays.putIfAbsent(finding.signal(), finding.openedAtMillis() - shifted);
    }
    return delays;
  }

  /** The parts of a run, and all together. */
  private static double[] run(SplittableRandom random, double shift) {
    double common = 0.1 * random.nextGaussian();
    double[] values = new double[USUAL.length + 1];
    List<Double> parts = new ArrayList<>();
    for (int part = 0; part < USUAL.length; part++) {
      double size = USUAL[part] * shift * Math.exp(common + 0.3 * random.nextGaussian());
      values[part] = Math.floor(size + random.nextDouble());
      parts.add(values[part]);
    }
    values[USUAL.length] = JointComplexity.of(parts).orElseThrow();
    return values;
  }

  private static WindowPartial window(int signal, long at, List<double[]> runs) {
    Map<Integer, Long> buckets = new TreeMap<>();
    double sum = 0;
    for (double[] run : runs) {
      if (run[signal] > 0) {
        buckets.merge(Buckets.indexOf(run[signal]), 1L, Long::sum);
      }
      sum += run[signal];
    }
    return new WindowPartial(
        SHOP, nameOf(signal), at, 60, runs.size(), sum, buckets, Map.of(), List.of());
  }

  private static Watches watches() {
    Map<String, Watch> watches = new TreeMap<>();
    for (int signal = 0; signal <= USUAL.length; signal++) {
      watches.put(nameOf(signal), new Watch.Distribution(nameOf(signal), "", "runs"));
    }
    return new Watches(watches);
  }

  private static String nameOf(int signal) {
    return signal == USUAL.length ? "complexity.joint" : "complexity.part" + signal;
  }

  private static SpanFixture given(String text) {
    return new SpanFixture(
        Told.told(llm(2).under(1), Told.content(ContentRole.INPUT_MESSAGES, text)));
  }
}
