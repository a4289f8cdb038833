package dev.leeway.signals.catalogue;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.fact.RateLimitFacts;
import dev.leeway.signals.run.RunSpans;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Share of a run's retries after a rate limit that waited as long as {@code retry-after} asked for;
 * absent where nothing was asked, or nothing was tried again.
 */
final class RateLimitCompliance implements RunSignal {
  /** A client that waits by a coarse timer did wait. */
  private static final double TOLERANCE_SECONDS = 0.1;

  private static final Signal SIGNAL =
      Signal.numeric(
              "rate_limit.compliance", "Retries that waited as asked", Unit.SHARE, Signal.Scope.RUN)
          .worse(Direction.LOWER_IS_WORSE)
          .judgedBy(Detection.RULE)
          .means(
              "Share of retries after a rate limit that waited as long as retry-after asked for; "
                  + "absent where nothing was asked, or nothing was tried again.",
              FailureMode.PROVIDER_LIMITS,
              FailureMode.LATENCY_CASCADE);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(RunSpans run) {
    if (run.failures().stream().noneMatch(RateLimitCompliance::asked)) {
      return OptionalDouble.empty();
    }
    List<Attempts.Try> tries = Attempts.of(run);
    int retries = 0;
    int waited = 0;
    for (Attempts.Try one : tries) {
      OptionalDouble asked = one.span().facts().number(RateLimitFacts.RETRY_AFTER);
      Optional<Attempts.Try> next =
          asked(one.span()) ? Attempts.after(one, tries) : Optional.empty();
      if (next.isPresent()) {
        double seconds = (next.get().span().startNanos() - one.endNanos()) / 1e9;
        retries++;
        waited += seconds >= asked.getAsDouble() - TOLERANCE_SECONDS ? 1 : 0;
      }
    }
    return retries == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) waited / retries);
  }

  private static boolean asked(AgentEvent one) {
    return one.facts().number(RateLimitFacts.RETRY_AFTER).isPresent() && Attempts.rateLimited(one);
  }
}
