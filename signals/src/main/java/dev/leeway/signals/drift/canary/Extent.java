package dev.leeway.signals.drift.canary;

import java.util.List;
import java.util.Optional;

/** How long, and with how many runs, two versions ran beside each other. */
record Extent(
    long millis, long baselineRuns, long candidateRuns, long baselineAlone, long candidateAlone) {

  /** Above this share of one version's runs, what is left out deserves a word. */
  private static final double LEFT_OUT_SHARE = 0.2;

  static Extent of(List<Compared> compared) {
    long from = Long.MAX_VALUE;
    long to = Long.MIN_VALUE;
    SideBySide most = new SideBySide(List.of(), 0, 0);
    for (Compared one : compared) {
      for (Block block : one.values().blocks()) {
        from = Math.min(from, block.fromMillis());
        to = Math.max(to, block.toMillis());
      }
      if (all(one.values()) > all(most)) {
        most = one.values();
      }
    }
    return new Extent(
        to > from ? to - from : 0,
        most.baseline().n(),
        most.candidate().n(),
        most.baselineAlone(),
        most.candidateAlone());
  }

  long fewestRuns() {
    return Math.min(baselineRuns, candidateRuns);
  }

  /** Why there is nothing to compare. */
  String apart() {
    if (candidateAlone + baselineAlone == 0) {
      return "neither version has runs in this time";
    }
    if (candidateAlone == 0) {
      return "the candidate has no runs beside the baseline's " + Wording.count(baselineAlone);
    }
    return baselineAlone == 0
        ? "the baseline has no runs beside the candidate's " + Wording.count(candidateAlone)
        : "the versions did not run beside each other: %s and %s runs, never within 15 minutes"
            .formatted(Wording.count(baselineAlone), Wording.count(candidateAlone));
  }

  Optional<String> leftOut() {
    long all = baselineRuns + baselineAlone;
    return millis > 0 && candidateAlone > LEFT_OUT_SHARE * (candidateRuns + candidateAlone)
        ? Optional.of(
            "%s of the candidate's %s runs are left out: the baseline did not run beside them"
                .formatted(
                    Wording.count(candidateAlone), Wording.count(candidateRuns + candidateAlone)))
        : millis > 0 && baselineAlone > LEFT_OUT_SHARE * all
            ? Optional.of(
                "%s of the baseline's %s runs are left out: the candidate did not run beside them"
                    .formatted(Wording.count(baselineAlone), Wording.count(all)))
            : Optional.empty();
  }

  private static long all(SideBySide values) {
    return values.baseline().n()
        + values.candidate().n()
        + values.baselineAlone()
        + values.candidateAlone();
  }
}
