package dev.leeway.signals.source.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The newest update brought an amount that is far from those of the updates before.
 *
 * <p>Far is more than {@value #SPREADS_MIN} robust standard deviations (1.4826 times the median
 * absolute deviation) from the median of the usual updates, and far enough to matter: half or twice
 * as many rows, or {@value #NULLS_MIN} more nulls. Deviations of rows are those of their logarithm,
 * since volumes grow by shares. Only more nulls are a shift. Below {@value #USUAL_MIN} usual
 * updates nothing is said; {@value #NORMAL_AFTER} shifted ones in a row are the new usual.
 *
 * @param sinceMillis the first of the shifted updates in a row
 * @param atMillis the newest
 * @param value of the newest
 * @param usual the median before
 * @param updates how many shifted ones there are in a row
 * @param usualUpdates how many the median is of
 */
record AmountShift(
    long sinceMillis, long atMillis, double value, double usual, int updates, int usualUpdates) {
  static final int USUAL_MIN = 8;
  static final int NORMAL_AFTER = 12;
  static final double SPREADS_MIN = 5;
  static final double NULLS_MIN = 0.05;
  private static final double ROWS_MIN = Math.log(2);
  private static final double SPREAD_OF_MEDIAN_DEVIATION = 1.4826;

  /** No series is so steady that a tenth of what matters would be a surprise. */
  private static final double LEAST_SPREAD_SHARE = 0.1;

  /** What is measured. */
  enum Amount {
    ROWS {
      @Override
      double scaled(double value) {
        return Math.log1p(value);
      }

      @Override
      double distance(double value, double median) {
        return Math.abs(value - median);
      }

      @Override
      double least() {
        return ROWS_MIN;
      }
    },
    NULLS {
      @Override
      double scaled(double value) {
        return value;
      }

      @Override
      double distance(double value, double median) {
        return value - median;
      }

      @Override
      double least() {
        return NULLS_MIN;
      }
    };

    abstract double scaled(double value);

    abstract double distance(double value, double median);

    /** A distance that matters. */
    abstract double least();
  }

  /** Judges updates in order of time; empty where the newest is as usual. */
  static Optional<AmountShift> of(SortedMap<Long, Double> updates, Amount amount) {
    List<Double> usual = new ArrayList<>();
    List<Map.Entry<Long, Double>> shifted = new ArrayList<>();
    for (Map.Entry<Long, Double> update : updates.entrySet()) {
      if (usual.size() < USUAL_MIN || !isFar(update.getValue(), usual, amount)) {
        usual.add(update.getValue());
        shifted.clear();
      } else {
        shifted.add(update);
        if (shifted.size() == NORMAL_AFTER) {
          usual = new ArrayList<>(shifted.stream().map(Map.Entry::getValue).toList());
          shifted.clear();
        }
      }
    }
    if (shifted.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new AmountShift(
            shifted.getFirst().getKey(),
            shifted.getLast().getKey(),
            shifted.getLast().getValue(),
            median(usual),
            shifted.size(),
            usual.size()));
  }

  private static boolean isFar(double value, List<Double> usual, Amount amount) {
    List<Double> scaled = usual.stream().map(amount::scaled).toList();
    double median = median(scaled);
    double deviation = median(scaled.stream().map(one -> Math.abs(one - median)).toList());
    double spread =
        Math.max(SPREAD_OF_MEDIAN_DEVIATION * deviation, LEAST_SPREAD_SHARE * amount.least());
    double distance = amount.distance(amount.scaled(value), median);
    return distance >= amount.least() && distance > SPREADS_MIN * spread;
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
