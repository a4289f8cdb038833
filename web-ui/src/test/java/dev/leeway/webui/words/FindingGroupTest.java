package dev.leeway.webui.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.finding.FindingState;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.window.Slice;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FindingGroupTest {
  private static final Slice ANALYST = Slice.ofAgent("default", "default", "analyst");
  private static final Slice MODEL = ANALYST.with("model", "gpt-4o");
  private static final Slice VERSION = ANALYST.with("version", "2.0.3");

  @Test
  void slicesStandUnderTheFindingOfTheirAgent() {
    List<FindingGroup> groups =
        FindingGroup.of(
            List.of(
                finding("a", MODEL, "cost.run"),
                finding("b", ANALYST, "cost.run"),
                finding("c", VERSION, "cost.run")));
    assertThat(groups).hasSize(1);
    assertThat(groups.getFirst().first().findingId()).isEqualTo("b");
    assertThat(groups.getFirst().where()).isEqualTo("analyst · also model gpt-4o, version 2.0.3");
  }

  @Test
  void slicesWithoutAFindingOfTheirAgentStandForThemselves() {
    List<FindingGroup> groups =
        FindingGroup.of(
            List.of(finding("a", MODEL, "cost.run"), finding("c", VERSION, "cost.run")));
    assertThat(groups).extracting(group -> group.first().findingId()).containsExactly("a", "c");
    assertThat(groups.getFirst().where()).isEqualTo("analyst · model gpt-4o");
  }

  @Test
  void aSliceThatMovedAtAnotherTimeIsAnotherChange() {
    Finding longAgo = closed("a", MODEL, 1_000, 2_000);
    Finding yesterday = closed("b", ANALYST, 90_000, 95_000);
    Finding with = closed("c", VERSION, 91_000, 99_000);
    Finding before = closed("d", ANALYST, 1_500, 3_000);
    List<FindingGroup> groups = FindingGroup.of(List.of(yesterday, with, longAgo, before));
    assertThat(groups).extracting(group -> group.first().findingId()).containsExactly("b", "d");
    assertThat(groups.getFirst().slices()).containsExactly(with);
    assertThat(groups.getLast().slices()).containsExactly(longAgo);
  }

  @Test
  void theWorstSeverityShows() {
    Finding slice = finding("a", MODEL, "cost.run", Severity.CRITICAL, FindingState.OPEN, 1_000, 0);
    FindingGroup group =
        FindingGroup.of(List.of(finding("b", ANALYST, "cost.run"), slice)).getFirst();
    assertThat(group.severity()).isEqualTo(Severity.CRITICAL);
  }

  @Test
  void anotherSignalOrAgentIsAnotherChange() {
    Slice other = Slice.ofAgent("default", "default", "triage");
    assertThat(
            FindingGroup.of(
                List.of(
                    finding("a", ANALYST, "cost.run"),
                    finding("b", ANALYST, "llm.ttft"),
                    finding("c", other, "cost.run"))))
        .hasSize(3);
  }

  private static Finding finding(String id, Slice slice, String signal) {
    return finding(id, slice, signal, Severity.WARNING, FindingState.OPEN, 1_000, 0);
  }

  private static Finding closed(String id, Slice slice, long onset, long closed) {
    return finding(id, slice, "cost.run", Severity.WARNING, FindingState.CLOSED, onset, closed);
  }

  private static Finding finding(
      String id,
      Slice slice,
      String signal,
      Severity severity,
      FindingState state,
      long onsetMillis,
      long closedMillis) {
    return new Finding(
        id,
        1,
        "drift.distribution",
        signal,
        slice,
        severity,
        state,
        false,
        onsetMillis,
        onsetMillis,
        onsetMillis,
        closedMillis,
        0.4,
        "moved",
        "baseline",
        Map.of(),
        1,
        List.of());
  }
}
