package dev.leeway.signals.catalogue;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.Facts;
import dev.leeway.signals.fact.RateLimitFacts;
import dev.leeway.signals.run.RunSpans;
import java.util.OptionalDouble;

/**
 * The least share of a rate limit, of requests or of tokens, that was left during a run by the
 * response headers; absent where no span carries them.
 */
final class RateLimitHeadroom implements RunSignal {
  private static final Signal SIGNAL =
      Signal.numeric("rate_limit.headroom", "Rate limit left", Unit.SHARE, Signal.Scope.RUN)
          .worse(Direction.LOWER_IS_WORSE)
          .judgedBy(Detection.FORECAST)
          .distributedPerDimension()
          .means(
              "Least share of a rate limit, of requests or tokens, that response headers said was "
                  + "left during the run; absent where no header was captured.",
              FailureMode.PROVIDER_LIMITS);

  /** Above all shares. */
  private static final double NOT_TOLD = Double.POSITIVE_INFINITY;

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(RunSpans run) {
    double least = NOT_TOLD;
    for (AgentEvent span : run.spans()) {
      Facts facts = span.facts();
      double requests = share(facts, RateLimitFacts.REQUESTS_LEFT, RateLimitFacts.REQUESTS_MAX);
      double tokens = share(facts, RateLimitFacts.TOKENS_LEFT, RateLimitFacts.TOKENS_MAX);
      least = Math.min(least, Math.min(requests, tokens));
    }
    return least == NOT_TOLD ? OptionalDouble.empty() : OptionalDouble.of(least);
  }

  private static double share(Facts facts, String left, String most) {
    OptionalDouble remaining = facts.number(left);
    OptionalDouble of = facts.number(most);
    return remaining.isPresent() && of.isPresent() && of.getAsDouble() > 0
        ? Math.min(1, remaining.getAsDouble() / of.getAsDouble())
        : NOT_TOLD;
  }
}
