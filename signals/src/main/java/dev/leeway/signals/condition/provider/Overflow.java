package dev.leeway.signals.condition.provider;

import dev.leeway.signals.condition.traffic.AgentCalls;
import dev.leeway.signals.condition.traffic.CallCounts;
import java.util.Map;
import java.util.Optional;

/**
 * Load that moved from a failing provider to another: agents for which the first fails now call the
 * second more than half as often again as in the hour before.
 *
 * @param callsNow a minute, of those agents to the second
 * @param callsBefore likewise
 * @param failed share of their calls to the first
 */
record Overflow(String from, double callsNow, double callsBefore, double failed, long n) {
  private static final double GROWTH_MIN = 1.5;
  private static final int CALLS_MIN = 20;

  static Optional<Overflow> of(
      String from, Map<String, AgentCalls> failing, Map<String, AgentCalls> target, long end) {
    CallCounts moved = CallCounts.NONE;
    CallCounts before = CallCounts.NONE;
    CallCounts lost = CallCounts.NONE;
    double beforeMinutes = 1;
    for (Map.Entry<String, AgentCalls> agent : target.entrySet()) {
      AgentCalls there = failing.get(agent.getKey());
      if (there == null) {
        continue;
      }
      CallCounts tried = there.now(end);
      if (tried.failed() >= 3 && tried.failedShare() >= ProviderVerdict.FAILED_SHARE_MIN) {
        moved = moved.plus(agent.getValue().now(end));
        before = before.plus(agent.getValue().before(end));
        beforeMinutes = Math.max(beforeMinutes, agent.getValue().beforeMinutes(end));
        lost = lost.plus(tried);
      }
    }
    double perMinute = (double) moved.calls() / AgentCalls.NOW_MINUTES;
    double perMinuteBefore = before.calls() / beforeMinutes;
    boolean grown = moved.calls() >= CALLS_MIN && perMinute >= GROWTH_MIN * perMinuteBefore;
    return grown && lost.failed() >= ProviderVerdict.FAILED_MIN
        ? Optional.of(
            new Overflow(from, perMinute, perMinuteBefore, lost.failedShare(), moved.calls()))
        : Optional.empty();
  }

  /** How much the load grew; what was nothing before counts as one call a minute. */
  double growth() {
    return callsNow / Math.max(1, callsBefore);
  }
}
