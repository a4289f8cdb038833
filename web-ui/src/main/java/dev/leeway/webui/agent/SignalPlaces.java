package dev.leeway.webui.agent;

import dev.leeway.signals.catalogue.Signal;
import dev.leeway.signals.window.Rate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Where the pages show a signal, in words; every signal of the catalogue has a place. */
public final class SignalPlaces {
  private static final Set<String> OF_PROVIDERS =
      Set.of("provider.errors", "llm.duration", "rate_limit.headroom");

  private SignalPlaces() {}

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
