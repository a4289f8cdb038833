package dev.leeway.signals.catalogue;

import dev.leeway.signals.run.FailureOrigin;
import dev.leeway.signals.run.FirstFailure;
import dev.leeway.signals.run.RunSpans;
import java.util.Set;

/** Which dependency failed first in a run that failed. */
final class CascadeOrigin implements CategorySignal {
  private static final Signal SIGNAL =
      Signal.categorical("cascade.origin", "Where failures begin", Set.of())
          .means(
              "The dependency at which the failure of a run began: from the failed root down to the"
                  + " failed call that ended first, and from a call that timed out to what was"
                  + " still going on below it. Absent where the run did not fail, or failed by"
                  + " itself.",
              FailureMode.LATENCY_CASCADE)
          .judgedBy(Detection.RULE);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public String categoryOf(RunSpans run) {
    return FirstFailure.of(run).map(FailureOrigin::nameOf).orElse("");
  }
}
