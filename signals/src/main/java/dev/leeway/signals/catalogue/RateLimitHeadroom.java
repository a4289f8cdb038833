package dev.leeway.signals.catalogue;

import dev.leeway.signals.run.Run;
import dev.leeway.signals.run.RunSpans;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.Measurement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * The least share of a rate limit, of requests or of tokens, that was left by the response headers:
 * during a run, and by each provider and model ({@link LimitsLeft}). Absent where none of these
 * spans carries them.
 *
 * <p>A run's row has the latter as lines {@code share dimension value}.
 */
final class RateLimitHeadroom implements RunSignal {
  private static final Signal SIGNAL =
      Signal.numeric("rate_limit.headroom", "Rate limit left", Unit.SHARE, Signal.Scope.RUN)
          .worse(Direction.LOWER_IS_WORSE)
          .judgedBy(Detection.FORECAST)
          .distributedPerDimension()
          .keptPerDependency()
          .means(
              "Least share of a rate limit, of requests or tokens, that response headers said was "
                  + "left during the run; each provider and model has its own, of its calls "
                  + "alone. Headers of tools and other calls don't count. Absent where no header "
                  + "was captured.",
              FailureMode.PROVIDER_LIMITS);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(RunSpans run) {
    LimitsLeft.Left left = LimitsLeft.of(run);
    return left.told() ? OptionalDouble.of(left.share()) : OptionalDouble.empty();
  }

  @Override
  public String keptCategoryOf(RunSpans run) {
    return LimitsLeft.byDependency(run).entrySet().stream()
        .limit(Dimensions.VALUES_MAX)
        .map(entry ->
            SIGNAL.unit().onGrid(entry.getValue().share())
                + " "
                + entry.getKey().dimension()
                + " "
                + entry.getKey().value())
        .collect(Collectors.joining("\n"));
  }

  @Override
  public Map<Called, Measurement> byDependency(Run run) {
    Map<Called, Measurement> measured = new LinkedHashMap<>();
    run.categories()
        .getOrDefault(name(), "")
        .lines()
        .map(line -> line.split(" ", 3))
        .forEach(parts ->
            measured.put(
                new Called(parts[1], parts[2]),
                Measurement.number(name(), Double.parseDouble(parts[0]))));
    return measured;
  }
}
