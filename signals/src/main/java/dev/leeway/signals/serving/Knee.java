package dev.leeway.signals.serving;

import dev.leeway.signals.serving.ThroughputCurve.Step;
import java.util.List;

/**
 * Where more requests at once stop bringing more throughput: the bend of the broken line {@code a
 * min(n, k) + b max(0, n - k)} through the origin that fits a {@link ThroughputCurve} best, by
 * least squares over all places where it may bend. It is a knee when a request beyond it brings at
 * most a quarter of what one before it brings ({@code b <= a / 4}) and bending leaves at most half
 * of the squares that the straight line leaves.
 *
 * <p>Sources: the asymptotic bounds of Lazowska, Zahorjan, Graham, Sevcik, "Quantitative System
 * Performance" (1984), chapter 5, {@code X(n) <= min(n / R, Xmax)} with {@code n* = R Xmax}; fitted
 * as a segmented regression after Hudson, JASA 61 (1966). Gunther's Universal Scalability Law bends
 * smoothly; its peak lies beyond what was seen where contention alone bends it, and nobody should
 * be told of a load that nobody saw.
 */
public sealed interface Knee {
  /** Fewer minutes with requests say nothing. */
  int MINUTES_MIN = 30;

  /** Steps of the curve that must have been seen, and how many of them on either side. */
  int STEPS_MIN = 5;

  int STEPS_EACH_SIDE = 2;

  /** Minutes beyond a bend before it is believed. */
  double MINUTES_BEYOND_MIN = 5;

  double GAIN_MAX = 0.25;
  double SQUARES_LEFT_MAX = 0.5;

  /**
   * Not enough data.
   *
   * @param minutes how many there are of {@link #MINUTES_MIN}
   * @param steps how many there are of {@link #STEPS_MIN}
   */
  record TooFew(int minutes, int steps) implements Knee {}

  /**
   * Throughput grows as far as was seen.
   *
   * @param perRequest tokens a second that each request brings
   * @param batchMost the most requests at once, in a step of {@link #MINUTES_BEYOND_MIN} minutes
   */
  record Unseen(double perRequest, double batchMost) implements Knee {}

  /**
   * A knee.
   *
   * @param batch requests at once
   * @param perRequest tokens a second that each request before it brings
   * @param perRequestBeyond likewise beyond; below zero where more load is less throughput
   */
  record Found(double batch, double perRequest, double perRequestBeyond) implements Knee {
    /** Tokens a second at the knee. */
    public double throughput() {
      return batch * perRequest;
    }
  }

  static Knee of(ThroughputCurve curve) {
    List<Step> steps = curve.steps();
    double minutes = steps.stream().mapToDouble(Step::minutes).sum();
    if (minutes < MINUTES_MIN || steps.size() < STEPS_MIN) {
      return new TooFew((int) minutes, steps.size());
    }
    Line straight = Line.bentAt(steps, Double.POSITIVE_INFINITY);
    Line best = straight;
    for (int at = STEPS_EACH_SIDE - 1; at < steps.size() - STEPS_EACH_SIDE; at++) {
      double here = steps.get(at).batch();
      double between = (here + steps.get(at + 1).batch()) / 2;
      if (minutesBeyond(steps, at) >= MINUTES_BEYOND_MIN) {
        best = best.better(Line.bentAt(steps, here)).better(Line.bentAt(steps, between));
      }
    }
    boolean knee =
        best.before > 0
            && best.bend < Double.POSITIVE_INFINITY
            && best.beyond <= GAIN_MAX * best.before
            && best.squares <= SQUARES_LEFT_MAX * straight.squares;
    return knee
        ? new Found(best.bend, best.before, best.beyond)
        : new Unseen(straight.before, most(steps));
  }

  private static double minutesBeyond(List<Step> steps, int at) {
    return steps.subList(at + 1, steps.size()).stream().mapToDouble(Step::minutes).sum();
  }

  private static double most(List<Step> steps) {
    return steps.stream()
        .filter(step -> step.minutes() >= MINUTES_BEYOND_MIN)
        .mapToDouble(Step::batch)
        .max()
        .orElse(Double.NaN);
  }

  /**
   * A broken line and what it leaves.
   *
   * @param bend infinite for a straight one
   */
  record Line(double bend, double before, double beyond, double squares) {

    Line better(Line other) {
      return other.squares < squares ? other : this;
    }

    /** Normal equations of two slopes, weighted by minutes. */
    static Line bentAt(List<Step> steps, double bend) {
      double uu = 0;
      double uv = 0;
      double vv = 0;
      double uy = 0;
      double vy = 0;
      for (Step step : steps) {
        double u = Math.min(step.batch(), bend);
        double v = step.batch() - u;
        uu += step.minutes() * u * u;
        uv += step.minutes() * u * v;
        vv += step.minutes() * v * v;
        uy += step.minutes() * u * step.tokensPerSecond();
        vy += step.minutes() * v * step.tokensPerSecond();
      }
      double determinant = uu * vv - uv * uv;
      boolean straight = determinant <= 1e-9 * uu * uu;
      double before = straight ? uy / uu : (uy * vv - vy * uv) / determinant;
      double beyond = straight ? before : (vy * uu - uy * uv) / determinant;
      double squares = 0;
      for (Step step : steps) {
        double u = Math.min(step.batch(), bend);
        double rest = step.tokensPerSecond() - before * u - beyond * (step.batch() - u);
        squares += step.minutes() * rest * rest;
      }
      return new Line(straight ? Double.POSITIVE_INFINITY : bend, before, beyond, squares);
    }
  }
}
