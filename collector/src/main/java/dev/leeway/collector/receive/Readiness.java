package dev.leeway.collector.receive;

import java.util.List;

/**
 * Whether requests would be taken now.
 *
 * @param reasons why not; empty if they would
 */
public record Readiness(List<String> reasons) {

  public Readiness {
    reasons = List.copyOf(reasons);
  }

  public boolean ready() {
    return reasons.isEmpty();
  }
}
