package dev.leeway.streamjobs.run;

import static dev.leeway.signals.event.EventFlag.STANDS_ALONE;
import static dev.leeway.signals.event.EventFlag.WRITTEN_WITHIN;
import static dev.leeway.streamjobs.run.RunHarness.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventFlag;
import dev.leeway.signals.run.Run;
import dev.leeway.signals.run.RunOutcome;
import dev.leeway.signals.window.MergedWindow;
import dev.leeway.storage.row.RunRow;
import dev.leeway.streamjobs.edge.LedgerDelta;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What log records say about spans, from their arrival to the rows and windows of their runs. */
final class SupplementsTest {
  private static final long END = START - 1_000;
  private static final AgentEvent AGENT = Spans.agent(1, 11, END - 1_000, END, START);
  private static final AgentEvent CALL =
      Spans.uncounted(Spans.model(1, 12, 11, END - 900, END - 500, START));

  /** Says 170 tokens about the call. */
  private static final AgentEvent DETAILS = Spans.logged(1, 70, 12, END - 500, STANDS_ALONE);

  @ParameterizedTest(name = "order {0}")
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void inAnyOrderTheRunKnowsWhatTheRecordSaysAndNoSpanIsAdded(int order) throws Exception {
    try (RunHarness harness = RunHarness.open()) {
      for (AgentEvent event : permutation(List.of(AGENT, CALL, DETAILS), order)) {
        harness.take(event);
        harness.pass(1);
      }
      harness.pass(30);

      assertThat(onlyRun(harness).inputTokens()).isEqualTo(170);
      assertThat(onlyRun(harness).llmCalls()).isEqualTo(1);
      assertThat(harness.storage.events()).containsExactlyInAnyOrder(AGENT, CALL);
      assertThat(harness.storage.supplements()).containsExactly(DETAILS);
      harness.pass(150);
      assertThat(harness.stateEntries()).isZero();
      assertThat(harness.storage.lookups()).isZero();
    }
  }

  @Test
  void afterItsRunHasClosedItRewritesTheRun() throws Exception {
    try (RunHarness harness = RunHarness.open()) {
      harness.take(CALL);
      harness.take(AGENT);
      harness.pass(30);
      Run before = onlyRun(harness);
      harness.take(DETAILS);
      harness.pass(20);

      assertThat(before.inputTokens()).isZero();
      assertThat(onlyRun(harness).inputTokens()).isEqualTo(170);
      assertThat(onlyRun(harness).revision()).isGreaterThan(before.revision());
      assertThat(harness.storage.events()).hasSize(2);
      harness.pass(200);
      assertThat(harness.stateEntries()).isZero();
    }
  }

  @Test
  void withoutItsSpanItIsACallOfTheRunAndAnEvent() throws Exception {
    try (RunHarness harness = RunHarness.open()) {
      harness.take(DETAILS);
      harness.take(AGENT);
      harness.pass(30);

      assertThat(onlyRun(harness).llmCalls()).isEqualTo(1);
      assertThat(onlyRun(harness).inputTokens()).isEqualTo(170);
      assertThat(harness.storage.events()).containsExactlyInAnyOrder(AGENT, DETAILS);
      harness.pass(200);
      assertThat(harness.stateEntries()).isZero();
    }
  }

  @Test
  void ifItsSpanComesLaterStillTheRunAndTheWindowsCountTheCallOnce() throws Exception {
    AgentEvent call = Spans.model(1, 12, 11, END - 900, END - 500, START);
    // It was written within the agent's span, so it knows how long the call took.
    AgentEvent timed = call.placed(70, 12, EventFlag.SUPPLEMENT.bit() | STANDS_ALONE.bit());
    try (RunHarness late = RunHarness.open();
        RunHarness inOrder = RunHarness.open()) {
      late.take(timed);
      late.take(AGENT);
      late.pass(30);
      assertThat(late.storage.events()).hasSize(2);
      late.take(call);
      late.pass(20);
      late.take(Spans.tool(1, 13, 11, END - 400, END - 300, START));
      late.pass(20);
      inOrder.take(call);
      inOrder.take(timed);
      inOrder.take(Spans.tool(1, 13, 11, END - 400, END - 300, START));
      inOrder.take(AGENT);
      inOrder.pass(40);

      assertThat(onlyRun(late)).isEqualTo(onlyRun(inOrder));
      assertThat(onlyRun(late).llmCalls()).isEqualTo(1);
      assertThat(content(late.windows())).isEqualTo(content(inOrder.windows()));
      assertThat(late.storage.supplements())
          .filteredOn(row -> row.has(EventFlag.TAKEN_BACK))
          .hasSize(1);
    }
  }

  @Test
  void ofATraceWithoutAnySpanTheRunIsAbandonedAfterLongSilence() throws Exception {
    try (RunHarness harness = RunHarness.open()) {
      // As a replay would send it: it happened an hour ago.
      long hourAgo = END - 3_600_000;
      harness.take(Spans.logged(1, 70, 12, hourAgo, STANDS_ALONE));
      harness.take(Spans.logged(2, 71, 22, hourAgo));
      harness.pass(14 * 60);
      assertThat(outcomes(harness)).containsExactly(RunOutcome.OPEN);
      assertThat(harness.storage.events()).isEmpty();

      harness.pass(3 * 60);
      assertThat(outcomes(harness)).containsExactly(RunOutcome.ABANDONED);
      assertThat(harness.storage.events()).hasSize(1);
      harness.pass(200);
      assertThat(harness.stateEntries()).isZero();
    }
  }

