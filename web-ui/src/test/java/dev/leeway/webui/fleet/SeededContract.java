package dev.leeway.webui.fleet;

import dev.leeway.signals.event.Facts;
import dev.leeway.signals.fact.AnswerFacts;
import dev.leeway.signals.fact.ToolCallFacts;
import java.util.HashMap;
import java.util.Map;

/**
 * What the answer of a seeded run looks like. One agent answers in JSON; since its inputs became
 * harder some of its runs are served by a smaller model, in a fence, and without the price as a
 * number. The others answer in text, mostly English.
 */
final class SeededContract {
  static final String USUAL_MODEL = "gpt-4.1-mini-2025-04-14";
  static final String OTHER_MODEL = "gpt-4.1-nano-2025-04-14";

  private static final String CLAUDE = "claude-sonnet-4-5";
  private static final double HARDER = 3_000;

  private SeededContract() {}

  static String provider(String agent) {
    return agent.equals(SeededFleet.LEARNING) ? "anthropic" : "openai";
  }

  static String model(String agent) {
    return provider(agent).equals("anthropic") ? CLAUDE : "gpt-4.1-mini";
  }

  static Map<String, String> categories(SeededAgent agent, long startMillis) {
    long at = Math.floorMod(startMillis / 10, 101);
    boolean json = agent.name().equals(SeededFleet.DRIFTING);
    boolean changed = json && agent.tokens() > HARDER && at < 38;
    Map<String, String> said = new HashMap<>();
    said.put("contract.format", json ? changed ? "FENCED_JSON" : "JSON" : "TEXT");
    said.put("contract.shape", shape(json, changed, at));
    if (!json) {
      said.put("contract.language", at < 4 ? "de" : "en");
    } else {
      said.put("contract.violation", changed || at == 100 ? "BROKEN" : "KEPT");
    }
    said.put("tool.args_invalid", at == 50 ? "INVALID" : "VALID");
    String provider = provider(agent.name());
    String usual = provider.equals("anthropic") ? CLAUDE + "-20250929" : USUAL_MODEL;
    said.put("model.mix", provider + "/" + (changed ? OTHER_MODEL : usual));
    said.put("model.fingerprint", changed ? "fp_7c1d0e" : at < 50 ? "fp_44709d" : "fp_a2841b");
    said.put("model.substituted", changed ? "SUBSTITUTED" : "AS_REQUESTED");
    said.put("user.correction", at < 6 ? "CORRECTED" : "NEXT");
    return said;
  }

  /** As the decoder would have read it from the last model call of the run. */
  static Facts facts(Map<String, String> categories) {
    Map<String, String> texts = new HashMap<>();
    if (categories.getOrDefault("contract.violation", "").equals("BROKEN")) {
      boolean changed = categories.getOrDefault("contract.format", "").equals("FENCED_JSON");
      texts.put(
          AnswerFacts.VIOLATION,
          changed ? "total: expected number, came string" : "order_id: missing");
    }
    if (categories.getOrDefault("tool.args_invalid", "").equals("INVALID")) {
      texts.put(ToolCallFacts.PROBLEM, "get_order: order_id: missing");
    }
    return new Facts(Map.of(), texts);
  }

  static String servedModel(Map<String, String> categories) {
    return categories.getOrDefault("model.mix", "/" + USUAL_MODEL).replaceFirst("^[^/]*/", "");
  }

  private static String shape(boolean json, boolean changed, long at) {
    if (!json) {
      return at < 12 ? "markdown" : "text";
    }
    if (changed) {
      return "fenced json {eta: text, order_id: text, status: text, total: text}";
    }
    return at == 100
        ? "json {eta: text, status: text, total: number}"
        : "json {eta: text, items: [{name: text, quantity: number}], order_id: text,"
            + " status: text, total: number}";
  }
}
