package dev.leeway.streamjobs.monitor;

import static dev.leeway.streamjobs.monitor.MonitorHarness.SHOP;
import static dev.leeway.streamjobs.monitor.MonitorHarness.START;
import static dev.leeway.streamjobs.monitor.MonitorHarness.TOKENS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.leeway.signals.control.BaselineControl;
import dev.leeway.signals.control.DeploymentMarker;
import dev.leeway.signals.control.DeploymentWithdrawal;
import dev.leeway.signals.drift.BaselineOrder;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.finding.FindingState;
import dev.leeway.signals.window.Buckets;
import dev.leeway.signals.window.WindowPartial;
import dev.leeway.streamjobs.edge.Destination;
import dev.leeway.streamjobs.edge.MonitorInput;
import dev.leeway.streamjobs.monitor.MonitorHarness.Stored;
import dev.leeway.streamjobs.store.Control;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.junit.jupiter.api.Test;

final class MonitorTenantTest {
  private static final long HOUR = 3_600_000;

  /**
   * Four hours of traffic, past learning, as the first version of the job left them: written by
   * {@link OperatorSnapshotUtil#writeStateHandle} and kept for ever.
   */
  private static final Path FIRST = Path.of("src/test/resources/monitor/monitor-v1.snapshot");

  @Test
  void aSavepointOfTheFirstVersionGoesOnWhereItStopped() throws Exception {
    OperatorSubtaskState state = OperatorSnapshotUtil.readStateHandle(FIRST.toString());
    try (MonitorHarness monitor =
        MonitorHarness.restored(state, START + 4 * HOUR, 7, Stored.NOTHING)) {
      monitor.live(60, 2_400);
      assertThat(monitor.findings())
          .extracting(Finding::signal, Finding::state)
          .containsOnly(tuple(TOKENS, FindingState.OPEN));
      assertThat(monitor.findings().getFirst().onsetMillis()).isEqualTo(START + 4 * HOUR);
    }
  }

  /** That version knew no four-week rule; the weeks are stored, so nobody waits for them. */
  @Test
  void aSavepointOfBeforeTheFourWeekRuleReadsItsWeeks() throws Exception {
    OperatorSubtaskState state = OperatorSnapshotUtil.readStateHandle(FIRST.toString());
    List<WindowPartial> weeks = new ArrayList<>();
    for (long at = -13 * 168; at < 3; at++) {
      weeks.add(hour(at, 600, 1_200 * (1 + at % 7 / 100.0)));
    }
    Stored stored = new Stored(List.of(), weeks, List.of(), List.of());
    try (MonitorHarness monitor = MonitorHarness.restored(state, START + 4 * HOUR, 7, stored)) {
      monitor.live(6 * 60, 1_440);
      assertThat(monitor.findings())
          .filteredOn(finding -> finding.detector().equals("drift.seasonal"))
          .singleElement()
          .satisfies(finding ->
              assertThat(finding.onsetMillis()).isBetween(START + 3 * HOUR, START + 4 * HOUR));
    }
  }

  @Test
  void whatAMonitorStatesIsStored() throws Exception {
    try (MonitorHarness monitor = MonitorHarness.open(1, Stored.NOTHING)) {
      monitor.live(4 * 60, 1_200);
      monitor.live(60, 2_400);
      assertThat(monitor.findings()).hasSize(1);
      assertThat(monitor.rows(Destination.FINDING_DETAILS)).isEqualTo(1);
      assertThat(monitor.rows(Destination.SIGNAL_STATUS)).isPositive();
      assertThat(monitor.rows(Destination.BASELINES)).isPositive();
    }
  }

  @Test
  void controlsReachTheMonitor() throws Exception {
    try (MonitorHarness monitor = MonitorHarness.open(2, Stored.NOTHING)) {
      monitor.live(4 * 60, 1_200);
      DeploymentMarker marker =
          DeploymentMarker.of("acme", 1, "prod", "shop", "v42", monitor.now(), "", "", "ada", "");
      monitor.send(MonitorInput.ofControl("acme", marker.json()));
      monitor.live(60, 2_400);
      assertThat(monitor.findings())
          .singleElement()
          .satisfies(finding -> assertThat(finding.effectText()).contains(" since deploy v42 at "));

      BaselineOrder accepted = BaselineOrder.accept(SHOP, TOKENS, monitor.now(), "ada");
      monitor.send(MonitorInput.ofControl("acme", BaselineControl.json(accepted)));
      assertThat(monitor.findings().getLast().effectText()).isEqualTo("taken as the new normal");
    }
  }

  @Test
  void aMarkerThatWasTakenBackIsNotNamed() throws Exception {
    try (MonitorHarness monitor = MonitorHarness.open(2, Stored.NOTHING)) {
      monitor.live(4 * 60, 1_200);
      DeploymentMarker marker =
          DeploymentMarker.of("acme", 1, "prod", "shop", "v42", monitor.now(), "", "", "ada", "");
      monitor.send(MonitorInput.ofControl("acme", marker.json()));
      DeploymentWithdrawal back = new DeploymentWithdrawal(marker.revised(2, "ada"));
      monitor.send(MonitorInput.ofControl("acme", back.json()));
      monitor.live(60, 2_400);
      assertThat(monitor.findings())
          .singleElement()
          .satisfies(finding -> assertThat(finding.effectText()).doesNotContain("deploy"));
    }
  }

