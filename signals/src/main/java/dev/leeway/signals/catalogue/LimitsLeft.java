package dev.leeway.signals.catalogue;

import dev.leeway.signals.catalogue.RunSignal.Called;
import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.Facts;
import dev.leeway.signals.fact.RateLimitFacts;
import dev.leeway.signals.run.RunSpans;
import dev.leeway.signals.window.Dimensions;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What response headers say is left of the nearest rate limit: during a run, and by each provider
 * and model of those that its own calls got, since a limit is whose who sent the header.
 */
final class LimitsLeft {
  private LimitsLeft() {}

  /** What a limit is counted in. */
  enum Kind {
    REQUESTS,
    TOKENS
  }

  /**
   * What is left of the nearest limit.
   *
   * @param share above all shares where no header was captured
   */
  record Left(double share, Kind kind) {
    static final Left NOT_TOLD = new Left(Double.POSITIVE_INFINITY, Kind.REQUESTS);

    boolean told() {
      return share < NOT_TOLD.share;
    }

    Left nearer(Left other) {
      return other.share < share ? other : this;
    }
  }

  static Left of(RunSpans run) {
    return of(run.spans());
  }

  /** Only of those that a header was captured of. */
  static SortedMap<Called, Left> byDependency(RunSpans run) {
    SortedMap<Called, Left> byDependency = new TreeMap<>(Called.BY_NAME);
    Left ofRun = of(run);
    if (!ofRun.told()) {
      return byDependency;
    }
    for (RunSpans.Call call : run.calls()) {
      AgentEvent span = call.span();
      if (span.kind().callsModel()) {
        Left left = of(span).nearer(of(call.parts()));
        keep(byDependency, Dimensions.PROVIDER, span.model().provider(), left);
        keep(byDependency, Dimensions.MODEL, answeredBy(span), left);
      }
    }
    Map<String, Long> values =
        byDependency.keySet().stream()
            .collect(Collectors.groupingBy(Called::dimension, Collectors.counting()));
    // Headers of requests that hang below no call can only be the only one's.
    byDependency.replaceAll(
        (called, left) -> values.getOrDefault(called.dimension(), 0L) == 1 ? ofRun : left);
    byDependency.values().removeIf(left -> !left.told());
    return byDependency;
  }

  private static void keep(
      Map<Called, Left> byDependency, String dimension, String value, Left left) {
    if (!value.isEmpty()) {
      byDependency.merge(new Called(dimension, Dimensions.shortened(value)), left, Left::nearer);
    }
  }

  private static String answeredBy(AgentEvent span) {
    String served = span.model().modelServed();
    return served.isEmpty() ? span.model().modelRequested() : served;
  }

  private static Left of(List<AgentEvent> spans) {
    return spans.stream().map(LimitsLeft::of).reduce(Left.NOT_TOLD, Left::nearer);
  }

  private static Left of(AgentEvent span) {
    Facts facts = span.facts();
    return of(facts, RateLimitFacts.REQUESTS_LEFT, RateLimitFacts.REQUESTS_MAX, Kind.REQUESTS)
        .nearer(of(facts, RateLimitFacts.TOKENS_LEFT, RateLimitFacts.TOKENS_MAX, Kind.TOKENS));
  }

  private static Left of(Facts facts, String left, String most, Kind kind) {
    OptionalDouble remaining = facts.number(left);
    OptionalDouble of = facts.number(most);
    return remaining.isPresent() && of.isPresent() && of.getAsDouble() > 0
        ? new Left(Math.min(1, remaining.getAsDouble() / of.getAsDouble()), kind)
        : Left.NOT_TOLD;
  }
}
