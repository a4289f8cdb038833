package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.Bins;
import dev.leeway.signals.drift.baseline.Histogram;
import dev.leeway.signals.drift.baseline.SlotCounts;
import dev.leeway.signals.drift.measure.EffectMeasure;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * D5: lets an alarm pass only if the effect is large against every seasonal baseline, and against
 * what this series does by itself.
 *
 * <p>{@code d = min over P, Y, W of the effect}; open if {@code d > max(floor, 1.5 Q95(own past
 * d))}, the quantile counting from 12 past slots on (before that {@code d > 0.25}), and if the
 * effect is above half the floor at level 0.999. The second condition is what keeps windows of a
 * few dozen runs from passing by noise; half the floor is where a finding closes, so what opens is
 * surely outside of what closes.
 */
final class Gate {
  private final DriftConfig config;
  private final EffectMeasure measure;
  private final Bins bins;
  private final double phi;

  /**
   * @param phi over-dispersion of the counts
   */
  Gate(DriftConfig config, EffectMeasure measure, Bins bins, double phi) {
    this.config = config;
    this.measure = measure;
    this.bins = bins;
    this.phi = phi;
  }

  /** What the gate says of a window; the nearest baseline is the one with the least effect. */
  record Verdict(boolean open, double effect, double limit, SlotCounts nearest) {}

  /**
   * Empty where no baseline is available or the window is empty: then nothing may open.
   *
   * @param limit by {@link #limitOf}
   */
  Optional<Verdict> judge(Histogram window, List<SlotCounts> slots, double limit) {
    return nearest(window, slots)
        .map(near -> {
          boolean open =
              near.effect > limit
                  && measure.surelyAbove(
                      config.gateFloor() / 2,
                      bins.countsOf(near.slot.counts()),
                      bins.countsOf(window),
                      phi,
                      config.toleranceLevel());
          return new Verdict(open, near.effect, limit, near.slot);
        });
  }

  /** The least effect over the baselines. */
  Optional<Near> nearest(Histogram window, List<SlotCounts> slots) {
    if (window.count() <= 0) {
      return Optional.empty();
    }
    long[] current = bins.countsOf(window);
    return slots.stream()
        .map(slot -> new Near(slot, measure.of(bins.countsOf(slot.counts()), current, phi)))
        .min(Comparator.comparingDouble(Near::effect));
  }

  record Near(SlotCounts slot, double effect) {}

  /** What the effect must be above, by what the series did by itself. */
  double limitOf(List<Double> pastEffects) {
    if (pastEffects.size() < config.gateSlotsMin()) {
      return config.gateFloorUnproven();
    }
    List<Double> sorted = pastEffects.stream().sorted().toList();
    double q95 = sorted.get((int) Math.ceil(0.95 * sorted.size()) - 1);
    return Math.max(config.gateFloor(), config.gateOwnFactor() * q95);
  }
}
