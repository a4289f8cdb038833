package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.Bins;
import dev.leeway.signals.drift.baseline.Dispersion;
import dev.leeway.signals.drift.baseline.Histogram;
import java.util.List;

/**
 * The parts of a reference that tell how much a series varies by itself.
 *
 * @param slots from which over-dispersion is measured
 * @param panes shorter than these, for what they show beyond them
 */
record Spread(List<Histogram> slots, List<Histogram> panes) {
  Spread {
    slots = List.copyOf(slots);
    panes = List.copyOf(panes);
  }

  /** Over-dispersion per bin. */
  double[] phi(Bins bins, long[] reference) {
    double[] phi = Dispersion.of(slots.stream().map(bins::countsOf).toList(), reference);
    double[] shown = Dispersion.shownBy(panes.stream().map(bins::countsOf).toList(), reference);
    for (int bin = 0; bin < phi.length; bin++) {
      phi[bin] = Math.max(phi[bin], shown[bin]);
    }
    return phi;
  }
}
