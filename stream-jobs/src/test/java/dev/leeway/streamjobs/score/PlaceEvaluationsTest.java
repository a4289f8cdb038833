package dev.leeway.streamjobs.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.evaluation.Evaluation;
import dev.leeway.signals.evaluation.Rater;
import dev.leeway.signals.event.AgentSource;
import dev.leeway.signals.event.SpanStatus;
import dev.leeway.signals.event.TraceId;
import dev.leeway.signals.run.Run;
import dev.leeway.signals.run.RunOutcome;
import dev.leeway.signals.window.Observation;
import dev.leeway.streamjobs.edge.FoldItem;
import dev.leeway.streamjobs.edge.StoreRow;
import dev.leeway.streamjobs.store.StoredEvaluations;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PlaceEvaluationsTest {
  private static final long START = 1_795_341_600_000L;
  private static final long MINUTE = 60_000;
  private static final TraceId TRACE = new TraceId(1, 2);

  private final Tables tables = new Tables();
  private KeyedOneInputStreamOperatorTestHarness<String, Evaluation, FoldItem> harness;

  PlaceEvaluationsTest() throws Exception {
    harness = opened(null);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void anEvaluationWaitsUntilItsRunIsOverAndCountsWhenItWasGiven() throws Exception {
    take(about(TRACE, "a"));
    harness.setProcessingTime(START + 2_000);
    tables.runs.put(TRACE, run(RunOutcome.OPEN));
    harness.setProcessingTime(START + 6_000);
    assertThat(seen()).isEmpty();

    tables.runs.put(TRACE, run(RunOutcome.OK));
    harness.setProcessingTime(START + 13_000);
    assertThat(seen())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.agent().agent()).isEqualTo("shop");
          assertThat(one.atMillis()).isEqualTo(START - 5_000);
          assertThat(one.dimensions())
              .containsEntry("evaluator", "tone")
              .containsEntry("operation", "POST /ask");
        });
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void oneAboutARunOfLastWeekCountsAtOnce() throws Exception {
    tables.runs.put(TRACE, run(RunOutcome.OK));
    take(about(TRACE, "a"));
    harness.setProcessingTime(START + 1_000);
    assertThat(seen()).hasSize(1);
  }

  @Test
  void aRunThatGoesOnIsGoodEnoughAfterAMinute() throws Exception {
    tables.runs.put(TRACE, run(RunOutcome.OPEN));
    take(about(TRACE, "a"));
    pass(START, 59_000);
    assertThat(seen()).isEmpty();
    harness.setProcessingTime(START + MINUTE);
    assertThat(seen()).hasSize(1);
  }

  @Test
  void aResendCountsNothingNeitherAtOnceNorWhenOnlyStorageKnowsIt() throws Exception {
    tables.runs.put(TRACE, run(RunOutcome.OK));
    take(about(TRACE, "a"));
    take(about(TRACE, "a"));
    harness.setProcessingTime(START + 2_000);
    take(about(TRACE, "a"));
    harness.setProcessingTime(START + 3_000);
    assertThat(seen()).hasSize(1);

    tables.stored.add(about(TRACE, "a").evaluationId());
    pass(START + 3_000, 12 * MINUTE);
    take(about(TRACE, "a"));
    pass(START + 3_000 + 12 * MINUTE, MINUTE);
    assertThat(seen()).hasSize(1);
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void oneWithoutARunIsStoredAfterAQuarterOfAnHourAndCountsForNobody() throws Exception {
    take(about(TRACE, "a"));
    pass(START, 15 * MINUTE - 1_000);
    assertThat(rows()).isZero();
    harness.setProcessingTime(START + 15 * MINUTE);
    assertThat(rows()).isEqualTo(1);
    assertThat(seen()).isEmpty();
  }

  @Test
  void oneThatSpeaksOfNoRunCountsForItsSenderAtOnce() throws Exception {
    take(about(null, "a"));
    harness.setProcessingTime(START + 1_000);
    assertThat(seen()).singleElement().matches(one -> one.agent().agent().equals("judge"));
  }

  @Test
  void aRestoreGoesOnWhereItStopped() throws Exception {
    take(about(TRACE, "a"));
    harness.setProcessingTime(START + 2_000);
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();
    harness = opened(state);
    tables.runs.put(TRACE, run(RunOutcome.OK));
    harness.setProcessingTime(START + 20_000);
    assertThat(seen()).hasSize(1);
  }

  @Test
  void nothingIsLeftWhenAllWasToldAndForgotten() throws Exception {
    tables.runs.put(TRACE, run(RunOutcome.OK));
    for (int i = 0; i < 2_500; i++) {
      take(about(TRACE, "id" + i));
    }
    harness.setProcessingTime(START + 1_000);
    assertThat(seen()).hasSize(2_500);
    assertThat(tables.mostAsked).isEqualTo(1_000);
    assertThat(harness.numKeyedStateEntries()).isPositive();

    pass(START + 1_000, 12 * MINUTE);
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numProcessingTimeTimers()).isZero();
  }

  @Test
  void theCanaryIsLeftAlone() throws Exception {
    take(said("__leeway", null, "a"));
    assertThat(harness.numKeyedStateEntries()).isZero();
  }

  private void pass(long fromMillis, long millis) throws Exception {
    for (long at = fromMillis; at < fromMillis + millis; at += 1_000) {
      harness.setProcessingTime(at);
    }
    harness.setProcessingTime(fromMillis + millis);
  }

  private void take(Evaluation evaluation) throws Exception {
    harness.processElement(new StreamRecord<>(evaluation));
  }

  private List<Observation> seen() {
    return harness.extractOutputValues().stream()
        .map(FoldItem::observation)
        .filter(Objects::nonNull)
        .toList();
  }

  private int rows() {
    Queue<StreamRecord<StoreRow>> rows = harness.getSideOutput(PlaceEvaluations.ROWS);
    return rows == null ? 0 : rows.size();
  }

  private KeyedOneInputStreamOperatorTestHarness<String, Evaluation, FoldItem> opened(
      @Nullable OperatorSubtaskState state) throws Exception {
    KeyedOneInputStreamOperatorTestHarness<String, Evaluation, FoldItem> made =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new PlaceEvaluations(tables)),
            Evaluation::tenantId,
            Types.STRING);
    made.setProcessingTime(START);
    if (state != null) {
      made.initializeState(state);
    }
    made.open();
    return made;
  }

  private static Evaluation about(@Nullable TraceId trace, String id) {
    return said("acme", trace, id);
  }

  private static Evaluation said(String tenant, @Nullable TraceId trace, String id) {
    return new Evaluation(
        Evaluation.idOf(id),
        new AgentSource(tenant, "default", "judge", "", "", "judge", ""),
        false,
        new Evaluation.About(trace, 0, "", ""),
        Rater.EVALUATOR,
        "tone",
        0.5,
        "",
        "",
        START - 5_000,
        START);
  }

  private static Run run(RunOutcome outcome) {
    return new Run(
        new AgentSource("acme", "default", "shop", "", "", "shop", ""),
        TRACE,
        3,
        1,
        false,
        "ask",
        (START - MINUTE) * 1_000_000,
        1,
        SpanStatus.OK,
        outcome,
        "",
        "",
        "",
        1,
        1,
        0,
        1,
        1,
        1,
        0,
        null,
        Map.of(),
        Map.of("operation", "POST /ask"),
        0);
  }

  /** Runs and ids that a test puts there. Not thread-safe. */
  private static final class Tables implements StoredEvaluations, StoredEvaluations.Factory {
    private static final long serialVersionUID = 1L;
    private final transient Map<TraceId, Run> runs = new HashMap<>();
    private final transient Set<String> stored = new HashSet<>();
    private transient int mostAsked;

    @Override
    public StoredEvaluations open(MetricGroup metrics) {
      return this;
    }

    @Override
    public Set<String> stored(String tenantId, Collection<String> evaluationIds) {
      mostAsked = Math.max(mostAsked, evaluationIds.size());
      return evaluationIds.stream().filter(stored::contains).collect(Collectors.toSet());
    }

    @Override
    public Map<String, List<Run>> runsOf(String tenantId, Collection<Evaluation> evaluations) {
      Map<String, List<Run>> found = new HashMap<>();
      for (Evaluation evaluation : evaluations) {
        Run run = runs.get(evaluation.about().traceId());
        found.put(evaluation.evaluationId(), run == null ? List.of() : List.of(run));
      }
      return found;
    }

    @Override
    public void close() {}
  }
}
