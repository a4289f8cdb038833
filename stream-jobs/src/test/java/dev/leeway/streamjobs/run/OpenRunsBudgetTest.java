package dev.leeway.streamjobs.run;

import static dev.leeway.streamjobs.run.RunHarness.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.rules.RuleBook;
import dev.leeway.signals.run.Run;
import dev.leeway.signals.run.RunOutcome;
import dev.leeway.storage.row.RunRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** Open runs in the room that design gives them: 10,000 of 200 spans in 256 MiB. */
final class OpenRunsBudgetTest {
  private static final int RUNS = 16;
  private static final long BYTES_PER_RUN = (256L << 20) / 10_000;

  @Test
  void openRunsOfTwoHundredSpansFitInTheirBudgetWithNothingReadBack() throws Exception {
    try (RunHarness harness = RunHarness.open()) {
      takeOpen(harness);
      harness.pass(2);

      assertThat(harness.heldBytes() / RUNS).isBetween(BYTES_PER_RUN / 2, BYTES_PER_RUN);
      assertThat(harness.storage.lookups()).isZero();
    }
  }

  @Test
  void whatHasNoRoomIsReadBackAndNothingElseDiffers() throws Exception {
    long budget = RUNS * BYTES_PER_RUN / 2;
    try (RunHarness roomy = RunHarness.open();
        RunHarness narrow = RunHarness.open(holding(budget))) {
      takeOpen(roomy);
      takeOpen(narrow);
      narrow.pass(3);
      assertThat(narrow.heldBytes()).isLessThanOrEqualTo(budget);
      roomy.pass(3);
      takeRest(roomy);
      takeRest(narrow);
      roomy.pass(40);
      narrow.pass(40);

      assertThat(narrow.storage.lookups()).isPositive();
      assertThat(runs(narrow)).hasSize(RUNS).isEqualTo(runs(roomy));
      assertThat(narrow.windows()).isEqualTo(roomy.windows());
      assertThat(narrow.hits).hasSameSizeAs(roomy.hits).isNotEmpty();
      narrow.pass(140);
      assertThat(narrow.stateEntries()).isZero();
      assertThat(narrow.heldBytes()).isZero();
    }
  }

  @Test
  void aRunWithoutRoomIsNotOverBecauseItIsQuiet() throws Exception {
    try (RunHarness harness = RunHarness.open(holding(RUNS * BYTES_PER_RUN / 2))) {
      takeOpen(harness);
      harness.pass(60);
      assertThat(harness.storage.visibleRuns())
          .extracting(row -> row.run().outcome())
          .isNotEmpty()
          .containsOnly(RunOutcome.OPEN);

      takeRest(harness);
      harness.pass(40);
      assertThat(runs(harness)).hasSize(RUNS).allMatch(run -> run.spans() == WorkingRun.SPANS);
    }
  }

  @Test
  void bytesAreCountedAgainAfterARestore() throws Exception {
    try (RunHarness harness = RunHarness.open()) {
      takeOpen(harness);
      OperatorSubtaskState checkpoint = harness.checkpoint();
      try (RunHarness restored = harness.restored(checkpoint)) {
        assertThat(restored.heldBytes()).isEqualTo(harness.heldBytes()).isPositive();
        takeRest(restored);
        restored.pass(40);
        assertThat(runs(restored)).hasSize(RUNS).allMatch(run -> run.spans() == WorkingRun.SPANS);
        restored.pass(140);
        assertThat(restored.heldBytes()).isZero();
      }
    }
  }

  /** All but the root of each run, their spans mingled. */
  private static void takeOpen(RunHarness harness) throws Exception {
    List<AgentEvent> spans = new ArrayList<>();
    for (int trace = 1; trace <= RUNS; trace++) {
      spans.addAll(WorkingRun.of(trace, START));
    }
    spans.sort(Comparator.comparingLong(AgentEvent::startNanos));
    for (AgentEvent span : spans) {
      if (span.kind() != EventKind.AGENT) {
        harness.take(span);
      }
    }
  }

  private static void takeRest(RunHarness harness) throws Exception {
    for (int trace = 1; trace <= RUNS; trace++) {
      for (AgentEvent span : WorkingRun.of(trace, START)) {
        if (span.kind() == EventKind.AGENT) {
          harness.take(span);
        }
      }
    }
  }

  private static AssemblySettings holding(long bytes) {
    return new AssemblySettings(Long.MIN_VALUE, 100, 200, 100_000, bytes, RuleBook.defaults());
  }

  private static List<Run> runs(RunHarness harness) {
    return harness.storage.visibleRuns().stream()
        .map(RunRow::run)
        .sorted(Comparator.comparingLong(run -> run.traceId().low()))
        .toList();
  }
}
