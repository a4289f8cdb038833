package dev.leeway.signals.condition.provider;

import dev.leeway.signals.condition.traffic.AgentCalls;
import dev.leeway.signals.condition.traffic.CallCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the agents that use a provider say together about the last five minutes, against the hour
 * before: which of them are hit, and so whose fault it looks like.
 *
 * @param hit agents for which it went wrong
 * @param seen agents that called often enough to say
 * @param now of the agents that are hit
 * @param before likewise
 */
record ProviderVerdict(
    Whose whose, List<String> hit, List<String> seen, CallCounts now, CallCounts before) {
  /** Calls of an agent that say whether it is hit. */
  static final int CALLS_MIN = 5;

  /** Failed calls of all that are hit. */
  static final int FAILED_MIN = 10;

  /** Share of failed calls from which an agent is hit. */
  static final double FAILED_SHARE_MIN = 0.1;

  /** Times the failed share of the hour before. */
  static final double FAILED_RATIO_MIN = 3;

  /** Times the median of the hour before, from which an agent is hit. */
  static final double SLOW_RATIO_MIN = 2;

  /** Timed calls of all that are hit, now; and of each in the hour before. */
  static final int TIMED_MIN = 20;

  static Optional<ProviderVerdict> ofErrors(Map<String, AgentCalls> agents, long endMillis) {
    return of(agents, endMillis, ProviderVerdict::failing)
        .filter(verdict -> verdict.now.failed() >= FAILED_MIN);
  }

  static Optional<ProviderVerdict> ofLatency(Map<String, AgentCalls> agents, long endMillis) {
    return of(agents, endMillis, ProviderVerdict::slow)
        .filter(verdict -> verdict.now.timed() >= TIMED_MIN);
  }

  /** Two stretches of one agent. */
  private record Both(CallCounts now, CallCounts before) {}

  private static boolean failing(Both calls) {
    double share = calls.now.failedShare();
    return calls.now.failed() >= 3
        && share >= FAILED_SHARE_MIN
        && share >= FAILED_RATIO_MIN * calls.before.failedShare();
  }

  private static boolean slow(Both calls) {
    return calls.now.timed() >= CALLS_MIN
        && calls.before.timed() >= TIMED_MIN
        && calls.now.median() >= SLOW_RATIO_MIN * calls.before.median();
  }

  private static Optional<ProviderVerdict> of(
      Map<String, AgentCalls> agents, long endMillis, Predicate<Both> isHit) {
    List<String> hit = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    CallCounts now = CallCounts.NONE;
    CallCounts before = CallCounts.NONE;
    for (Map.Entry<String, AgentCalls> agent : agents.entrySet()) {
      Both both = new Both(agent.getValue().now(endMillis), agent.getValue().before(endMillis));
      if (both.now.calls() < CALLS_MIN) {
        continue;
      }
      seen.add(agent.getKey());
      if (isHit.test(both)) {
        hit.add(agent.getKey());
        now = now.plus(both.now);
        before = before.plus(both.before);
      }
    }
    return hit.isEmpty()
        ? Optional.empty()
        : Optional.of(new ProviderVerdict(whose(hit, seen), hit, seen, now, before));
  }

  private static Whose whose(List<String> hit, List<String> seen) {
    if (seen.size() == 1) {
      return Whose.UNTOLD;
    }
    return 2 * hit.size() > seen.size() ? Whose.THEM : Whose.US;
  }

  /** In words, for a finding. */
  String words() {
    return switch (whose) {
      case THEM ->
          "them: %d of the %d agents that use it are hit".formatted(hit.size(), seen.size());
      case US ->
          "us: only %s of %d agents that use it"
              .formatted(String.join(", ", hit.stream().limit(3).toList()), seen.size());
      case UNTOLD -> "only one agent uses it, so whose fault it is can't be told";
    };
  }
}
