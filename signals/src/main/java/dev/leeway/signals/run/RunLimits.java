package dev.leeway.signals.run;

/**
 * When a run is over and how large it may grow (design section 2).
 *
 * @param quietMillis after the end of its root and of its last span, in the agent's time
 * @param silenceMillis after its last span, where no root has ended
 * @param spansMax spans of a trace, by start; later ones are in no run. Of spans and supplements
 *     together no more are waited for
 * @param lengthMillisMax from a trace's first start; what starts later is in no run
 */
public record RunLimits(long quietMillis, long silenceMillis, int spansMax, long lengthMillisMax) {

  public RunLimits {
    if (quietMillis < 0 || silenceMillis < quietMillis) {
      throw new IllegalArgumentException(
          "silence must be at least quiet, and quiet at least 0: %d, %d"
              .formatted(silenceMillis, quietMillis));
    }
    if (spansMax < 1) {
      throw new IllegalArgumentException("spans must be at least 1: " + spansMax);
    }
    if (lengthMillisMax < 1) {
      throw new IllegalArgumentException("length must be at least 1 ms: " + lengthMillisMax);
    }
  }

  public static RunLimits defaults() {
    return new RunLimits(10_000, 15 * 60_000, 10_000, 24 * 3_600_000);
  }
}
