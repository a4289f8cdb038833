package dev.leeway.signals.catalogue;

import dev.leeway.signals.event.Facts;
import dev.leeway.signals.fact.RateLimitFacts;
import dev.leeway.signals.run.RunSpans;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

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

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(RunSpans run) {
    return run.spans().stream()
        .flatMapToDouble(span ->
            DoubleStream.concat(
                share(span.facts(), RateLimitFacts.REQUESTS_LEFT, RateLimitFacts.REQUESTS_MAX),
                share(span.facts(), RateLimitFacts.TOKENS_LEFT, RateLimitFacts.TOKENS_MAX)))
        .min();
  }

  private static DoubleStream share(Facts facts, String left, String most) {
    OptionalDouble remaining = facts.number(left);
    OptionalDouble of = facts.number(most);
    return remaining.isPresent() && of.isPresent() && of.getAsDouble() > 0
        ? DoubleStream.of(Math.min(1, remaining.getAsDouble() / of.getAsDouble()))
        : DoubleStream.empty();
  }
}
