package dev.leeway.signals.condition.provider;

import dev.leeway.signals.condition.traffic.AgentCalls;
import dev.leeway.signals.condition.traffic.CallCounts;
import dev.leeway.signals.condition.traffic.UsualShare;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the agents that use a provider say together about the last five minutes, against the hour
 * before it went wrong: which of them are hit, and so whose fault it looks like.
 *
 * @param hit agents for which it went wrong
 * @param seen agents that called often enough to say
 * @param now of the agents that are hit
 * @param before likewise
 * @param version of the one agent that is hit, where its other versions are well; else empty
 */
record ProviderVerdict(
    Whose whose,
    List<String> hit,
    List<String> seen,
    CallCounts now,
    CallCounts before,
    String version) {
  /** Calls of an agent that say whether it is hit. */
  static final int CALLS_MIN = 5;

  /** Failed calls of all that are hit. */
  static final int FAILED_MIN = 10;

  /** Failed calls of one that is hit. */
  static final int FAILED_EACH_MIN = 3;

  /** Share of failed calls from which an agent is hit. */
  static final double FAILED_SHARE_MIN = 0.1;

  /** Times the usual failed share. */
  static final double FAILED_RATIO_MIN = 3;

  /** Times the usual median, from which an agent is hit. */
  static final double SLOW_RATIO_MIN = 2;

  /** Timed calls of all that are hit, now; and of each in the hour before. */
  static final int TIMED_MIN = 20;

  private static final int NAMED_MAX = 3;

  static Optional<ProviderVerdict> ofErrors(ProviderBook book, long endMillis) {
    return of(ProviderWatch.ERRORS, book, endMillis, ProviderVerdict::failing)
        .filter(verdict -> verdict.now.failed() >= FAILED_MIN);
  }

  static Optional<ProviderVerdict> ofLatency(ProviderBook book, long endMillis) {
    return of(ProviderWatch.LATENCY, book, endMillis, ProviderVerdict::slow)
        .filter(verdict -> verdict.now.timed() >= TIMED_MIN);
  }

  /** Two stretches of one agent. */
  private record Both(CallCounts now, CallCounts before) {}

  private static boolean failing(Both calls) {
    UsualShare usual = new UsualShare(calls.before.failed(), calls.before.calls());
    return calls.now.failed() >= FAILED_EACH_MIN
        && calls.now.failedShare() >= usual.limit(FAILED_RATIO_MIN, FAILED_SHARE_MIN);
  }

  private static boolean slow(Both calls) {
    return calls.now.timed() >= CALLS_MIN
        && calls.before.timed() >= TIMED_MIN
        && calls.now.median() >= SLOW_RATIO_MIN * calls.before.median();
  }

  private static Optional<ProviderVerdict> of(
      String signal, ProviderBook book, long endMillis, Predicate<Both> isHit) {
    List<String> hit = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    CallCounts now = CallCounts.NONE;
    CallCounts before = CallCounts.NONE;
    for (Map.Entry<String, AgentCalls> entry : book.agents.entrySet()) {
      String agent = entry.getKey();
      CallCounts latest = entry.getValue().now(endMillis);
      if (latest.calls() < CALLS_MIN) {
        continue;
      }
      seen.add(agent);
      CallCounts usual = book.before(signal, agent, entry.getValue(), endMillis).counts();
      if (isHit.test(new Both(latest, usual))) {
        hit.add(agent);
        now = now.plus(latest);
        before = before.plus(usual);
      }
    }
    return hit.isEmpty()
        ? Optional.empty()
        : Optional.of(new ProviderVerdict(whose(hit, seen), hit, seen, now, before, ""));
  }

  private static Whose whose(List<String> hit, List<String> seen) {
    if (seen.size() == 1) {
      return Whose.UNTOLD;
    }
    if (hit.size() == 1) {
      return Whose.US;
    }
    return 2 * hit.size() > seen.size() ? Whose.THEM : Whose.PART;
  }

  /** The same, of one version of the one agent that is hit: then it is us. */
  ProviderVerdict ofVersion(String only) {
    return new ProviderVerdict(Whose.US, hit, seen, now, before, only);
  }

  /** Whether nobody but that agent is hit. */
  boolean only(String agent) {
    return hit.equals(List.of(agent));
  }

  /** In words, for a finding. */
  String words() {
    return switch (whose) {
      case THEM ->
          "them: %d of the %d agents that use it are hit".formatted(hit.size(), seen.size());
      case PART ->
          "part of the agents: %d of the %d that use it are hit (%s)"
              .formatted(hit.size(), seen.size(), named());
      case US -> "us: " + us();
      case UNTOLD -> "only one agent uses it, so whose fault it is can't be told";
    };
  }

  private String us() {
    String agent = "only %s of %d agents that use it".formatted(named(), seen.size());
    if (version.isEmpty()) {
      return agent;
    }
    String ofIt =
        "only version %s of %s, whose other versions are well".formatted(version, named());
    return seen.size() == 1 ? ofIt : agent + ", and " + ofIt;
  }

  private String named() {
    String first = String.join(", ", hit.stream().limit(NAMED_MAX).toList());
    int more = hit.size() - NAMED_MAX;
    return more > 0 ? "%s and %d more".formatted(first, more) : first;
  }
}
