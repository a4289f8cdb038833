package dev.leeway.signals.drift.canary;

import dev.leeway.signals.catalogue.Direction;
import dev.leeway.signals.catalogue.Signal;
import dev.leeway.signals.catalogue.Unit;
import dev.leeway.signals.window.Buckets;
import dev.leeway.signals.window.Distribution;
import dev.leeway.signals.window.MergedWindow;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What of a signal is compared between versions: its bad share, the share of one category, or its
 * numbers on a scale.
 *
 * @param name the signal's, or {@code signal=CATEGORY} for the share of one category
 * @param label what it is called in a sentence
 * @param goodCategories of a rate, what is not counted; empty for one category and for numbers
 * @param category of a rate, the one that is counted; empty for the others
 * @param offset of the log scale, in the signal's unit: added before the logarithm is taken, so
 *     that a zero is a small number
 * @param worse which way of the effect is bad
 */
public record Measure(
    String name,
    String signal,
    String label,
    Scale scale,
    Unit unit,
    Set<String> goodCategories,
    String category,
    double offset,
    Direction worse) {

  /** What is as good as nothing, in each unit whose values are positive and skewed. */
  private static final Map<Unit, Double> OFFSETS =
      Map.of(Unit.MILLISECONDS, 1.0, Unit.TOKENS, 1.0, Unit.CHARACTERS, 1.0, Unit.US_DOLLARS, 1e-4);

  public Measure {
    goodCategories = Set.copyOf(goodCategories);
    if ((scale == Scale.RATE) != (!goodCategories.isEmpty() || !category.isEmpty())) {
      throw new IllegalArgumentException("expected categories of a rate and of nothing else");
    }
    if (!(scale == Scale.LOG ? offset > 0 : offset == 0)) {
      throw new IllegalArgumentException("expected an offset on the log scale only: " + offset);
    }
  }

  /** All answers that are not good, or all numbers, of a signal of the catalogue. */
  public static Measure of(Signal signal) {
    if (signal.categorical()) {
      return new Measure(
          signal.name(),
          signal.name(),
          labelOf(signal),
          Scale.RATE,
          signal.unit(),
          signal.goodCategories(),
          "",
          0,
          Direction.HIGHER_IS_WORSE);
    }
    double offset = signal.kept().distributed() ? OFFSETS.getOrDefault(signal.unit(), 0.0) : 0;
    Scale plain = signal.unit() == Unit.SHARE ? Scale.SHARE : Scale.MEAN;
    return new Measure(
        signal.name(),
        signal.name(),
        signal.displayName(),
        offset > 0 ? Scale.LOG : plain,
        signal.unit(),
        Set.of(),
        "",
        offset,
        signal.direction());
  }

  /** The share of one category of a categorical signal; more of it is worse. */
  public static Measure of(Signal signal, String category) {
    return new Measure(
        signal.name() + "=" + category,
        signal.name(),
        signal.displayName() + " " + category,
        Scale.RATE,
        signal.unit(),
        Set.of(),
        category,
        0,
        Direction.HIGHER_IS_WORSE);
  }

  /** Where only the absence of something is good, its name says what is bad. */
  private static String labelOf(Signal signal) {
    return signal.goodCategories().equals(Set.of("NONE"))
        ? signal.displayName()
        : signal.displayName()
            + " not "
            + String.join(" or ", new TreeSet<>(signal.goodCategories()));
  }

  /** What a merged window says. */
  public Arm armOf(MergedWindow window) {
    return armOf(window.count(), window.sum(), window.distribution(), window.categories());
  }

  /**
   * What merged windows say, net of what was taken back.
   *
   * @param count valid values
   * @param distribution of those values that are in one
   */
  public Arm armOf(
      long count, double sum, Distribution distribution, Map<String, Long> categories) {
    return switch (scale) {
      case RATE -> rate(categories);
      case LOG -> logarithms(distribution);
      case SHARE, MEAN -> numbers(count, sum, distribution);
    };
  }

  private Arm rate(Map<String, Long> categories) {
    long all = 0;
    long counted = 0;
    for (Map.Entry<String, Long> entry : categories.entrySet()) {
      long n = Math.max(0, entry.getValue());
      all += n;
      boolean bad =
          category.isEmpty()
              ? !goodCategories.contains(entry.getKey())
              : category.equals(entry.getKey());
      counted += bad ? n : 0;
    }
    return Arm.rate(counted, all);
  }

  private Arm logarithms(Distribution distribution) {
    double atZero = Math.log(offset);
    long n = Math.max(0, distribution.zeros());
    double sum = n * atZero;
    double squares = n * atZero * atZero;
    for (Map.Entry<Integer, Long> bucket : distribution.buckets().entrySet()) {
      long count = Math.max(0, bucket.getValue());
      double value = Math.log(Buckets.valueOf(bucket.getKey()) + offset);
      n += count;
      sum += count * value;
      squares += count * value * value;
    }
    return new Arm(n, sum, sum, squares);
  }

  private static Arm numbers(long count, double sum, Distribution distribution) {
    if (count <= 0) {
      return Arm.EMPTY;
    }
    if (distribution.count() != count) {
      return Arm.withoutSpread(count, sum);
    }
    double sketchSum = 0;
    double squares = 0;
    for (Map.Entry<Integer, Long> bucket : distribution.buckets().entrySet()) {
      long n = Math.max(0, bucket.getValue());
      double value = Buckets.valueOf(bucket.getKey());
      sketchSum += n * value;
      squares += n * value * value;
    }
    return new Arm(count, sum, sketchSum, squares);
  }
}
