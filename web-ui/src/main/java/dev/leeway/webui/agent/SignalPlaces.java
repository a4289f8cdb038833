package dev.leeway.webui.agent;

import dev.leeway.signals.catalogue.Signal;
import dev.leeway.signals.catalogue.Verdict;
import dev.leeway.signals.window.Rate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where the pages show a signal or a verdict, in words; each has a place. */
public final class SignalPlaces {
  private static final Set<String> OF_PROVIDERS =
      Set.of("provider.errors", "llm.duration", "rate_limit.headroom", "rate_limit.nearest");

  /** Pages that show a verdict whether or not a finding tells of it. */
  private static final Map<String, List<String>> OF_VERDICTS =
      Map.of(
          "complexity.tail_share", List.of("Serving"),
          "capacity.headroom", List.of("Serving"),
          "contract.shift", List.of("agent, " + AgentTab.CONTRACTS.label()),
          "model.silent_change", List.of("agent, " + AgentTab.CONTRACTS.label()),
          "version.compare", List.of("agent, " + AgentTab.VERSIONS.label()),
          "provider.latency", List.of("Providers"),
          "provider.overflow", List.of("Providers"),
          "replica.divergence", List.of("agent, " + AgentTab.QUALITY.label()),
          "agent.silent", List.of("Overview"),
          "leeway.lag", List.of("banner of every page"));

  private SignalPlaces() {}

  /** Those of its own first, then the findings where they tell of it. */
  public static List<String> of(Verdict verdict) {
    List<String> places = new ArrayList<>(OF_VERDICTS.getOrDefault(verdict.name(), List.of()));
    if (verdict.opensFindings()) {
      places.add("Findings");
    }
    return List.copyOf(places);
  }

  /** Tabs of the agent's page first, then pages of their own. */
  public static List<String> of(Signal signal) {
    List<String> places = new ArrayList<>();
    AgentTab.of(signal).forEach(tab -> places.add("agent, " + tab.label()));
    if (Rate.of(signal.name()).isPresent()) {
      places.add("agent, " + AgentTab.ACTIVITY.label());
      places.add("Serving");
    }
    if (OF_PROVIDERS.contains(signal.name())) {
      places.add("Providers");
    }
    if (signal.scope() == Signal.Scope.POINT) {
      places.add("Serving");
    }
    if (signal.scope() == Signal.Scope.SOURCE || signal.name().equals("source.lag")) {
      places.add("Sources");
    }
    return List.copyOf(places);
  }
}
