package dev.leeway.webui.words;

import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.finding.FindingState;
import dev.leeway.signals.finding.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One change of one agent's signal as a reader counts it: the finding about the whole agent, and
 * those that say the same of its slices at the same time.
 *
 * @param first the finding about the whole agent, or the only one
 * @param slices further findings of the same change
 */
public record FindingGroup(Finding first, List<Finding> slices) {
  private static final int SLICES_NAMED_MAX = 4;

  /** What findings of one change have in common. */
  private record Change(
      String environment, String agent, String signal, String detector, boolean history) {
    static Change of(Finding finding) {
      return new Change(
          finding.slice().environment(),
          finding.slice().agent(),
          finding.signal(),
          finding.detector(),
          finding.history());
    }
  }

  public FindingGroup {
    slices = List.copyOf(slices);
  }

  /**
   * Puts slices under the finding of their agent that was open at the same time; a slice without
   * one stands for itself: it may have a cause of its own. Keeps the order of the first of each.
   */
  public static List<FindingGroup> of(List<Finding> findings) {
    Map<Finding, List<Finding>> slicesOf = new LinkedHashMap<>();
    for (Finding finding : findings) {
      Optional<Finding> whole = wholeOf(finding, findings);
      List<Finding> slices =
          slicesOf.computeIfAbsent(whole.orElse(finding), key -> new ArrayList<>());
      if (whole.isPresent()) {
        slices.add(finding);
      }
    }
    return slicesOf.entrySet().stream()
        .map(entry -> new FindingGroup(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** Whether both tell of the same change, be it of different slices. */
  public static boolean sameChange(Finding a, Finding b) {
    return Change.of(a).equals(Change.of(b))
        && a.onsetMillis() <= endMillis(b)
        && b.onsetMillis() <= endMillis(a);
  }

  /** The finding about the whole agent that a slice belongs under; empty where it is alone. */
  private static Optional<Finding> wholeOf(Finding finding, List<Finding> findings) {
    return finding.slice().wholeAgent()
        ? Optional.empty()
        : findings.stream()
            .filter(other -> other.slice().wholeAgent() && sameChange(finding, other))
            .findFirst();
  }

  private static long endMillis(Finding finding) {
    return finding.state() == FindingState.CLOSED ? finding.closedAtMillis() : Long.MAX_VALUE;
  }

  /** The worst of all, which is the first by order. */
  public Severity severity() {
    return Stream.concat(Stream.of(first), slices.stream())
        .map(Finding::severity)
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  /** Where it is seen: {@code analyst · also model gpt-4o, version 2.0.3}. */
  public String where() {
    String where = FindingWords.slice(first.slice());
    if (slices.isEmpty()) {
      return where;
    }
    String named =
        String.join(
            ", ",
            slices.stream()
                .map(finding -> finding.slice().dimension() + " " + finding.slice().value())
                .sorted()
                .limit(SLICES_NAMED_MAX)
                .toList());
    int more = slices.size() - SLICES_NAMED_MAX;
    return where + " · also " + named + (more > 0 ? " and " + more + " more" : "");
  }
}
