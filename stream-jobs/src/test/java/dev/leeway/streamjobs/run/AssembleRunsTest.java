package dev.leeway.streamjobs.run;

import static dev.leeway.streamjobs.run.RunHarness.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.run.Run;
import dev.leeway.signals.run.RunOutcome;
import dev.leeway.signals.window.MergedWindow;
import dev.leeway.signals.window.Observation;
import dev.leeway.storage.row.RunRow;
import dev.leeway.streamjobs.edge.LedgerDelta;
import dev.leeway.streamjobs.edge.MonitorInput;
import dev.leeway.streamjobs.edge.Standing;
import dev.leeway.streamjobs.edge.StoreRow;
import dev.leeway.streamjobs.store.StoreRows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AssembleRunsTest {
  private static final long END = START - 1_000;

  @Test
  void aRunIsOpenUntilItsAgentsClockHasPassedItAndThenAllStateIsGone() throws Exception {
    try (RunHarness harness = RunHarness.open()) {
      take(harness, run(1));
      harness.pass(4);
      assertThat(outcomes(harness)).containsExactly(RunOutcome.OPEN);
      assertThat(runObservations(harness)).isEmpty();

      harness.pass(20);
      assertThat(outcomes(harness)).containsExactly(RunOutcome.OK);
      assertThat(runObservations(harness)).hasSize(1);
      assertThat(harness.stateEntries()).isPositive();

      harness.pass(140);
      assertThat(harness.stateEntries()).isZero();
      assertThat(harness.storage.lookups()).isZero();
    }
  }

  @Test
  void repetitionsAreCountedAndNeitherStoredNorObserved() throws Exception {
    try (RunHarness harness = RunHarness.open()) {
      take(harness, run(1));
      take(harness, run(1));
      harness.pass(30);
      take(harness, run(1));
      harness.pass(4);

      assertThat(harness.storage.events()).hasSize(3);
      assertThat(runObservations(harness)).hasSize(1);
      LedgerDelta sum = harness.ledger.stream().reduce(LedgerDelta::plus).orElseThrow();
      assertThat(sum.stored()).isEqualTo(3);
      assertThat(sum.deduplicated()).isEqualTo(6);
    }
  }

  @Test
  void whatStorageHoldsAlreadyIsDropped() throws Exception {
    try (RunHarness harness = RunHarness.open()) {
      for (AgentEvent event : run(1)) {
        harness.take(Spans.record(event, Standing.STORED));
      }
      harness.pass(30);

      assertThat(harness.storage.events()).isEmpty();
      assertThat(harness.stateEntries()).isZero();
      assertThat(harness.ledger.stream().mapToLong(LedgerDelta::deduplicated).sum()).isEqualTo(3);
    }
  }

  @Test
  void aTraceWithoutRootIsAbandonedAfterLongSilence() throws Exception {
    try (RunHarness harness = RunHarness.open()) {
      harness.take(Spans.model(1, 12, 99, END - 500, END, START));
      harness.pass(14 * 60);
      assertThat(outcomes(harness)).containsExactly(RunOutcome.OPEN);

      harness.pass(3 * 60);
      assertThat(outcomes(harness)).containsExactly(RunOutcome.ABANDONED);
    }
  }

  @Test
  void aLateSpanRewritesTheRunAndTakesItsObservationBack() throws Exception {
    try (RunHarness harness = RunHarness.open()) {
      List<AgentEvent> run = run(1);
      take(harness, run.subList(1, run.size()));
      harness.pass(30);
      Run before = onlyRun(harness);
      harness.take(run.getFirst());
      harness.pass(20);
      Run after = onlyRun(harness);

      assertThat(before.outcome()).isEqualTo(RunOutcome.OK);
      assertThat(after.spans()).isEqualTo(before.spans() + 1);
      assertThat(after.revision()).isGreaterThan(before.revision());
      assertThat(runObservations(harness))
          .extracting(Observation::weight)
          .containsExactly(1, -1, 1);
      assertThat(harness.observations)
          .flatExtracting(Observation::measurements)
          .filteredOn(measurement -> measurement.signal().equals("telemetry.late"))
          .hasSize(1);
      harness.pass(200);
      assertThat(harness.stateEntries()).isZero();
    }
  }

  @Test
  void manyLateSpansOfOneRunAreOneLateRun() throws Exception {
    try (RunHarness harness = RunHarness.open()) {
      List<AgentEvent> run = run(1);
      take(harness, run.subList(2, run.size()));
      harness.pass(30);
      take(harness, run.subList(0, 2));
      harness.pass(20);

      assertThat(harness.observations)
          .flatExtracting(Observation::measurements)
          .filteredOn(measurement -> measurement.signal().equals("telemetry.late"))
          .hasSize(1);
    }
  }

  @Test
  void aRootThatComesLateHidesTheRunWithoutOne() throws Exception {
    try (RunHarness harness = RunHarness.open()) {
      List<AgentEvent> run = run(1);
      take(harness, run.subList(0, 2));
      harness.pass(4);
      assertThat(onlyRun(harness).runId()).isZero();
      harness.take(run.get(2));
      harness.pass(30);

      assertThat(onlyRun(harness).runId()).isEqualTo(11);
      assertThat(runObservations(harness)).hasSize(1);
    }
  }

  @Test
  void aSpanOfAForgottenTraceIsJoinedWithWhatIsStored() throws Exception {
    try (RunHarness harness = RunHarness.open()) {
      List<AgentEvent> run = run(1);
      take(harness, run.subList(1, run.size()));
      harness.pass(200);
      assertThat(harness.stateEntries()).isZero();
      harness.take(run.getFirst());
      harness.pass(60 * 17);

      assertThat(onlyRun(harness).spans()).isEqualTo(3);
      assertThat(runObservations(harness))
          .extracting(Observation::weight)
          .containsExactly(1, -1, 1);
    }
  }

  @Test
  void aStartThatHasForgottenAllLooksAfterWhatItFindsStored() throws Exception {
    try (RunHarness harness = RunHarness.open(AssemblySettings.verifyingBefore(START + 1))) {
      List<AgentEvent> run = run(1);
      run.forEach(event -> harness.storage.store(rowOf(event)));
      for (AgentEvent event : run) {
        harness.take(Spans.record(event, Standing.STORED));
      }
      harness.pass(40);

      assertThat(onlyRun(harness).outcome()).isEqualTo(RunOutcome.OK);
      assertThat(harness.storage.events()).hasSize(3);
    }
  }

  @Test
  void aTraceIsCutAtItsLimitAndRebuiltOnceItIsQuiet() throws Exception {
    try (RunHarness harness = RunHarness.open()) {
      harness.take(Spans.agent(1, 1, END - 60_000, END, START));
      for (int span = 2; span <= 10_050; span++) {
        harness.take(Spans.tool(1, span, 1, END - 60_000 + span, END, START));
      }
      harness.pass(2);
      assertThat(onlyRun(harness).spans()).isEqualTo(10_000);
      harness.take(Spans.tool(1, 20_000, 1, END - 59_999, END, START));
      harness.pass(30);

      assertThat(onlyRun(harness).revision()).isEqualTo(2 * 10_051 + 1);
      assertThat(harness.storage.events()).hasSize(10_051);
      assertThat(runObservations(harness).stream().mapToInt(Observation::weight).sum()).isOne();
    }
  }

  @Test
  void aLoopIsToldWhileTheRunIsOpen() throws Exception {
    try (RunHarness harness = RunHarness.open()) {
      for (int call = 0; call < 5; call++) {
        harness.take(Spans.tool(1, 100 + call, 11, END - 900 + call, END - 800 + call, START));
      }

      assertThat(harness.hits)
          .extracting(MonitorInput::hit)
          .extracting("detector", "effect")
          .containsExactly(tuple("rule.loop", 5.0));
    }
  }

  @Test
  void aRunFarBeyondWhatTheAgentsRunsCostIsToldWhileItIsOpenAlsoAfterARestore() throws Exception {
    try (RunHarness harness = RunHarness.open()) {
      for (int trace = 1; trace <= 250; trace++) {
        take(harness, run(trace));
      }
      harness.pass(40);
      assertThat(harness.hits).isEmpty();

      try (RunHarness restored = harness.restored(harness.checkpoint())) {
        takeModelCalls(restored, 900, 21);
        assertThat(restored.hits)
            .extracting(MonitorInput::hit)
            .extracting("signal", "severity")
            .containsExactly(tuple("loop.spend", Severity.WARNING));
        assertThat(restored.hits)
            .extracting(MonitorInput::hit)
            .extracting("effectText")
            .asString()
            .contains("99 of 100 earlier runs of the agent stayed within", "of 250 runs");
      }
    }
  }

  @Test
  void aLateSpanOfARunThatIsOverTeachesNothing() throws Exception {
    try (RunHarness harness = RunHarness.open()) {
      for (int trace = 1; trace <= 150; trace++) {
        take(harness, run(trace).subList(1, 3));
      }
      harness.pass(40);
      for (int trace = 1; trace <= 150; trace++) {
        take(harness, run(trace).subList(0, 1));
      }
      harness.pass(40);
      takeModelCalls(harness, 900, 21);

      assertThat(harness.hits).isEmpty();
    }
  }

  /** A cent each, with the agent above them still to come. */
  private static void takeModelCalls(RunHarness harness, long trace, int calls) throws Exception {
    long now = harness.now();
    for (int call = 0; call < calls; call++) {
      harness.take(Spans.model(trace, 100 + call, 11, now - 900 + call, now - 800 + call, now));
    }
  }

  @Test
  void theFrontierFollowsTheClockAndNeverPassesAnOpenRun() throws Exception {
    try (RunHarness harness = RunHarness.open()) {
      take(harness, run(1));
      harness.pass(12);

      assertThat(harness.frontiers).isNotEmpty();
      assertThat(harness.frontiers)
          .filteredOn(frontier -> frontier.clockMillis() >= END)
          .allSatisfy(frontier -> assertThat(runObservations(harness)).hasSize(1));
    }
  }

  @Test
  void aRestoreGoesOnWhereTheCheckpointWas() throws Exception {
    try (RunHarness harness = RunHarness.open()) {
      List<AgentEvent> run = run(1);
      take(harness, run.subList(0, 2));
      take(harness, run(2));
      OperatorSubtaskState checkpoint = harness.checkpoint();
      try (RunHarness restored = harness.restored(checkpoint)) {
        restored.take(run.get(0));
        restored.take(run.get(2));
        restored.pass(40);

        assertThat(restored.storage.events()).hasSize(6);
        assertThat(outcomes(restored)).containsExactly(RunOutcome.OK, RunOutcome.OK);
        restored.pass(140);
        assertThat(restored.stateEntries()).isZero();
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void orderAndLatenessOfArrivalLeaveTheSameRunsAndWindows(long seed) throws Exception {
    List<AgentEvent> spans = new ArrayList<>();
    for (int trace = 1; trace <= 20; trace++) {
      spans.addAll(run(trace));
    }
    List<AgentEvent> shuffled = new ArrayList<>(spans);
    Collections.shuffle(shuffled, new Random(seed));
    int late = (int) (seed * 7);
    try (RunHarness inOrder = RunHarness.open();
        RunHarness chaos = RunHarness.open()) {
      take(inOrder, spans);
      inOrder.pass(40);
      take(chaos, shuffled.subList(late, shuffled.size()));
      chaos.pass(30);
      take(chaos, shuffled.subList(0, late));
      chaos.pass(60 * 17);

      assertThat(runs(chaos)).isEqualTo(runs(inOrder));
      assertThat(content(chaos.windows())).isEqualTo(content(inOrder.windows()));
    }
  }

  /** Tool call, model call and agent span, in the order in which an SDK exports them. */
  private static List<AgentEvent> run(int trace) {
    long end = END - trace;
    return List.of(
        Spans.tool(trace, 13, 11, end - 400, end - 300, START),
        Spans.model(trace, 12, 11, end - 900, end - 500, START),
        Spans.agent(trace, 11, end - 1_000, end, START));
  }

  private static void take(RunHarness harness, List<AgentEvent> events) throws Exception {
    for (AgentEvent event : events) {
      harness.take(event);
    }
  }

  private static StoreRow rowOf(AgentEvent event) {
    return StoreRows.event(Spans.record(event).row());
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

  private static List<Observation> runObservations(RunHarness harness) {
    return harness.observations.stream()
        .filter(observation ->
            observation.measurements().stream()
                .anyMatch(measurement -> measurement.signal().equals("run.count")))
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
