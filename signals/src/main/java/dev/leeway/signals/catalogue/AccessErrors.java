package dev.leeway.signals.catalogue;

import dev.leeway.signals.fact.ErrorKind;
import dev.leeway.signals.run.RunSpans;
import java.util.OptionalDouble;

/** How many failures of a run came from its surroundings. */
final class AccessErrors implements RunSignal {
  private static final Signal SIGNAL =
      Signal.numeric("error.access", "Refused or missing resources", Unit.ERRORS, Signal.Scope.RUN)
          .worse(Direction.HIGHER_IS_WORSE)
          .judgedBy(Detection.DISTRIBUTION)
          .means(
              "Failures of the run whose text speaks of refused access, a missing "
                  + "resource, a rate limit, a time-out, or a limit on steps or context. "
                  + "Absent where the run made no call.",
              FailureMode.PROVIDER_LIMITS);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(RunSpans run) {
    return ErrorSpans.ofKind(
        run, ErrorKind.ACCESS, ErrorKind.RATE, ErrorKind.TIMEOUT, ErrorKind.LIMIT);
  }
}