  @Test
  void aReplaysSpansMayComeMinutesAfterItsLogs() throws Exception {
    long hourAgo = END - 3_600_000;
    try (RunHarness harness = RunHarness.open()) {
      harness.take(Spans.logged(1, 70, 12, hourAgo - 500, STANDS_ALONE));
      harness.pass(5 * 60);
      harness.take(Spans.uncounted(Spans.model(1, 12, 11, hourAgo - 900, hourAgo - 500, START)));
      harness.take(Spans.agent(1, 11, hourAgo - 1_000, hourAgo, START));
      harness.pass(60);

      assertThat(harness.storage.events()).hasSize(2);
      assertThat(onlyRun(harness).inputTokens()).isEqualTo(170);
    }
  }

  @Test
  void aResendIsCountedAndNotStored() throws Exception {
    try (RunHarness harness = RunHarness.open()) {
      harness.take(DETAILS);
      harness.take(DETAILS);
      harness.take(CALL);
      harness.take(AGENT);
      harness.pass(30);
      harness.take(DETAILS);
      harness.pass(4);

      assertThat(harness.storage.supplements()).hasSize(1);
      LedgerDelta sum = harness.ledger.stream().reduce(LedgerDelta::plus).orElseThrow();
      assertThat(sum.stored()).isEqualTo(3);
      assertThat(sum.deduplicated()).isEqualTo(2);
    }
  }

  @Test
  void aRestoreRemembersIt() throws Exception {
    try (RunHarness harness = RunHarness.open()) {
      harness.take(DETAILS);
      OperatorSubtaskState checkpoint = harness.checkpoint();
      try (RunHarness restored = harness.restored(checkpoint)) {
        restored.take(DETAILS);
        restored.take(CALL);
        restored.take(AGENT);
        restored.pass(30);

        assertThat(onlyRun(restored).inputTokens()).isEqualTo(170);
        assertThat(restored.storage.supplements()).hasSize(1);
        restored.pass(150);
        assertThat(restored.stateEntries()).isZero();
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void orderAndLatenessOfRecordsLeaveTheSameRunsAndWindows(long seed) throws Exception {
    List<AgentEvent> events = new ArrayList<>();
    for (int trace = 1; trace <= 20; trace++) {
      events.addAll(trace(trace));
    }
    List<AgentEvent> shuffled = new ArrayList<>(events);
    Collections.shuffle(shuffled, new Random(seed));
    int late = (int) (seed * 12);
    try (RunHarness inOrder = RunHarness.open();
        RunHarness chaos = RunHarness.open()) {
      take(inOrder, events);
      inOrder.pass(60 * 17);
      take(chaos, shuffled.subList(late, shuffled.size()));
      chaos.pass(30);
      take(chaos, shuffled.subList(0, late));
      chaos.pass(60 * 17);

      assertThat(runs(chaos)).isEqualTo(runs(inOrder));
      assertThat(content(chaos.windows())).isEqualTo(content(inOrder.windows()));
      assertThat(chaos.storage.supplements().stream().filter(row -> !row.has(EventFlag.TAKEN_BACK)))
          .hasSize(60);
    }
  }

  /** A call with its records, one without its span, and what cannot stand alone. */
  private static List<AgentEvent> trace(int trace) {
    long end = END - trace;
    return List.of(
        Spans.logged(trace, 70, 12, end - 800, STANDS_ALONE),
        Spans.uncounted(Spans.model(trace, 12, 11, end - 900, end - 500, START)),
        Spans.logged(trace, 71, 11, end - 300, STANDS_ALONE, WRITTEN_WITHIN),
        Spans.logged(trace, 72, 12, end - 600),
        Spans.agent(trace, 11, end - 1_000, end, START));
  }

  private static List<AgentEvent> permutation(List<AgentEvent> events, int number) {
    List<AgentEvent> left = new ArrayList<>(events);
    List<AgentEvent> ordered = new ArrayList<>();
    for (int rest = number; !left.isEmpty(); rest /= left.size() + 1) {
      ordered.add(left.remove(rest % left.size()));
    }
    return ordered;
  }

  private static void take(RunHarness harness, List<AgentEvent> events) throws Exception {
    for (AgentEvent event : events) {
      harness.take(event);
    }
  }

  private static Run onlyRun(RunHarness harness) {
    assertThat(harness.storage.visibleRuns()).hasSize(1);
    return harness.storage.visibleRuns().getFirst().run();
  }

  private static List<RunOutcome> outcomes(RunHarness harness) {
    return harness.storage.visibleRuns().stream().map(row -> row.run().outcome()).toList();
  }

  private static List<Run> runs(RunHarness harness) {
    return harness.storage.visibleRuns().stream()
        .map(RunRow::run)
        .sorted(Comparator.comparingLong(run -> run.traceId().low()))
        .toList();
  }

  /** Without exemplars, which are hints. */
  private static List<String> content(List<MergedWindow> windows) {
    return windows.stream()
        .map(window ->
            List.of(
                    window.slice(),
                    window.signal(),
                    window.fromMillis(),
                    window.count(),
                    window.sum(),
                    window.distribution(),
                    window.categories())
                .toString())
        .toList();
  }
}
