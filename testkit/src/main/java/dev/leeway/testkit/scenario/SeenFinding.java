package dev.leeway.testkit.scenario;

import java.util.List;

/**
 * The last statement of a finding, as a user sees it.
 *
 * @param dimension empty for a whole agent, as is {@code value}
 */
public record SeenFinding(
    String signal,
    String detector,
    String agent,
    String dimension,
    String value,
    String severity,
    String text,
    List<String> traces) {
  public SeenFinding {
    traces = List.copyOf(traces);
  }
}
