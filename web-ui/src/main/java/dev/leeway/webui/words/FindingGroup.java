package dev.leeway.webui.words;

import dev.leeway.signals.finding.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One change of one agent's signal as a reader counts it: the finding about the whole agent, and
 * those that say the same of its slices.
 *
 * @param first the finding about the whole agent, or the only one
 * @param slices further findings of the same change
 */
public record FindingGroup(Finding first, List<Finding> slices) {
  /** What findings of one change have in common. */
  private record Change(
      String environment, String agent, String signal, String detector, String state) {}

  public FindingGroup {
    slices = List.copyOf(slices);
  }

  /**
   * Puts slices under the finding of their agent; where the agent as a whole has none, each slice
   * stands for itself: it may have a cause of its own. Keeps the order of the first of each.
   */
  public static List<FindingGroup> of(List<Finding> findings) {
    Map<Change, List<Finding>> byChange = new LinkedHashMap<>();
    for (Finding finding : findings) {
      byChange.computeIfAbsent(change(finding), key -> new ArrayList<>()).add(finding);
    }
    List<FindingGroup> groups = new ArrayList<>();
    for (List<Finding> same : byChange.values()) {
      List<Finding> whole = same.stream().filter(f -> f.slice().wholeAgent()).toList();
      List<Finding> slices = same.stream().filter(f -> !f.slice().wholeAgent()).toList();
      if (whole.size() == 1) {
        groups.add(new FindingGroup(whole.getFirst(), slices));
      } else {
        same.forEach(finding -> groups.add(new FindingGroup(finding, List.of())));
      }
    }
    return List.copyOf(groups);
  }

  private static Change change(Finding finding) {
    return new Change(
        finding.slice().environment(),
        finding.slice().agent(),
        finding.signal(),
        finding.detector(),
        finding.state() + (finding.history() ? " history" : ""));
  }

  /** Where it is seen: {@code analyst · also model gpt-4o, version 2.0.3}. */
  public String where() {
    String where = FindingWords.slice(first.slice());
    return slices.isEmpty() ? where : where + " · also " + String.join(", ", dimensions());
  }

  private List<String> dimensions() {
    return slices.stream()
        .map(finding -> finding.slice().dimension() + " " + finding.slice().value())
        .sorted()
        .toList();
  }
}
