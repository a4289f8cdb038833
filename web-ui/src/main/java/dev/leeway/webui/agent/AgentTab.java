package dev.leeway.webui.agent;

import dev.leeway.signals.catalogue.Signal;
import dev.leeway.signals.catalogue.SignalCatalogue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A tab of the agent's page and the signals on it: every signal of runs and spans has one. */
public enum AgentTab {
  ACTIVITY("", "Activity"),
  COMPLEXITY("complexity", "Complexity"),
  QUALITY("quality", "Quality"),
  CONTRACTS("contracts", "Contracts"),
  LATENCY("latency", "Latency and cost"),
  DEPENDENCIES("dependencies", "Dependencies"),
  VERSIONS("versions", "Versions");

  private static final Set<String> OF_DEPENDENCIES =
      Set.of(
          "retry.amplification",
          "timeout.share",
          "cascade.depth",
          "cascade.origin",
          "provider.errors");

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

  /** As people read it on the page. */
  public String label() {
    return label;
  }

  /** The tab's signals, of those that the catalogue lists: a new one finds its tab by its kind. */
  List<String> signals() {
    return SignalCatalogue.standard().signals().stream()
        .filter(signal -> of(signal).contains(this))
        .map(Signal::name)
        .toList();
  }

  /** Where a signal of runs or spans is shown, the first place first. */
  public static List<AgentTab> of(Signal signal) {
    String name = signal.name();
    if (name.equals("run.count")) {
      return List.of(ACTIVITY);
    }
    if (name.equals("run.outcome")) {
      return List.of(ACTIVITY, QUALITY);
    }
    if (signal.scope() == Signal.Scope.SCORE) {
      return List.of(QUALITY);
    }
    if (signal.scope() != Signal.Scope.RUN && signal.scope() != Signal.Scope.SPAN) {
      // Of model servers, GPUs and data sources, which have pages of their own, and rates, which
      // have a panel of theirs.
      return List.of();
    }
    if (name.startsWith("complexity.") || name.startsWith("tokens.")) {
      return List.of(COMPLEXITY);
    }
    if (name.startsWith("contract.")
        || name.startsWith("model.")
        || name.equals("tool.args_invalid")) {
      return List.of(CONTRACTS);
    }
    if (name.startsWith("rate_limit.") || OF_DEPENDENCIES.contains(name)) {
      return List.of(DEPENDENCIES);
    }
    if (name.startsWith("telemetry.")) {
      return List.of(ACTIVITY);
    }
    if (name.startsWith("latency.")) {
      return List.of(LATENCY);
    }
    return switch (signal.unit()) {
      case MILLISECONDS, US_DOLLARS, US_DOLLARS_PER_MINUTE -> List.of(LATENCY);
      case TOKENS,
          RUNS,
          RUNS_PER_MINUTE,
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
          SECONDS,
          ROWS,
          VALUES,
          RATIO,
          SHARE,
          NONE ->
          List.of(QUALITY);
    };
  }
}
