package dev.leeway.testkit.scenario;

import java.util.Map;

/** A run's row, as a user sees it. */
public record SeenRun(String trace, String outcome, Map<String, Double> signals) {
  public SeenRun {
    signals = Map.copyOf(signals);
  }
}
