package dev.leeway.simulator.fleet;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Which failure is on for which agent when. Thread-safe: failures are switched while traffic runs.
 */
public final class FailureScript {
  /** One failure of one agent from a time on, until another or for good. */
  public record Episode(Failure failure, String agent, Instant from, Instant until) {
    public Episode {
      if (!until.isAfter(from)) {
        throw new IllegalArgumentException("until must be after from: " + until + ", " + from);
      }
    }

    boolean covers(String agentName, Instant at) {
      return agent.equals(agentName) && !at.isBefore(from) && at.isBefore(until);
    }
  }

  private final List<Episode> episodes = new CopyOnWriteArrayList<>();

  public FailureScript(List<Episode> episodes) {
    this.episodes.addAll(episodes);
  }

  public void add(Episode episode) {
    episodes.add(episode);
  }

  public boolean active(Failure failure, String agent, Instant at) {
    return episodes.stream().anyMatch(e -> e.failure() == failure && e.covers(agent, at));
  }
}
