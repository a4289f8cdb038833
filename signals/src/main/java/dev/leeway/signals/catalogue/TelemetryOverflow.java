package dev.leeway.signals.catalogue;

import dev.leeway.signals.window.WindowFold;
import java.util.Set;

/** Runs whose slices were folded away; the fold of windows says it, and no run does. */
final class TelemetryOverflow {
  static final Signal SIGNAL =
      Signal.categorical(WindowFold.OVERFLOW, "Folded slices", Set.of())
          .judgedBy(Detection.RULE)
          .means(
              "Runs that found no slice of their own because a tenant has 5,000 active ones, by "
                  + "dimension: what they say is in __other__ of that dimension. Absent where all "
                  + "found one.",
              FailureMode.HARMFUL_TELEMETRY);

  private TelemetryOverflow() {}
}
