package dev.leeway.signals.catalogue;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.run.RunSpans;
import java.util.OptionalDouble;

/** Share of a run's attempts that were answered with 429, 529 or another word for "too many". */
final class RateLimitShare implements RunSignal {
  private static final Signal SIGNAL =
      Signal.numeric("rate_limit.share", "Rate-limited attempts", Unit.SHARE, Signal.Scope.RUN)
          .worse(Direction.HIGHER_IS_WORSE)
          .judgedBy(Detection.BUDGET)
          .means(
              "Share of the run's attempts that were refused for a rate limit (429, 529 and their "
                  + "words); absent where nothing was called.",
              FailureMode.PROVIDER_LIMITS);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(RunSpans run) {
    int tries = 0;
    int limited = 0;
    for (RunSpans.Call call : run.calls()) {
      for (AgentEvent one : Attempts.of(call)) {
        tries++;
        limited += Attempts.rateLimited(one) ? 1 : 0;
      }
    }
    return tries == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) limited / Math.max(tries, run.attempts()));
  }
}
