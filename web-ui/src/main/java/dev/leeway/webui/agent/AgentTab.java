package dev.leeway.webui.agent;

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

  List<String> signals() {
    return switch (this) {
      case ACTIVITY -> List.of("run.count", "run.outcome");
      case COMPLEXITY ->
          List.of("complexity.input_tokens", "complexity.steps", "complexity.tools_used");
      case QUALITY ->
          List.of("run.outcome", "retry.amplification", "loop.repeat", "grounding.score");
      case LATENCY -> List.of("run.duration", "llm.duration", "llm.ttft", "cost.run");
      case VERSIONS -> List.of();
    };
  }
}
