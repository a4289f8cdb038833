package dev.leeway.webui.canary;

import dev.leeway.signals.drift.canary.CanarySettings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is asked about two versions.
 *
 * @param environment empty for that in which the agent was heard last
 * @param baseline empty for the version before the candidate
 * @param candidate empty for the newest version
 * @param from empty for the moment from which both were seen
 * @param to empty for now
 * @param measures names of what is watched, see {@link WatchedMeasures}; empty for the usual ones
 */
public record CanaryQuestion(
    String agent,
    String environment,
    String baseline,
    String candidate,
    Optional<Instant> from,
    Optional<Instant> to,
    List<String> measures,
    CanarySettings settings) {

  public CanaryQuestion {
    measures = List.copyOf(measures);
  }

  /** The usual question: the newest version against the one before. */
  public static CanaryQuestion of(String agent, String environment) {
    return new CanaryQuestion(
        agent,
        environment,
        "",
        "",
        Optional.empty(),
        Optional.empty(),
        List.of(),
        CanarySettings.defaults());
  }

  public CanaryQuestion between(String newBaseline, String newCandidate) {
    return new CanaryQuestion(
        agent, environment, newBaseline, newCandidate, from, to, measures, settings);
  }
}
