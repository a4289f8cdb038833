package dev.leeway.signals.drift.sequential;

import java.util.Arrays;

/**
 * D7: which of many e-processes may be believed together (e-BH; Wang, Ramdas, "False discovery rate
 * control with e-values", JRSS-B 2022; for e-detectors Dandapanthula, Ramdas, arXiv 2501.04130).
 *
 * <p>Of K e-values the k greatest are believed, with the greatest k for which the k-th greatest is
 * at least {@code K / (alpha k)}. It holds under any dependence between them. When nothing changed,
 * at most alpha false alarms are expected each time that all are looked at.
 */
public final class EBh {
  private EBh() {}

  /**
   * The log of the value from which on e-values are believed: {@code log(K / (alpha k))}; where
   * none is, {@code log(K / alpha)}, which the first would have to reach.
   *
   * @param logEvalues the greatest of them, in any order: those below {@code log(1/alpha)} can
   *     never be believed and may be left out
   * @param processes K, those left out included, at least 1
   * @param alpha false alarms that are accepted, in (0, 1)
   */
  public static double logLimit(double[] logEvalues, int processes, double alpha) {
    if (!(alpha > 0 && alpha < 1) || processes < Math.max(1, logEvalues.length)) {
      throw new IllegalArgumentException(
          "expected alpha in (0, 1) and at least 1 and %d processes, came %s and %d"
              .formatted(logEvalues.length, alpha, processes));
    }
    double[] ascending = logEvalues.clone();
    Arrays.sort(ascending);
    double logFirst = Math.log(processes / alpha);
    for (int k = ascending.length; k >= 1; k--) {
      double logLimit = logFirst - Math.log(k);
      if (ascending[ascending.length - k] >= logLimit) {
        return logLimit;
      }
    }
    return logFirst;
  }
}
