package dev.leeway.signals.condition.provider;

import dev.leeway.signals.condition.traffic.AgentCalls;
import dev.leeway.signals.condition.traffic.CallCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Load that moved from a failing provider to another: agents for which the first fails now call the
 * second more than half as often again as in the hour before.
 *
 * @param agents for which the first fails
 * @param callsNow a minute, of those agents to the second
 * @param callsBefore likewise
 * @param failed share of their calls to the first
 */
record Overflow(
    String from, List<String> agents, double callsNow, double callsBefore, double failed, long n) {
  private static final double GROWTH_MIN = 1.5;
  private static final int CALLS_MIN = 20;

  static Optional<Overflow> of(
      String from, ProviderBook failing, ProviderBook target, long endMillis) {
    List<String> agents = new ArrayList<>();
    CallCounts moved = CallCounts.NONE;
    CallCounts lost = CallCounts.NONE;
    double perMinuteBefore = 0;
    for (Map.Entry<String, AgentCalls> entry : target.agents.entrySet()) {
      String agent = entry.getKey();
      AgentCalls there = failing.agents.get(agent);
      CallCounts tried = there == null ? CallCounts.NONE : there.now(endMillis);
      if (tried.failed() >= ProviderVerdict.FAILED_EACH_MIN
          && tried.failedShare() >= ProviderVerdict.FAILED_SHARE_MIN) {
        agents.add(agent);
        lost = lost.plus(tried);
        moved = moved.plus(entry.getValue().now(endMillis));
        perMinuteBefore +=
            target.before(ProviderWatch.OVERFLOW, agent, entry.getValue(), endMillis).perMinute();
      }
    }
    double perMinute = (double) moved.calls() / AgentCalls.NOW_MINUTES;
    boolean grown = moved.calls() >= CALLS_MIN && perMinute >= GROWTH_MIN * perMinuteBefore;
    return grown && lost.failed() >= ProviderVerdict.FAILED_MIN
        ? Optional.of(
            new Overflow(
                from, agents, perMinute, perMinuteBefore, lost.failedShare(), moved.calls()))
        : Optional.empty();
  }

  /** How much the load grew; what was nothing before counts as one call a minute. */
  double growth() {
    return callsNow / Math.max(1, callsBefore);
  }
}
