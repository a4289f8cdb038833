package dev.leeway.webui.agent;

import dev.leeway.signals.catalogue.Signal;
import dev.leeway.signals.catalogue.SignalCatalogue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A tab of the agent's page and the signals on it. */
enum AgentTab {
  ACTIVITY("", "Activity"),
  COMPLEXITY("complexity", "Complexity"),
  QUALITY("quality", "Quality"),
  LATENCY("latency", "Latency and cost"),
  VERSIONS("versions", "Versions");

  private final String code;
  private final String label;

  AgentTab(String code, String label) {
    this.code = code;
    this.label = label;
  }

  static AgentTab of(String code) {
    for (AgentTab tab : values()) {
      if (tab.code.equals(code)) {
        return tab;
      }
    }
    return ACTIVITY;
  }

  static Map<String, String> labels() {
    Map<String, String> labels = new LinkedHashMap<>();
    for (AgentTab tab : values()) {
      labels.put(tab.code, tab.label);
    }
    return labels;
  }

  String code() {
    return code;
  }

  /** The tab's signals, of those that the catalogue lists: a new one finds its tab by its kind. */
  List<String> signals() {
    return SignalCatalogue.standard().signals().stream()
        .filter(signal -> tabs(signal).contains(this))
        .map(Signal::name)
        .toList();
  }

  private static List<AgentTab> tabs(Signal signal) {
    if (signal.name().equals("run.count")) {
      return List.of(ACTIVITY);
    }
    if (signal.name().equals("run.outcome")) {
      return List.of(ACTIVITY, QUALITY);
    }
    if (signal.name().equals(GroundingPanel.SCORE)
        || GroundingPanel.FLAGS.contains(signal.name())) {
      return List.of(QUALITY);
    }
    if (signal.scope() == Signal.Scope.POINT) {
      // Of model servers and GPUs, which have a page of their own.
      return List.of();
    }
    if (signal.categorical()) {
      // Shares of runs, which the panel of their subject shows.
      return List.of();
    }
    if (signal.name().startsWith("complexity.")) {
      return List.of(COMPLEXITY);
    }
    return switch (signal.unit()) {
      case MILLISECONDS, US_DOLLARS -> List.of(LATENCY);
      case TOKENS,
          RUNS,
          REQUESTS,
          STEPS,
          TOOLS,
          CALLS,
          CHARACTERS,
          WORDS,
          ROUNDS,
          MESSAGES,
          DOCUMENTS,
          PARTS,
          LEVELS,
          BYTES,
          ERRORS,
          SYMPTOMS,
          RATIO,
          SHARE,
          NONE ->
          List.of(QUALITY);
    };
  }
}
