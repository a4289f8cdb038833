package dev.leeway.streamjobs.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.rules.RuleBook;
import dev.leeway.signals.window.Measurement;
import dev.leeway.signals.window.Observation;
import dev.leeway.signals.window.Slice;
import dev.leeway.signals.window.WindowPartial;
import dev.leeway.streamjobs.edge.AgentFrontier;
import dev.leeway.streamjobs.edge.FoldItem;
import dev.leeway.streamjobs.edge.MonitorInput;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // How the harness declares close() is Flink's choice.
final class FoldWindowsTest {
  private static final long MINUTE = 1_700_000_040_000L;

  @Test
  void partialsLeaveBeforeTheBarrierAndTheFrontierAfterThem() throws Exception {
    try (var harness = opened()) {
      harness.processElement(new StreamRecord<>(FoldItem.of(observation(1))));
      harness.processElement(new StreamRecord<>(FoldItem.of(frontier(MINUTE))));
      harness.processElement(new StreamRecord<>(FoldItem.of(observation(1))));
      harness.processElement(new StreamRecord<>(FoldItem.of(frontier(MINUTE + 1_000))));
      assertThat(harness.getRecordOutput()).isEmpty();

      harness.prepareSnapshotPreBarrier(1);

      List<MonitorInput> sent = sent(harness);
      assertThat(sent).hasSize(2);
      assertThat(sent.get(0).partial())
          .isEqualTo(
              new WindowPartial(
                  Slice.ofAgent("acme", "default", "shop"),
                  "run.count",
                  MINUTE,
                  60,
                  2,
                  2,
                  Objects.requireNonNull(sent.get(0).partial()).buckets(),
                  Map.of(),
                  List.of()));
      assertThat(sent.get(1).frontier()).isEqualTo(frontier(MINUTE + 1_000));
    }
  }

  @Test
  void minutesAndHoursAreStored() throws Exception {
    try (var harness = opened()) {
      harness.processElement(new StreamRecord<>(FoldItem.of(observation(1))));
      harness.prepareSnapshotPreBarrier(1);

      assertThat(harness.getSideOutput(FoldWindows.ROWS)).hasSize(2);
    }
  }

  @Test
  void anObservationAndItsRetractionSayNothing() throws Exception {
    try (var harness = opened()) {
      harness.processElement(new StreamRecord<>(FoldItem.of(observation(1))));
      harness.processElement(new StreamRecord<>(FoldItem.of(observation(-1))));
      harness.prepareSnapshotPreBarrier(1);

      assertThat(harness.getRecordOutput()).isEmpty();
    }
  }

  @Test
  void aCheckpointHoldsNothingOfIt() throws Exception {
    try (var harness = opened()) {
      harness.processElement(new StreamRecord<>(FoldItem.of(observation(1))));
      harness.prepareSnapshotPreBarrier(1);
      OperatorSubtaskState state = harness.snapshot(1, MINUTE);

      assertThat(state.getStateSize()).isZero();
    }
  }

  private static OneInputStreamOperatorTestHarness<FoldItem, MonitorInput> opened()
      throws Exception {
    OneInputStreamOperatorTestHarness<FoldItem, MonitorInput> harness =
        new OneInputStreamOperatorTestHarness<>(new FoldWindows(RuleBook.defaults()));
    harness.setProcessingTime(MINUTE);
    harness.open();
    return harness;
  }

  private static List<MonitorInput> sent(
      OneInputStreamOperatorTestHarness<FoldItem, MonitorInput> harness) {
    return harness.getRecordOutput().stream().<MonitorInput>map(StreamRecord::getValue).toList();
  }

  private static Observation observation(int weight) {
    return new Observation(
        Slice.ofAgent("acme", "default", "shop"),
        weight,
        MINUTE + 5,
        Map.of(),
        List.of(Measurement.number("run.count", 1)),
        "");
  }

  private static AgentFrontier frontier(long millis) {
    return new AgentFrontier("acme", "default", "shop", 0, millis, millis);
  }
}
