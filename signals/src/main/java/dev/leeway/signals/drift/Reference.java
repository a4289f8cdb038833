package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.Bins;
import dev.leeway.signals.drift.baseline.Histogram;
import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import java.util.Arrays;
import java.util.List;

/**
 * What the detectors take as normal: counts per bin over the last days, with their over-dispersion.
 * The counts follow the history hour by hour; the bins stay for a day, because evidence belongs to
 * bins.
 *
 * @param cutAtMillis when the bins were cut
 */
record Reference(
    Bins bins,
    List<Long> counts,
    List<Double> phi,
    long fromMillis,
    long toMillis,
    long cutAtMillis) {

  Reference {
    counts = List.copyOf(counts);
    phi = List.copyOf(phi);
  }

  /**
   * Counts of a reference under given bins.
   *
   * @param spread the parts of it from which over-dispersion is measured
   */
  static Reference of(
      Bins bins,
      Histogram reference,
      Spread spread,
      long fromMillis,
      long toMillis,
      long cutAtMillis) {
    return of(bins, reference, reference, spread, fromMillis, toMillis, cutAtMillis);
  }

  /**
   * The same, where the spread is not around the reference.
   *
   * @param usual what the spread is around
   */
  static Reference of(
      Bins bins,
      Histogram reference,
      Histogram usual,
      Spread spread,
      long fromMillis,
      long toMillis,
      long cutAtMillis) {
    long[] counts = bins.countsOf(reference);
    double[] phi = spread.phi(bins, bins.countsOf(usual));
    return new Reference(
        bins,
        Arrays.stream(counts).boxed().toList(),
        Arrays.stream(phi).boxed().toList(),
        fromMillis,
        toMillis,
        cutAtMillis);
  }

  long runs() {
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  long[] countsArray() {
    return counts.stream().mapToLong(Long::longValue).toArray();
  }

  double[] phiArray() {
    return phi.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Over-dispersion of the bins together: PSI sums over bins, so the mean is what it meets. */
  double phiMean() {
    return phi.stream().mapToDouble(Double::doubleValue).average().orElse(1);
  }

  /** Over-dispersion of the worst bin: ranks move with all bins at once. */
  double phiMax() {
    return phi.stream().mapToDouble(Double::doubleValue).max().orElse(1);
  }

  void encode(StateWriter writer) {
    bins.encode(writer);
    counts.forEach(writer::number);
    phi.forEach(writer::real);
    writer.number(fromMillis).number(toMillis).number(cutAtMillis);
  }

  static Reference decode(StateReader reader) {
    Bins bins = Bins.decode(reader);
    Long[] counts = new Long[bins.size()];
    for (int bin = 0; bin < counts.length; bin++) {
      counts[bin] = reader.number();
    }
    Double[] phi = new Double[bins.size()];
    for (int bin = 0; bin < phi.length; bin++) {
      phi[bin] = reader.real();
    }
    return new Reference(
        bins, List.of(counts), List.of(phi), reader.number(), reader.number(), reader.number());
  }
}
