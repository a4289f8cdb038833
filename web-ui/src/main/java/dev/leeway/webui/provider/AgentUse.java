package dev.leeway.webui.provider;

import dev.leeway.signals.condition.limit.HeadroomForecast;
import dev.leeway.storage.query.SignalValues;
import java.util.Optional;

/**
 * What one agent saw of one provider.
 *
 * @param outcomes how calls ended, by category
 * @param durations of model calls
 * @param headroom share of the rate limit that was left, run by run
 * @param forecast of the last quarter of an hour; empty where that says too little
 * @param nearest how many runs said of which limit the forecast speaks, or headroom without one
 */
public record AgentUse(
    String agent,
    SignalValues outcomes,
    SignalValues durations,
    SignalValues headroom,
    Optional<HeadroomForecast> forecast,
    SignalValues nearest) {

  public double failedShare() {
    return CallOutcomes.failedShare(outcomes);
  }
}
