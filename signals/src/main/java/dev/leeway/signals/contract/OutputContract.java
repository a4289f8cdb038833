package dev.leeway.signals.contract;

import dev.leeway.signals.window.NamePattern;
import java.util.List;

/**
 * What answers of some agents must look like, declared apart from any request.
 *
 * @param agents patterns of their names; none matches all
 * @param environments likewise
 * @param route pattern of the operation of runs that it is for; {@link NamePattern#ANY} for all
 */
public record OutputContract(
    List<NamePattern> agents,
    List<NamePattern> environments,
    NamePattern route,
    DeclaredOutput declared) {
  public OutputContract {
    agents = List.copyOf(agents);
    environments = List.copyOf(environments);
  }

  public boolean isFor(String environment, String agent) {
    return NamePattern.anyMatches(agents, agent)
        && NamePattern.anyMatches(environments, environment);
  }

  /** Whether it is for some routes only. */
  public boolean routed() {
    return !route.equals(NamePattern.ANY);
  }
}
