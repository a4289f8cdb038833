package dev.leeway.webui.words;

import static java.util.Map.entry;

import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.Slice;
import java.util.Map;

/** What a finding is called. */
public final class FindingWords {
  /** Rules that have a name of their own. */
  private static final Map<String, String> OF_DETECTORS =
      Map.ofEntries(
          entry("rule.retry_storm", "Retry storm"),
          entry("rule.contract", "Contract broken"),
          entry("rule.retry_after", "Retries don't wait as asked"),
          entry("rule.invalid_value", "Invalid values"),
          entry("rule.silent", "Silence"),
          entry("peer.replica", "A replica unlike its peers"),
          entry("model.silent_change", "Model changed silently"),
          entry("rule.cascade", "Failures begin at one dependency"),
          entry("budget.used_up", "A budget is used up"));

  /** What the rule on providers tells apart by its signal. */
  private static final Map<String, String> OF_PROVIDERS =
      Map.of(
          "provider.errors", "Provider fails",
          "provider.latency", "Provider is slow",
          "provider.overflow", "Overflow of another provider");

  /** What the rules on single runs tell apart likewise. */
  private static final Map<String, String> OF_FAULTS =
      Map.of(
          "grounding.contradiction", "Answers contradict what was found",
          "grounding.unsupported", "Answers claim what nobody found",
          "grounding.confident_empty", "Confident answers to empty retrievals",
          "tool.args_invalid", "Tools are called wrongly",
          "tool.args_ungrounded", "Tools are given invented arguments");

  private FindingWords() {}

  /** Signal and kind: {@code Input tokens a run moved}, {@code Repeated tool calls a run: rule}. */
  public static String title(Finding finding) {
    String signal = SignalWords.of(finding.signal()).title();
    String named =
        switch (finding.detector()) {
          case "rule.provider" -> OF_PROVIDERS.getOrDefault(finding.signal(), "");
          case "rule.grounding", "rule.tool_arguments" ->
              OF_FAULTS.getOrDefault(finding.signal(), "");
          default -> OF_DETECTORS.getOrDefault(finding.detector(), "");
        };
    if (!named.isEmpty()) {
      return named;
    }
    return switch (kind(finding)) {
      case "drift" -> signal + " drifted";
      case "rule" -> signal + " broke a rule";
      case "budget" -> signal + " burns its budget";
      case "forecast" ->
          finding.detector().equals("forecast.budget")
              ? signal + ": the budget runs out"
              : signal + " runs out";
      case "rate" -> signal + (finding.detector().endsWith("surge") ? " surge" : " slump");
      default -> signal;
    };
  }

  /** The part of the traffic: agent, and the further dimension if there is one. */
  public static String slice(Slice slice) {
    String agent = slice.agent().equals(Dimensions.ALL) ? "all agents" : slice.agent();
    return slice.wholeAgent() ? agent : agent + " · " + slice.dimension() + " " + slice.value();
  }

  /** {@code drift}, {@code rule}, …: the detector's first word. */
  public static String kind(Finding finding) {
    int dot = finding.detector().indexOf('.');
    return dot < 0 ? finding.detector() : finding.detector().substring(0, dot);
  }
}