  /** Somebody pinned another level while no job ran: the first pane is judged by it. */
  @Test
  void whatWasSaidWhileNoJobRanIsKnownBeforeAnythingIsTested() throws Exception {
    OperatorSubtaskState state;
    long stopped;
    try (MonitorHarness monitor = MonitorHarness.open(8, Stored.NOTHING)) {
      monitor.live(4 * 60, 1_200);
      stopped = monitor.now();
      state = monitor.snapshot();
    }
    WindowPartial doubled = hour(0, 4_000, 2_400);
    BaselineOrder pin =
        BaselineOrder.pin(
            SHOP, TOKENS, stopped + 1, START, START + HOUR, doubled.buckets(), 0, "ada");
    Control said = Control.parse(BaselineControl.json(pin)).orElseThrow();
    try (MonitorHarness monitor =
        MonitorHarness.restored(state, stopped, 9, Stored.NOTHING, () -> List.of(said))) {
      monitor.live(60, 2_400);
      assertThat(monitor.findings()).isEmpty();
      assertThat(monitor.rows(Destination.BASELINES)).isEqualTo(1);
    }
    try (MonitorHarness monitor = MonitorHarness.restored(state, stopped, 9, Stored.NOTHING)) {
      monitor.live(60, 2_400);
      assertThat(monitor.findings()).extracting(Finding::state).contains(FindingState.OPEN);
    }
  }

  @Test
  void aWordIsToldOnceThoughItIsReadAtTheStartAndComesByTheStream() throws Exception {
    OperatorSubtaskState state;
    long stopped;
    try (MonitorHarness monitor = MonitorHarness.open(8, Stored.NOTHING)) {
      monitor.live(4 * 60, 1_200);
      stopped = monitor.now();
      state = monitor.snapshot();
    }
    WindowPartial doubled = hour(0, 4_000, 2_400);
    BaselineOrder pin =
        BaselineOrder.pin(
            SHOP, TOKENS, stopped + 1, START, START + HOUR, doubled.buckets(), 0, "ada");
    BaselineOrder unpin = BaselineOrder.unpin(SHOP, TOKENS, stopped + 2, "ada");
    Control said = Control.parse(BaselineControl.json(unpin)).orElseThrow();
    try (MonitorHarness monitor =
        MonitorHarness.restored(state, stopped, 9, Stored.NOTHING, () -> List.of(said))) {
      // The older word comes later, as from a topic that is not compacted yet.
      monitor.send(MonitorInput.ofControl("acme", BaselineControl.json(pin)));
      monitor.send(MonitorInput.ofControl("acme", BaselineControl.json(unpin)));
      monitor.live(60, 1_200);
      assertThat(monitor.findings()).isEmpty();
      assertThat(monitor.rows(Destination.BASELINES)).isZero();
    }
  }

  @Test
  void aMonitorThatLostItsStateLearnsNothingFromTheHoursOfAnOpenFinding() throws Exception {
    Finding open;
    try (MonitorHarness monitor = MonitorHarness.open(3, Stored.NOTHING)) {
      monitor.live(4 * 60, 1_200);
      monitor.live(60, 2_400);
      open = monitor.findings().getLast();
    }
    Stored stored =
        new Stored(
            List.of(hour(-24, 1_500, 1_200), hour(-23, 1_500, 1_200), hour(-1, 5_000, 2_400)),
            List.of(),
            List.of(),
            List.of(withOnset(open, START - HOUR)));
    try (MonitorHarness monitor = MonitorHarness.open(4, stored)) {
      monitor.live(30, 2_400);
      assertThat(monitor.findings()).noneMatch(finding -> finding.revision() == 1);
      monitor.live(90, 1_200);
      assertThat(monitor.findings())
          .filteredOn(finding -> finding.state() == FindingState.CLOSED)
          .extracting(Finding::findingId)
          .containsExactly(open.findingId());
    }
  }

  private static Finding withOnset(Finding finding, long onsetMillis) {
    return new Finding(
        finding.findingId(),
        finding.revision(),
        finding.detector(),
        finding.signal(),
        finding.slice(),
        finding.severity(),
        FindingState.OPEN,
        false,
        onsetMillis,
        onsetMillis,
        onsetMillis,
        0,
        finding.effect(),
        finding.effectText(),
        finding.baselineId(),
        finding.evidence(),
        1,
        List.of());
  }

  /** A stored hour with the spread that live traffic has. */
  private static WindowPartial hour(long hoursAfterStart, long runs, double median) {
    Map<Integer, Long> buckets = new TreeMap<>();
    long counted = 0;
    for (int step = -100; step <= 100; step++) {
      double z = step * 0.02 / 0.6;
      long count = Math.round(runs * Math.exp(-z * z / 2) * 0.02 / 0.6 / Math.sqrt(2 * Math.PI));
      buckets.merge(Buckets.indexOf(median * Math.exp(step * 0.02)), count, Long::sum);
      counted += count;
    }
    return new WindowPartial(
        SHOP,
        TOKENS,
        START + hoursAfterStart * HOUR,
        3_600,
        counted,
        0,
        buckets,
        Map.of(),
        List.of());
  }
}
