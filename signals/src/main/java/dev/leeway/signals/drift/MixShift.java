package dev.leeway.signals.drift;

import dev.leeway.signals.drift.measure.EffectMeasure;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The Simpson check: whether a change of the whole comes from within its parts, or from their
 * shares alone.
 *
 * <p>Direct standardisation, {@code q*_b = sum_r w_r q_rb} with the baseline's shares w of the
 * parts, takes their moving shares out; {@code q'_b = sum_r v_r p_rb} with today's shares v and the
 * baseline's distributions takes everything else out (Kitagawa, "Components of a difference between
 * two rates", JASA 50, 1955). Both count as the runs that a weighted mean is worth, {@code n* = 1 /
 * sum_r w_r^2 / n_r} (Kish, Survey Sampling, 1965). A part without runs on one side has there what
 * it has on the other: a new route is a shift of the mix.
 *
 * @param within effect that is left when the parts keep their shares
 * @param ofMix effect that the shares alone have
 */
record MixShift(double within, double ofMix) {

  /** A part of the whole, in bin counts; the parts add up to it. */
  @SuppressWarnings("ArrayRecordComponent") // Counted once, never compared.
  record Part(String value, long[] before, long[] now) {
    long runsBefore() {
      return Arrays.stream(before).sum();
    }

    long runsNow() {
      return Arrays.stream(now).sum();
    }
  }

  /** Empty for fewer than two parts, or none of them seen on one of the sides. */
  static Optional<MixShift> of(List<Part> parts, EffectMeasure measure, double phi) {
    long before = parts.stream().mapToLong(Part::runsBefore).sum();
    long now = parts.stream().mapToLong(Part::runsNow).sum();
    if (parts.size() < 2 || before == 0 || now == 0) {
      return Optional.empty();
    }
    int bins = parts.getFirst().before.length;
    long[] reference = new long[bins];
    double[] standardised = new double[bins];
    double[] mixed = new double[bins];
    double withinVariance = 0;
    double mixedVariance = 0;
    for (Part part : parts) {
      double w = (double) part.runsBefore() / before;
      double v = (double) part.runsNow() / now;
      double[] p = shares(part.runsBefore() > 0 ? part.before : part.now);
      double[] q = shares(part.runsNow() > 0 ? part.now : part.before);
      for (int bin = 0; bin < bins; bin++) {
        reference[bin] += part.before[bin];
        standardised[bin] += w * q[bin];
        mixed[bin] += v * p[bin];
      }
      withinVariance += w * w / Math.max(1, part.runsNow() > 0 ? part.runsNow() : now);
      mixedVariance += v * v / Math.max(1, part.runsBefore() > 0 ? part.runsBefore() : before);
    }
    return Optional.of(
        new MixShift(
            measure.of(reference, counts(standardised, 1 / withinVariance), phi),
            measure.of(reference, counts(mixed, 1 / mixedVariance), phi)));
  }

  /**
   * Whether the shares explain the change and the parts don't: within them less than half of what a
   * finding needs is left, and the shares alone have more than that.
   */
  boolean explains(double limit) {
    return within < limit / 2 && ofMix > limit / 2;
  }

  private static double[] shares(long[] counts) {
    double total = Math.max(1, Arrays.stream(counts).sum());
    return Arrays.stream(counts).mapToDouble(count -> count / total).toArray();
  }

  private static long[] counts(double[] shares, double runs) {
    return Arrays.stream(shares).mapToLong(share -> Math.round(share * runs)).toArray();
  }
}
