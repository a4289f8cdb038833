package dev.leeway.signals.catalogue;

import dev.leeway.signals.run.Run;
import dev.leeway.signals.run.RunSpans;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.Measurement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether it is requests or tokens that {@link RateLimitHeadroom} speaks of: of a run, and of each
 * provider and model that it called.
 *
 * <p>A run's row has its own word in the first line, then lines {@code word dimension value}.
 */
final class RateLimitNearest implements CategorySignal {
  private static final Signal SIGNAL =
      Signal.categorical("rate_limit.nearest", "Nearest rate limit", Set.of())
          .worse(Direction.EITHER_WAY)
          .keptPerDependency()
          .means(
              "Which limit rate_limit.headroom speaks of, the one of which the least share is left: "
                  + "REQUESTS or TOKENS. Absent where no header was captured.",
              FailureMode.PROVIDER_LIMITS);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public String categoryOf(RunSpans run) {
    LimitsLeft.Left left = LimitsLeft.of(run);
    return left.told() ? left.kind().name() : "";
  }

  @Override
  public String keptCategoryOf(RunSpans run) {
    Stream<String> dependencies =
        LimitsLeft.byDependency(run).entrySet().stream()
            .limit(Dimensions.VALUES_MAX)
            .map(entry ->
                "%s %s %s"
                    .formatted(
                        entry.getValue().kind(),
                        entry.getKey().dimension(),
                        entry.getKey().value()));
    return Stream.concat(Stream.of(categoryOf(run)), dependencies)
        .collect(Collectors.joining("\n"));
  }

  @Override
  public Optional<Measurement> measured(Run run) {
    return linesOf(run).stream().findFirst().map(word -> Measurement.category(name(), word));
  }

  @Override
  public Map<Called, Measurement> byDependency(Run run) {
    Map<Called, Measurement> measured = new LinkedHashMap<>();
    linesOf(run).stream()
        .skip(1)
        .map(line -> line.split(" ", 3))
        .forEach(parts ->
            measured.put(new Called(parts[1], parts[2]), Measurement.category(name(), parts[0])));
    return measured;
  }

  private List<String> linesOf(Run run) {
    return run.categories().getOrDefault(name(), "").lines().toList();
  }
}
