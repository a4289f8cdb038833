package dev.leeway.webui.chart;

import dev.leeway.signals.window.Buckets;
import dev.leeway.signals.window.Distribution;
import dev.leeway.webui.words.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Makes the picture of two distributions over each other: bars where the values are few whole
 * numbers, else curves.
 *
 * <p>A curve is the bucket counts put on {@link #CELLS} cells of the logarithm of the value,
 * smoothed by a Gaussian whose width follows Silverman's rule (Density Estimation, 1986, equation
 * 3.31), so that few values make a broad curve and not a ragged one. Zeros have no place on a
 * logarithmic axis: they are left out of the curve and said in words by the caller.
 */
public final class DistributionShapes {
  private static final int CELLS = 160;
  private static final double WIDTH_CELLS_MIN = 1.5;
  private static final int BARS_MAX = 24;
  private static final double TAIL = 0.002;

  private DistributionShapes() {}

  /** A name and the values behind it. */
  public record Named(String name, Role role, Distribution values) {}

  /** Empty lists of values are left out; with none left the picture is empty. */
  public static ChartModel of(Unit unit, List<Named> all) {
    List<Named> seen = all.stream().filter(named -> !named.values().isEmpty()).toList();
    boolean few = seen.stream().allMatch(named -> fewWholeNumbers(named.values()));
    return few ? bars(seen) : curves(unit, seen);
  }

  private static boolean fewWholeNumbers(Distribution values) {
    for (int index : values.buckets().keySet()) {
      double value = Buckets.valueOf(index);
      if (value > BARS_MAX + 0.5 || Math.abs(value - Math.rint(value)) > 0.011 * value) {
        return false;
      }
    }
    return true;
  }

  private static BarChart bars(List<Named> all) {
    TreeSet<Integer> numbers = new TreeSet<>();
    for (Named named : all) {
      if (named.values().zeros() > 0) {
        numbers.add(0);
      }
      named.values().buckets().keySet().forEach(index -> numbers.add(whole(index)));
    }
    List<String> labels = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    if (!numbers.isEmpty()) {
      // Every number between the ends has its place, also those that nothing had.
      for (int number = numbers.first(); number <= numbers.last(); number++) {
        labels.add(Integer.toString(number));
        places.add(number);
      }
    }
    List<BarChart.Group> groups = new ArrayList<>();
    for (Named named : all) {
      List<Double> shares = places.stream().map(n -> shareOf(named.values(), n)).toList();
      groups.add(new BarChart.Group(named.name(), named.role(), shares));
    }
    return new BarChart(Unit.SHARE, labels, groups);
  }

  private static double shareOf(Distribution values, int number) {
    long count = number == 0 ? values.zeros() : 0;
    for (Map.Entry<Integer, Long> bucket : values.buckets().entrySet()) {
      count += whole(bucket.getKey()) == number ? bucket.getValue() : 0;
    }
    return (double) count / values.count();
  }

  private static int whole(int index) {
    return (int) Math.rint(Buckets.valueOf(index));
  }

  private static DistributionChart curves(Unit unit, List<Named> all) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    double widest = 0;
    for (Named named : all) {
      Distribution positive = Distribution.of(0, named.values().buckets());
      if (!positive.isEmpty()) {
        low = Math.min(low, Math.log(positive.quantile(TAIL)));
        // A quantile is rounded down to a value; of few values the last is meant.
        double q = Math.min(1, 1 - TAIL + 1.0 / positive.count());
        high = Math.max(high, Math.log(positive.quantile(q)));
        widest = Math.max(widest, smoothingWidth(positive));
      }
    }
    double margin = Math.max(0.1, 2.5 * widest);
    low -= margin;
    double cell = (high + margin - low) / CELLS;
    List<Double> x = new ArrayList<>();
    for (int i = 0; i < CELLS; i++) {
      x.add(Math.exp(low + (i + 0.5) * cell));
    }
    List<DistributionChart.Curve> curves = new ArrayList<>();
    for (Named named : all) {
      curves.add(curve(named, low, cell));
    }
    return new DistributionChart(unit, true, x, curves);
  }

  private static DistributionChart.Curve curve(Named named, double low, double cell) {
    Distribution values = named.values();
    double[] shares = new double[CELLS];
    double[] ends = new double[CELLS];
    for (Map.Entry<Integer, Long> bucket : values.buckets().entrySet()) {
      spread(bucket.getKey(), (double) bucket.getValue() / values.count(), low, cell, shares);
      int at = (int) Math.floor((Math.log(Buckets.valueOf(bucket.getKey())) - low) / cell);
      if (at < CELLS) {
        ends[Math.max(0, at)] += (double) bucket.getValue() / values.count();
      }
    }
    List<Double> density = new ArrayList<>();
    for (double share : smoothed(shares, widthCells(values, cell))) {
      density.add(share);
    }
    List<Double> below = new ArrayList<>();
    double sum = (double) values.zeros() / values.count();
    for (double share : ends) {
      sum += share;
      below.add(Math.min(1, sum));
    }
    return new DistributionChart.Curve(
        named.name(), named.role(), density, below, values.quantile(0.5));
  }

  /** A bucket may be wider than a cell: its count is shared among the cells that it covers. */
  private static void spread(int index, double share, double low, double cell, double[] into) {
    double from = (Math.log(Buckets.lowerBoundOf(index)) - low) / cell;
    double to = (Math.log(Buckets.upperBoundOf(index)) - low) / cell;
    for (int at = (int) Math.floor(from); at < to; at++) {
      if (at >= 0 && at < into.length) {
        into[at] += share * (Math.min(to, at + 1) - Math.max(from, at)) / (to - from);
      }
    }
  }

  private static double widthCells(Distribution values, double cell) {
    Distribution positive = Distribution.of(0, values.buckets());
    return positive.isEmpty()
        ? WIDTH_CELLS_MIN
        : Math.max(WIDTH_CELLS_MIN, smoothingWidth(positive) / cell);
  }

  /** 0.9 min(sd, interquartile range / 1.34) n^(-1/5), the first from the 16 % and 84 % points. */
  private static double smoothingWidth(Distribution positive) {
    double deviation = Math.log(positive.quantile(0.84) / positive.quantile(0.16)) / 2;
    double quartiles = Math.log(positive.quantile(0.75) / positive.quantile(0.25)) / 1.34;
    return 0.9 * Math.min(deviation, quartiles) * Math.pow((double) positive.count(), -0.2);
  }

  private static double[] smoothed(double[] shares, double widthCells) {
    int reach = (int) Math.ceil(3 * widthCells);
    double[] weights = new double[2 * reach + 1];
    double total = 0;
    for (int i = -reach; i <= reach; i++) {
      weights[i + reach] = Math.exp(-0.5 * i * i / (widthCells * widthCells));
      total += weights[i + reach];
    }
    double[] smooth = new double[shares.length];
    for (int at = 0; at < shares.length; at++) {
      for (int i = -reach; i <= reach; i++) {
        if (at + i >= 0 && at + i < shares.length) {
          smooth[at] += shares[at + i] * weights[i + reach] / total;
        }
      }
    }
    return smooth;
  }
}
