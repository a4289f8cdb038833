package dev.leeway.signals.rules;

import dev.leeway.signals.catalogue.Signal;
import dev.leeway.signals.catalogue.SignalCatalogue;
import dev.leeway.signals.window.NamePattern;
import dev.leeway.signals.window.Slice;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whom a rule speaks of. An empty list matches all; of several patterns one must match.
 *
 * @param agents of agents' names
 * @param environments of their environments
 * @param signals of signals' names
 */
public record SliceMatcher(
    List<NamePattern> agents, List<NamePattern> environments, List<NamePattern> signals)
    implements Serializable {
  private static final Set<String> SIGNALS =
      SignalCatalogue.standard().signals().stream()
          .map(Signal::name)
          .collect(Collectors.toUnmodifiableSet());

  public SliceMatcher {
    agents = List.copyOf(agents);
    environments = List.copyOf(environments);
    signals = List.copyOf(signals);
  }

  public boolean matches(Slice slice, String signal) {
    return matchesAgent(slice.environment(), slice.agent())
        && NamePattern.anyMatches(signals, signal);
  }

  public boolean matchesAgent(String environment, String agent) {
    return NamePattern.anyMatches(agents, agent)
        && NamePattern.anyMatches(environments, environment);
  }

  /** From the keys {@code agent}, {@code environment} and {@code signal}, each optional. */
  static SliceMatcher read(RuleReader in) {
    List<NamePattern> signals = patterns(in, "signal");
    for (NamePattern pattern : signals) {
      if (SIGNALS.stream().noneMatch(pattern::matches)) {
        in.unknown("signal", "signal", pattern.glob(), SIGNALS);
      }
    }
    return new SliceMatcher(patterns(in, "agent"), patterns(in, "environment"), signals);
  }

  static List<NamePattern> patterns(RuleReader in, String key) {
    return in.texts(key, List.of()).stream().map(NamePattern::new).toList();
  }
}
