package dev.leeway.signals.run;

import static dev.leeway.signals.run.TraceTree.NONE;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventFlag;
import dev.leeway.signals.event.Usage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whose token counts and costs count: innermost wins (conventions.md section 1). Frameworks, SDKs
 * and proxies report the same use at several levels, so of spans that report their own use only
 * those count that have no span below them that calls a model and reports the same thing. Where a
 * framework tells an agent's use on the agent's span alone, that of an agent that it calls is not
 * in it. Tokens and cost are judged apart, as a proxy may know the price and the SDK the tokens. Of
 * {@link TwinCalls} the one counts that has the response's id: the SDK's own, which knows the call
 * best; neither counts where a third report is below one of them.
 */
final class UsageTree {
  private final boolean[] tokens;
  private final boolean[] cost;

  UsageTree(TraceTree tree, TwinCalls twins) {
    tokens = innermost(tree, twins, UsageTree::reportsTokens);
    cost = innermost(tree, twins, UsageTree::reportsCost);
  }

  boolean tokensCount(int index) {
    return tokens[index];
  }

  boolean costCounts(int index) {
    return cost[index];
  }

  private static boolean[] innermost(
      TraceTree tree, TwinCalls twins, Predicate<AgentEvent> reports) {
    boolean[] below = new boolean[tree.size()];
    boolean[] counts = new boolean[tree.size()];
    int[] topDown = tree.topDown();
    for (int at = topDown.length - 1; at >= 0; at--) {
      int i = topDown[at];
      AgentEvent event = tree.span(i);
      boolean own = !event.has(EventFlag.AGGREGATE_USAGE) && reports.test(event);
      counts[i] = own && !below[i];
      int parent = tree.parent(i);
      if (parent != NONE) {
        below[parent] |= (own && event.kind().callsModel()) || below[i];
      }
    }
    for (int i = 0; i < counts.length; i++) {
      int twin = twins.twinOf(i);
      if (twin == NONE) {
        continue;
      }
      boolean toldBelowTwin = below[twin] && !below[i];
      if (toldBelowTwin || (counts[twin] && knowsMore(tree, twin, i))) {
        counts[i] = false;
      }
    }
    return counts;
  }

  /** Of two twins always one, whichever is asked about first. */
  private static boolean knowsMore(TraceTree tree, int one, int other) {
    boolean oneNames = !tree.span(one).model().responseId().isEmpty();
    boolean otherNames = !tree.span(other).model().responseId().isEmpty();
    return oneNames == otherNames ? one > other : oneNames;
  }

  private static boolean reportsTokens(AgentEvent event) {
    Usage usage = event.usage();
    return valid(usage.inputTokens()) || valid(usage.outputTokens());
  }

  private static boolean reportsCost(AgentEvent event) {
    Double costUsd = event.usage().costUsd();
    return costUsd != null && costUsd >= 0 && costUsd < Double.POSITIVE_INFINITY;
  }

  private static boolean valid(@Nullable Long count) {
    return count != null && count >= 0;
  }
}
