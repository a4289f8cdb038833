package dev.leeway.signals.catalogue;

import dev.leeway.signals.window.WindowFold;
import java.util.Set;

/** Runs whose slices were folded away; the fold of windows says it, and no run does. */
final class TelemetryOverflow {
  static final Signal SIGNAL =
      Signal.categorical(WindowFold.OVERFLOW, "Folded slices", Set.of())
          .judgedBy(Detection.RULE)
          .means(
              "Runs that found no slice for themselves, a dependency or a field of their answer, by "
                  + "dimension, because the tenant has 5,000 that are more active or came first: "
                  + "what they say there is in __other__. Absent where all found one.",
              FailureMode.HARMFUL_TELEMETRY);

  private TelemetryOverflow() {}
}
