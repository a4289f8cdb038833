package dev.leeway.webui.provider;

import dev.leeway.signals.condition.limit.HeadroomForecast;
import dev.leeway.signals.condition.limit.NearestLimit;
import dev.leeway.signals.finding.Finding;
import dev.leeway.storage.query.SignalValues;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One provider over all agents of an environment.
 *
 * @param agents busiest first
 * @param calls by step of the range; null where nothing was called
 * @param failed share by step
 * @param slow 95th percentile of durations in milliseconds by step
 * @param findings about it that were open in the range, open first
 */
public record ProviderReading(
    String environment,
    String provider,
    List<AgentUse> agents,
    List<@Nullable Double> calls,
    List<@Nullable Double> failed,
    List<@Nullable Double> slow,
    List<Finding> findings) {
  private static final Comparator<HeadroomForecast> SOONEST =
      Comparator.comparingDouble(
              (HeadroomForecast one) -> one.minutesLeft().orElse(Double.POSITIVE_INFINITY))
          .thenComparingDouble(HeadroomForecast::left);

  public Fault fault() {
    return Fault.of(findings);
  }

  public SignalValues outcomes() {
    return agents.stream().map(AgentUse::outcomes).reduce(SignalValues.EMPTY, SignalValues::plus);
  }

  public SignalValues durations() {
    return agents.stream().map(AgentUse::durations).reduce(SignalValues.EMPTY, SignalValues::plus);
  }

  public SignalValues headroom() {
    return agents.stream().map(AgentUse::headroom).reduce(SignalValues.EMPTY, SignalValues::plus);
  }

  public double failedShare() {
    return CallOutcomes.failedShare(outcomes());
  }

  public double limitedShare() {
    return CallOutcomes.limitedShare(outcomes());
  }

  public Map<String, Long> failures() {
    return CallOutcomes.failures(outcomes());
  }

  /** Of the agent whose limit is used up first, else of the one with the least left. */
  public Optional<HeadroomForecast> forecast() {
    return scarcest().flatMap(AgentUse::forecast);
  }

  /** Which limits the forecast speaks of, or without one those of all agents; may be empty. */
  public String nearestLimit() {
    SignalValues said =
        scarcest()
            .map(AgentUse::nearest)
            .orElseGet(() ->
                agents.stream()
                    .map(AgentUse::nearest)
                    .reduce(SignalValues.EMPTY, SignalValues::plus));
    return NearestLimit.words(said.categories());
  }

  private Optional<AgentUse> scarcest() {
    return agents.stream()
        .filter(agent -> agent.forecast().isPresent())
        .min(Comparator.comparing(agent -> agent.forecast().orElseThrow(), SOONEST));
  }
}
