package dev.leeway.telemetry;

import dev.leeway.signals.event.Convention;
import dev.leeway.telemetry.convention.CompiledConventions;
import dev.leeway.telemetry.convention.ConventionMapper;
import dev.leeway.telemetry.convention.Habit;
import java.util.Set;

/**
 * The dialect that won detection for a span or log record.
 *
 * @param confidence zero when none was recognised
 */
record Dialect(Convention convention, Set<Habit> habits, double confidence) {
  private static final Dialect NONE = new Dialect(Convention.UNKNOWN, Set.of(), 0);

  /** A sign that is believed less only lets a dialect's other keys be believed. */
  private static final double CONFIDENCE_MIN = 0.2;

  /** The dialect of the strongest sign; of equal ones the first in the list. */
  static Dialect of(CompiledConventions conventions, double[] confidence) {
    int best = -1;
    for (int number = 0; number < confidence.length; number++) {
      if (confidence[number] > (best < 0 ? CONFIDENCE_MIN : confidence[best])) {
        best = number;
      }
    }
    if (best < 0) {
      return NONE;
    }
    ConventionMapper mapper = conventions.mappers().get(best);
    return new Dialect(mapper.convention(), mapper.habits(), confidence[best]);
  }

  boolean isKnown() {
    return confidence > 0;
  }
}
