package dev.leeway.signals.catalogue;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.Facts;
import dev.leeway.signals.fact.RateLimitFacts;
import dev.leeway.signals.run.Run;
import dev.leeway.signals.run.RunSpans;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.Measurement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The least share of a rate limit, of requests or of tokens, that was left by the response headers:
 * during a run, and by each provider and model of those that its own calls got, since a limit is
 * whose who sent the header. Absent where no span carries them.
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
                  + "alone. Absent where no header was captured.",
              FailureMode.PROVIDER_LIMITS);

  /** Above all shares. */
  private static final double NOT_TOLD = Double.POSITIVE_INFINITY;

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(RunSpans run) {
    double least = leastOf(run.spans());
    return least == NOT_TOLD ? OptionalDouble.empty() : OptionalDouble.of(least);
  }

  @Override
  public String keptCategoryOf(RunSpans run) {
    OptionalDouble leastOfRun = of(run);
    if (leastOfRun.isEmpty()) {
      return "";
    }
    Map<Called, Double> byDependency = new TreeMap<>(Called.BY_NAME);
    for (RunSpans.Call call : run.calls()) {
      AgentEvent span = call.span();
      if (span.kind().callsModel()) {
        double left = Math.min(leastOf(span), leastOf(call.parts()));
        keep(byDependency, Dimensions.PROVIDER, span.model().provider(), left);
        keep(byDependency, Dimensions.MODEL, answeredBy(span), left);
      }
    }
    Map<String, Long> values =
        byDependency.keySet().stream()
            .collect(Collectors.groupingBy(Called::dimension, Collectors.counting()));
    // Headers of requests that hang below no call can only be the only one's.
    byDependency.replaceAll((called, left) ->
        values.getOrDefault(called.dimension(), 0L) == 1 ? leastOfRun.getAsDouble() : left);
    return byDependency.entrySet().stream()
        .filter(entry -> entry.getValue() != NOT_TOLD)
        .limit(Dimensions.VALUES_MAX)
        .map(entry ->
            SIGNAL.unit().onGrid(entry.getValue())
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

  private static void keep(
      Map<Called, Double> byDependency, String dimension, String value, double left) {
    if (!value.isEmpty()) {
      byDependency.merge(new Called(dimension, Dimensions.shortened(value)), left, Math::min);
    }
  }

  private static String answeredBy(AgentEvent span) {
    String served = span.model().modelServed();
    return served.isEmpty() ? span.model().modelRequested() : served;
  }

  private static double leastOf(List<AgentEvent> spans) {
    double least = NOT_TOLD;
    for (AgentEvent span : spans) {
      least = Math.min(least, leastOf(span));
    }
    return least;
  }

  private static double leastOf(AgentEvent span) {
    Facts facts = span.facts();
    return Math.min(
        share(facts, RateLimitFacts.REQUESTS_LEFT, RateLimitFacts.REQUESTS_MAX),
        share(facts, RateLimitFacts.TOKENS_LEFT, RateLimitFacts.TOKENS_MAX));
  }

  private static double share(Facts facts, String left, String most) {
    OptionalDouble remaining = facts.number(left);
    OptionalDouble of = facts.number(most);
    return remaining.isPresent() && of.isPresent() && of.getAsDouble() > 0
        ? Math.min(1, remaining.getAsDouble() / of.getAsDouble())
        : NOT_TOLD;
  }
}
