package dev.leeway.streamjobs.edge;

import dev.leeway.signals.window.Observation;
import org.jspecify.annotations.Nullable;

/** What the window fold takes: an observation, or how far an agent's time has come. */
public record FoldItem(@Nullable Observation observation, @Nullable AgentFrontier frontier) {

  public static FoldItem of(Observation observation) {
    return new FoldItem(observation, null);
  }

  public static FoldItem of(AgentFrontier frontier) {
    return new FoldItem(null, frontier);
  }
}
