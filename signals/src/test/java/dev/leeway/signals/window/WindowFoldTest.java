package dev.leeway.signals.window;

import static dev.leeway.signals.window.Measurement.category;
import static dev.leeway.signals.window.Measurement.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WindowFoldTest {
  private static final Slice SHOP = Slice.ofAgent("default", "production", "shop");
  private static final long NOON = 1_793_620_800_000L;
  private static final FoldSettings SETTINGS =
      FoldSettings.of(Set.of("run.duration", "run.outcome"), Set.of("run.outcome"));

  @Test
  void anObservationIsFoldedIntoItsMinuteOfTheAgentAndOfEachDimension() {
    WindowFold fold = new WindowFold(SETTINGS);
    fold.add(run(1, NOON + 59_999, Map.of("model", "gpt-5"), number("run.duration", 250)));
    fold.add(run(1, NOON + 60_000, Map.of(), number("run.duration", 500)));
    List<WindowPartial> partials = fold.drain();
    assertThat(partials)
        .extracting(WindowPartial::slice, WindowPartial::windowStartMillis, WindowPartial::sum)
        .containsExactlyInAnyOrder(
            tuple(SHOP, NOON, 250.0),
            tuple(SHOP.with("model", "gpt-5"), NOON, 250.0),
            tuple(SHOP, NOON + 60_000, 500.0));
    assertThat(partials).extracting(WindowPartial::windowSeconds).containsOnly(60);
    assertThat(partials).extracting(WindowPartial::exemplars).containsOnly(List.of("trace-1"));
  }

  @Test
  void aDrainEmptiesTheFold() {
    WindowFold fold = new WindowFold(SETTINGS);
    fold.add(run(1, NOON, Map.of(), number("run.duration", 250)));
    assertThat(fold.bytes()).isPositive();
    assertThat(fold.drain()).hasSize(1);
    assertThat(fold.bytes()).isZero();
    assertThat(fold.drain()).isEmpty();
  }

  @Test
  void furtherDimensionsKeepDistributionsOfTheListedSignalsAndCountsOfTheOthers() {
    WindowFold fold = new WindowFold(SETTINGS);
    fold.add(
        run(
            1,
            NOON,
            Map.of("model", "gpt-5"),
            number("run.duration", 250),
            number("complexity.steps", 4)));
    List<MergedWindow> ofModel = ofSlice(fold.drain(), SHOP.with("model", "gpt-5"));
    assertThat(ofModel)
        .extracting(MergedWindow::signal)
        .containsExactly("run.duration", "complexity.steps");
    assertThat(ofModel.getFirst().distributed()).isTrue();
    assertThat(ofModel.getFirst().distribution()).isEqualTo(Distribution.ofValues(250));
    MergedWindow steps = ofModel.getLast();
    assertThat(steps.distributed()).isFalse();
    assertThat(steps.count()).isEqualTo(1);
    assertThat(steps.mean()).isEqualTo(4);
    assertThat(steps.distribution()).isEqualTo(Distribution.EMPTY);
  }

  @Test
  void everyToolOfARunIsASliceOfTheToolSignals() {
    WindowFold fold = new WindowFold(SETTINGS);
    fold.add(
        run(
            1,
            NOON,
            Map.of("tool", Dimensions.join(List.of("search", "refund", "search"))),
            number("run.duration", 250),
            category("run.outcome", "OK")));
    List<WindowPartial> partials = fold.drain();
    for (String tool : List.of("search", "refund")) {
      assertThat(ofSlice(partials, SHOP.with("tool", tool)))
          .extracting(MergedWindow::signal)
          .containsExactly("run.outcome");
    }
  }

  @Test
  void everyDataSourceOfARunIsASliceOfWhatRunsSayOfTheirSources() {
    FoldSettings settings =
        FoldSettings.of(
            Set.of("grounding.score"),
            Set.of(),
            Set.of("grounding.score"),
            Set.of(),
            Set.of(),
            Set.of(),
            Set.of());
    WindowFold fold = new WindowFold(settings);
    fold.add(
        run(
            1,
            NOON,
            Map.of("data_source", "orders\nprices"),
            number("grounding.score", 0.5),
            number("cost.run", 1)));
    List<WindowPartial> partials = fold.drain();
    for (String source : List.of("orders", "prices")) {
      assertThat(ofSlice(partials, SHOP.with("data_source", source)))
          .singleElement()
          .satisfies(window -> assertThat(window.signal()).isEqualTo("grounding.score"))
          .satisfies(window -> assertThat(window.mean()).isEqualTo(0.5));
    }
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -1, -1e-300})
  void aValueThatIsNoneIsCountedAsInvalidAndNowhereElse(double value) {
    WindowFold fold = new WindowFold(SETTINGS);
    fold.add(run(1, NOON, Map.of(), number("run.duration", value)));
    assertThat(fold.invalid()).isEqualTo(1);
    MergedWindow window = MergedWindow.ofAll(fold.drain()).getFirst();
    assertThat(window.invalid()).isEqualTo(1);
    assertThat(window.count()).isZero();
    assertThat(window.sum()).isZero();
    assertThat(window.distribution()).isEqualTo(Distribution.EMPTY);
  }

  @Test
  void zeroIsAValueAndNegativeZeroIsZero() {
    WindowFold fold = new WindowFold(SETTINGS);
    fold.add(run(1, NOON, Map.of(), number("run.duration", 0)));
    fold.add(run(1, NOON, Map.of(), number("run.duration", -0.0)));
    MergedWindow window = MergedWindow.ofAll(fold.drain()).getFirst();
    assertThat(window.count()).isEqualTo(2);
    assertThat(window.distribution().zeros()).isEqualTo(2);
    assertThat(window.invalid()).isZero();
  }

  @Test
  void valuesBeyondTheBucketsAreClampedAndCounted() {
    WindowFold fold = new WindowFold(SETTINGS);
    fold.add(run(1, NOON, Map.of(), number("run.duration", 1e13)));
    fold.add(run(1, NOON, Map.of(), number("run.duration", 1e-9)));
    assertThat(fold.clamped()).isEqualTo(2);
    MergedWindow window = MergedWindow.ofAll(fold.drain()).getFirst();
    assertThat(window.clamped()).isEqualTo(2);
    assertThat(window.count()).isEqualTo(2);
    assertThat(window.distribution().count()).isEqualTo(2);
  }

  @Test
  void slicesBeyondTheBudgetAreFoldedTogetherAndCounted() {
    FoldSettings three = slices(3, 2, 1 << 20);
    WindowFold fold = new WindowFold(three);
    for (int user = 0; user < 10; user++) {
      fold.add(run(1, NOON, Map.of("user", "u" + user), number("run.duration", 10)));
    }
    List<WindowPartial> partials = fold.drain();
    assertThat(partials)
        .extracting(partial -> partial.slice().value(), WindowPartial::count)
        .containsExactlyInAnyOrder(
            tuple("", 10L), tuple("u0", 1L), tuple("u1", 1L), tuple(Dimensions.OTHER, 8L));
    assertThat(fold.overflowed()).isEqualTo(8);
    assertThat(fold.activeSlices()).isEqualTo(3);
  }

  @Test
  void agentsBeyondTheBudgetAreFoldedTogetherWithoutFurtherDimensions() {
    WindowFold fold = new WindowFold(slices(1, 2, 1 << 20));
    fold.add(run(1, NOON, Map.of(), number("run.duration", 10)));
    for (int i = 0; i < 5; i++) {
      Slice agent = Slice.ofAgent("default", "env" + i, "agent" + i);
      fold.add(
          new Observation(
              agent, 1, NOON, Map.of("model", "m"), List.of(number("run.duration", 1)), "t"));
    }
    assertThat(fold.drain())
        .extracting(partial -> partial.slice().agent(), WindowPartial::count)
        .containsExactly(tuple("shop", 1L), tuple(Dimensions.OTHER, 5L));
  }

  @Test
  void oneTenantsBudgetIsNotAnothers() {
    WindowFold fold = new WindowFold(slices(1, 2, 1 << 20));
    for (String tenant : List.of("a", "b")) {
      Slice agent = Slice.ofAgent(tenant, "production", "shop");
      fold.add(new Observation(agent, 1, NOON, Map.of(), List.of(number("run.duration", 1)), "t"));
    }
    assertThat(fold.overflowed()).isZero();
  }

  @Test
  void runsWithoutASliceOfTheirOwnAreCountedOnTheirAgentByDimensionAndTakenBack() {
    WindowFold fold = new WindowFold(slices(2, 9, 1 << 20));
    Observation first = run(1, NOON, Map.of("model", "a"), number("run.count", 1));
    Observation second = run(1, NOON, Map.of("model", "b"), number("run.count", 1));
    Observation span = run(1, NOON, Map.of("model", "c"), number("llm.duration", 1));
    List.of(first, second, span, second, second.retracted()).forEach(fold::add);
    assertThat(overflow(fold.drain())).containsExactly(tuple(SHOP, Map.of("model", 1L)));
  }

  @Test
  void aRunWithoutSlicesInSeveralDimensionsIsCountedOnce() {
    WindowFold fold = new WindowFold(slices(1, 9, 1 << 20));
    fold.add(run(1, NOON, Map.of("user", "u", "model", "m"), number("run.count", 1)));
    assertThat(overflow(fold.drain())).containsExactly(tuple(SHOP, Map.of("model", 1L)));
  }

  @Test
  void aRunWhoseDependenciesOrFieldsFindNoSliceIsCountedOnceAndTakenBack() {
    WindowFold fold = new WindowFold(slices(1, 9, 1 << 20));
    Observation run = run(1, NOON, Map.of(), number("run.count", 1));
    Observation ofModel = part(SHOP.with("model", "a"), Map.of());
    Observation ofField = part(SHOP, Map.of("field", "price"));
    List.of(run, ofModel, ofModel, ofField).forEach(fold::add);
    assertThat(overflow(fold.drain())).containsExactly(tuple(SHOP, Map.of("model", 1L)));
    Stream.of(run, ofModel, ofModel, ofField).map(Observation::retracted).forEach(fold::add);
    assertThat(overflow(fold.drain())).containsExactly(tuple(SHOP, Map.of("model", -1L)));
  }

  @Test
  void whatASpanOrAScoreSaysIsNoRunThatFoundNoSlice() {
    WindowFold fold = new WindowFold(slices(1, 9, 1 << 20));
    fold.add(run(1, NOON, Map.of(), number("run.count", 1)));
    fold.add(run(1, NOON, Map.of("model", "a"), number("llm.duration", 1)));
    fold.add(run(2, NOON, Map.of("evaluator", "b"), number("eval.score", 1)));
    assertThat(fold.overflowed()).isEqualTo(2);
    assertThat(overflow(fold.drain())).isEmpty();
  }

  @Test
  void aBusySliceGetsThePlaceOfAnIdleOneWithinABoundedNumberOfOpenWindows() {
    WindowFold fold = new WindowFold(SETTINGS);
    for (int user = 1; user < 5_000; user++) {
      fold.add(run(user, NOON, Map.of("user", "u" + user), number("run.duration", 10)));
    }
    for (int i = 0; i < 40; i++) {
      fold.add(run(i, NOON, Map.of("version", "2"), number("run.duration", 10)));
    }
    assertThat(fold.activeSlices()).isEqualTo(5_000);
    assertThat(fold.overflowed()).isEqualTo(40);
    fold.drain();
    assertThat(fold.replaced()).isEqualTo(1);
    fold.add(run(1, NOON, Map.of("version", "2"), number("run.duration", 10)));
    assertThat(fold.overflowed()).isEqualTo(40);
    assertThat(fold.activeSlices()).isEqualTo(5_000);
    assertThat(fold.drain())
        .extracting(partial -> partial.slice().value())
        .containsExactly("", "2");
  }

  @Test
  void anIdleSliceGivesItsPlaceToANewOne() {
    WindowFold fold = new WindowFold(slices(2, 2, 1 << 20));
    fold.add(run(1, NOON, Map.of("model", "old"), number("run.duration", 10)));
    fold.drain();
    fold.add(run(1, NOON, Map.of("model", "new"), number("run.duration", 10)));
    assertThat(fold.overflowed()).isEqualTo(1);
    fold.drain();
    fold.add(run(1, NOON, Map.of("model", "new"), number("run.duration", 10)));
    assertThat(fold.overflowed()).isEqualTo(1);
    assertThat(fold.drain())
        .extracting(partial -> partial.slice().value())
        .containsExactly("", "new");
  }

  @Test
  void itAsksToBeDrainedWhenItIsFull() {
    WindowFold fold = new WindowFold(slices(10, 2, 1_500));
    fold.add(run(1, NOON, Map.of(), number("run.duration", 10)));
    assertThat(fold.full()).isFalse();
    fold.add(run(1, NOON + 60_000, Map.of(), number("run.duration", 10)));
    assertThat(fold.full()).isTrue();
    fold.drain();
    assertThat(fold.full()).isFalse();
  }

  @Test
  void categoriesBeyondTheirBoundAreCountedTogether() {
    WindowFold fold = new WindowFold(SETTINGS);
    for (int i = 0; i < 100; i++) {
      fold.add(run(1, NOON, Map.of(), category("run.outcome", "made-up-" + i)));
    }
    MergedWindow window = MergedWindow.ofAll(fold.drain()).getFirst();
    assertThat(window.categories()).hasSize(WindowFold.CATEGORIES_MAX + 1);
    assertThat(window.countOf(Dimensions.OTHER)).isEqualTo(36);
    assertThat(window.count()).isEqualTo(100);
  }

  @Test
  void whatIsTakenBackLeavesNothing() {
    WindowFold fold = new WindowFold(SETTINGS);
    Observation said =
        run(
            7,
            NOON,
            Map.of("model", "gpt-5", "tool", "a\nb"),
            number("run.duration", 12.5),
            number("complexity.steps", Double.NaN),
            number("cost.run", 0),
            category("run.outcome", "OK"));
    fold.add(said);
    fold.add(said.retracted());
    assertThat(MergedWindow.ofAll(fold.drain())).isEmpty();
    fold.add(said);
    List<WindowPartial> first = fold.drain();
    fold.add(said.retracted());
    List<WindowPartial> both = new ArrayList<>(fold.drain());
    both.addAll(first);
    assertThat(MergedWindow.ofAll(both)).isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void mergedWindowsDependOnTheSetOfObservationsAlone(long seed) {
    Random random = new Random(seed);
    List<Observation> observations = observations(random);
    Map<List<Object>, MergedWindow> atOnce = folded(observations, 1, Integer.MAX_VALUE);
    for (int subtasks : new int[] {1, 4, 16}) {
      Collections.shuffle(observations, random);
      assertThat(folded(observations, subtasks, 1 + random.nextInt(20))).isEqualTo(atOnce);
    }
  }

  static LongStream seeds() {
    return LongStream.range(0, 25);
  }

  /** Runs, some of them taken back or corrected, some with values that are none. */
  private static List<Observation> observations(Random random) {
    List<Observation> observations = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      double value =
          switch (random.nextInt(6)) {
            case 0 -> 0;
            case 1 -> Double.NaN;
            default -> Math.rint(Math.exp(random.nextDouble() * 12) * 1024) / 1024;
          };
      Observation observation =
          run(
              i,
              NOON + random.nextInt(180_000),
              Map.of("model", "m" + random.nextInt(3), "tool", "a\nb"),
              number("run.duration", value),
              number("complexity.steps", random.nextInt(9)),
              category("run.outcome", random.nextBoolean() ? "OK" : "ERROR"));
      observations.add(observation);
      if (random.nextInt(5) == 0) {
        observations.add(observation.retracted());
      }
    }
    return observations;
  }

  private static Map<List<Object>, MergedWindow> folded(
      List<Observation> observations, int subtasks, int drainEvery) {
    List<WindowFold> folds = new ArrayList<>();
    for (int i = 0; i < subtasks; i++) {
      folds.add(new WindowFold(SETTINGS));
    }
    List<WindowPartial> partials = new ArrayList<>();
    for (int i = 0; i < observations.size(); i++) {
      folds.get(i % subtasks).add(observations.get(i));
      if (i % drainEvery == drainEvery - 1) {
        partials.addAll(folds.get(i % subtasks).drain());
      }
    }
    folds.forEach(fold -> partials.addAll(fold.drain()));
    Map<List<Object>, MergedWindow> merged = new HashMap<>();
    for (MergedWindow window : MergedWindow.ofAll(partials)) {
      merged.put(List.of(window.slice(), window.signal(), window.fromMillis()), window);
    }
    return merged;
  }

  private static FoldSettings slices(int slicesMax, int halfLifeDrains, long bytesMax) {
    return new FoldSettings(
        Set.of(),
        Set.of(),
        Set.of(),
        Set.of(),
        Set.of(),
        Set.of(),
        Set.of(),
        slicesMax,
        halfLifeDrains,
        bytesMax);
  }

  /** Slice and counts of what found no slice. */
  private static List<Tuple> overflow(List<WindowPartial> partials) {
    return partials.stream()
        .filter(partial -> partial.signal().equals(WindowFold.OVERFLOW))
        .map(partial -> tuple(partial.slice(), partial.categories()))
        .toList();
  }

  /** What a field of the answer of trace 1, or a dependency, says. */
  private static Observation part(Slice whose, Map<String, String> dimensions) {
    return new Observation(
        whose, 1, NOON, dimensions, List.of(number("retry.amplification", 1)), "trace-1");
  }

  private static List<MergedWindow> ofSlice(List<WindowPartial> partials, Slice slice) {
    return MergedWindow.ofAll(partials).stream()
        .filter(window -> window.slice().equals(slice))
        .toList();
  }

  private static Observation run(
      int trace, long atMillis, Map<String, String> dimensions, Measurement... measurements) {
    return new Observation(SHOP, 1, atMillis, dimensions, List.of(measurements), "trace-" + trace);
  }
}
