package dev.leeway.streamjobs.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.catalogue.Answered;
import dev.leeway.signals.fact.Sketch;
import dev.leeway.signals.window.Measurement;
import dev.leeway.signals.window.Observation;
import dev.leeway.signals.window.Slice;
import dev.leeway.streamjobs.edge.AnswerShard;
import dev.leeway.streamjobs.edge.FoldItem;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CompareAnswersTest {
  private static final long START = 1_793_613_600_000L;
  private static final long HOUR = 3_600_000;

  private KeyedOneInputStreamOperatorTestHarness<AnswerShard, Answered, FoldItem> harness;

  CompareAnswersTest() throws Exception {
    harness = opened(null, START);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void anAnswerIsComparedWithTheOneBefore() throws Exception {
    take("acme", "It left on Monday");
    take("acme", "Nobody knows");
    assertThat(said()).containsExactly("DISTINCT", "DIFFERENT DISTINCT");
  }

  @Test
  void tenantsAreKeptApartAndTheCanaryHasNone() throws Exception {
    take("acme", "It left on Monday");
    take("other", "Nobody knows");
    take("__leeway", "Nobody knows");
    assertThat(said()).containsExactly("DISTINCT", "DISTINCT");
  }

  @Test
  void aRestoreGoesOnWhereItStopped() throws Exception {
    take("acme", "It left on Monday");
    OperatorSubtaskState state = harness.snapshot(1, 1);
    take("acme", "Lost with what came after the checkpoint");
    harness.close();
    harness = opened(state, START + HOUR);

    take("acme", "On Monday it left");
    assertThat(said()).containsExactly("SAME DISTINCT");
  }

  @Test
  void aDayAfterTheLastAnswerNothingIsLeft() throws Exception {
    take("acme", "It left on Monday");
    harness.setProcessingTime(START + 20 * HOUR);
    take("acme", "It left on Monday");
    harness.setProcessingTime(START + 43 * HOUR);
    assertThat(harness.numKeyedStateEntries()).isPositive();

    harness.setProcessingTime(START + 44 * HOUR);
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numProcessingTimeTimers()).isZero();
  }

  private void take(String tenant, String words) throws Exception {
    Sketch sketch = Sketch.ofWords(words);
    Observation run =
        new Observation(
            Slice.ofAgent(tenant, "default", "shop"), 1, START, Map.of(), List.of(), "trace");
    harness.processElement(
        new StreamRecord<>(new Answered(run, 4_711, sketch.high(), sketch.low())));
  }

  private List<String> said() {
    return harness.extractOutputValues().stream()
        .map(FoldItem::observation)
        .filter(Objects::nonNull)
        .map(said ->
            String.join(" ", said.measurements().stream().map(Measurement::category).toList()))
        .toList();
  }

  private static KeyedOneInputStreamOperatorTestHarness<AnswerShard, Answered, FoldItem> opened(
      @Nullable OperatorSubtaskState state, long nowMillis) throws Exception {
    KeyedOneInputStreamOperatorTestHarness<AnswerShard, Answered, FoldItem> made =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new CompareAnswers()),
            AnswerShard::of,
            TypeInformation.of(AnswerShard.class));
    made.setProcessingTime(nowMillis);
    if (state != null) {
      made.initializeState(state);
    }
    made.open();
    return made;
  }
}
