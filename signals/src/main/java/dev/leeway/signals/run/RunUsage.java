package dev.leeway.signals.run;

import dev.leeway.signals.event.Usage;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What the spans of a run used together, by {@link UsageTree}. Each is empty where none reported
 * it; tokens are never negative, and stop at {@link Long#MAX_VALUE}.
 */
record RunUsage(OptionalLong inputTokens, OptionalLong outputTokens, OptionalDouble costUsd) {

  static RunUsage of(TraceTree tree, UsageTree counted, List<Integer> members) {
    OptionalLong input = OptionalLong.empty();
    OptionalLong output = OptionalLong.empty();
    double cost = 0;
    boolean priced = false;
    for (int i : members) {
      Usage usage = tree.span(i).usage();
      if (counted.tokensCount(i)) {
        input = plus(input, usage.inputTokens());
        output = plus(output, usage.outputTokens());
      }
      Double spanCost = usage.costUsd();
      if (counted.costCounts(i) && spanCost != null) {
        cost += spanCost;
        priced = true;
      }
    }
    return new RunUsage(input, output, priced ? OptionalDouble.of(cost) : OptionalDouble.empty());
  }

  private static OptionalLong plus(OptionalLong sum, @Nullable Long count) {
    if (count == null || count < 0) {
      return sum;
    }
    long before = sum.orElse(0);
    return OptionalLong.of(before > Long.MAX_VALUE - count ? Long.MAX_VALUE : before + count);
  }
}
