package dev.leeway.signals.condition.contract;

import dev.leeway.signals.window.NamePattern;
import dev.leeway.signals.window.Slice;
import java.util.List;

/**
 * Whose broken answers are told one by one.
 *
 * @param agents patterns; none matches all
 * @param environments likewise
 * @param route pattern of the operation; {@link NamePattern#ANY} for the agent as a whole
 */
public record WatchedContract(
    List<NamePattern> agents, List<NamePattern> environments, NamePattern route) {
  public WatchedContract {
    agents = List.copyOf(agents);
    environments = List.copyOf(environments);
  }

  /** Whether it is for that slice: of an operation where it is for routes, else whole agents. */
  boolean isFor(Slice slice) {
    boolean part =
        route.equals(NamePattern.ANY)
            ? slice.wholeAgent()
            : !slice.wholeAgent() && route.matches(slice.value());
    return part
        && NamePattern.anyMatches(agents, slice.agent())
        && NamePattern.anyMatches(environments, slice.environment());
  }
}
