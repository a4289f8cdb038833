package dev.leeway.signals.catalogue;

import dev.leeway.signals.catalogue.RunSignal.Called;
import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.Facts;
import dev.leeway.signals.fact.RateLimitFacts;
import dev.leeway.signals.run.RunSpans;
import dev.leeway.signals.window.Dimensions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What response headers say is left of the nearest rate limit: during a run, and by each provider
 * and model of those that its own calls got, since a limit is whose who sent the header. What was
 * sent to a tool, or to any other call that is none of a model, is of neither; what hangs below no
 * call may be a model's client that tracing lost, and is of the run alone.
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
    Left nearest = Left.NOT_TOLD;
    for (Told told : toldIn(run)) {
      if (told.call.isEmpty() || told.call.get().kind().callsModel()) {
        nearest = nearest.nearer(told.left);
      }
    }
    return nearest;
  }

  /** Only of those that a header was captured of. */
  static SortedMap<Called, Left> byDependency(RunSpans run) {
    SortedMap<Called, Left> byDependency = new TreeMap<>(Called.BY_NAME);
    for (Told told : toldIn(run)) {
      told.call
          .filter(call -> call.kind().callsModel())
          .ifPresent(call -> {
            keep(byDependency, Dimensions.PROVIDER, call.model().provider(), told.left);
            keep(byDependency, Dimensions.MODEL, answeredBy(call), told.left);
          });
    }
    return byDependency;
  }

  /**
   * What one span says.
   *
   * @param call the nearest call of the run that it is a part of or hangs below
   */
  private record Told(Left left, Optional<AgentEvent> call) {}

  private static List<Told> toldIn(RunSpans run) {
    List<Told> all = new ArrayList<>(0);
    CallsAbove calls = null;
    for (AgentEvent span : run.spans()) {
      Left left = of(span);
      if (left.told()) {
        calls = calls == null ? CallsAbove.in(run) : calls;
        all.add(new Told(left, calls.of(span)));
      }
    }
    return all;
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
