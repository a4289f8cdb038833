package dev.leeway.testkit.scenario;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

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

  /** Of a slice as it is stored, by dimensions. */
  public static SeenFinding of(
      String signal,
      String detector,
      Map<String, String> slice,
      String severity,
      String text,
      List<String> traces) {
    Map<String, String> further = new TreeMap<>(slice);
    String agent = slice.getOrDefault("agent", "");
    further.keySet().removeAll(Set.of("agent", "environment"));
    String dimension = further.keySet().stream().findFirst().orElse("");
    return new SeenFinding(
        signal,
        detector,
        agent,
        dimension,
        slice.getOrDefault(dimension, ""),
        severity,
        text,
        traces);
  }
}
