package dev.leeway.streamjobs.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.rules.RuleBook;
import dev.leeway.signals.rules.SourceRules;
import dev.leeway.signals.source.SourceCarrier;
import dev.leeway.signals.source.SourceLag;
import dev.leeway.signals.source.SourcePromise;
import dev.leeway.signals.source.SourceStatus;
import dev.leeway.signals.source.SourceTimes;
import dev.leeway.signals.source.SourceUpdate;
import dev.leeway.signals.source.SourceUse;
import dev.leeway.signals.source.SourceVolume;
import dev.leeway.streamjobs.edge.AgentFrontier;
import dev.leeway.streamjobs.edge.FoldItem;
import dev.leeway.streamjobs.edge.MonitorInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class WatchSourcesTest {
  private static final long START = 1_793_613_600_000L;
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private KeyedOneInputStreamOperatorTestHarness<String, SourceUpdate, FoldItem> harness;

  WatchSourcesTest() throws Exception {
    harness = opened(null, START);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void aSourceThatStopsIsToldByATimerAlone() throws Exception {
    harness.processElement(load("acme", "orders", START), 0);
    harness.setProcessingTime(START + HOUR);
    assertThat(hits()).isEmpty();

    harness.setProcessingTime(START + HOUR + MINUTE);
    assertThat(hits())
        .singleElement()
        .satisfies(hit -> {
          assertThat(hit.course()).isEqualTo(RuleHit.Course.LASTING);
          assertThat(hit.effectText()).startsWith("orders: last loaded 1 h ");
        });
  }

  @Test
  void aRestoreGoesOnWhereItStopped() throws Exception {
    harness.processElement(load("acme", "orders", START), 0);
    harness.setProcessingTime(START + 30 * MINUTE);
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();
    harness = opened(state, START + 50 * MINUTE);

    harness.setProcessingTime(START + HOUR + MINUTE);
    assertThat(hits()).hasSize(1);
  }

  @Test
  void tenantsAreKeptApart() throws Exception {
    harness.processElement(load("acme", "orders", START), 0);
    harness.setProcessingTime(START + 30 * MINUTE);
    harness.processElement(load("other", "orders", START + 30 * MINUTE), 0);
    harness.setProcessingTime(START + HOUR + MINUTE);
    assertThat(hits()).extracting(hit -> hit.slice().tenantId()).containsExactly("acme");
  }

  @Test
  void timesOfSourcesAreToldAtLeastEveryMinute() throws Exception {
    harness.processElement(load("acme", "orders", START), 0);
    for (int minute = 1; minute <= 10; minute++) {
      harness.setProcessingTime(START + minute * MINUTE);
    }
    List<Long> clocks =
        harness.extractOutputValues().stream()
            .map(FoldItem::frontier)
            .filter(Objects::nonNull)
            .map(AgentFrontier::clockMillis)
            .toList();
    assertThat(clocks).hasSize(10).isSorted();
    assertThat(clocks.getLast()).isBetween(START + 9 * MINUTE, START + 10 * MINUTE);
  }

  @Test
  void beyondAThousandSourcesOfATenantNewOnesAreCountedAndLeftOut() throws Exception {
    for (int i = 0; i <= WatchSources.SOURCES_MAX; i++) {
      harness.processElement(load("acme", "source-" + i, START), 0);
    }
    // A thousand of each of: bytes, due time; and a clock and a timer of the tenant.
    assertThat(harness.numKeyedStateEntries()).isEqualTo(4);
    harness.setProcessingTime(START + HOUR + MINUTE);
    assertThat(hits()).hasSize(WatchSources.SOURCES_MAX);
  }

  @Test
  void whatNobodySpeaksOfForAMonthIsForgottenAndNothingIsLeft() throws Exception {
    harness.processElement(load("acme", "orders", START), 0);
    harness.setProcessingTime(START + 2 * HOUR);
    assertThat(harness.numKeyedStateEntries()).isPositive();
    harness.setProcessingTime(START + 31 * DAY);

    assertThat(hits().getLast().course()).isEqualTo(RuleHit.Course.OVER);
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numProcessingTimeTimers()).isZero();
  }

  private List<RuleHit> hits() {
    List<RuleHit> hits = new ArrayList<>();
    Queue<StreamRecord<MonitorInput>> records = harness.getSideOutput(WatchSources.HITS);
    if (records != null) {
      records.forEach(record -> hits.add(Objects.requireNonNull(record.getValue().hit())));
    }
    return hits;
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, SourceUpdate, FoldItem> opened(
      @Nullable OperatorSubtaskState state, long nowMillis) throws Exception {
    SourceRules.Entry hourly =
        new SourceRules.Entry(
            List.of(),
            List.of(),
            new SourcePromise(null, 3_600.0),
            null,
            null,
            null,
            "",
            "",
            null,
            Map.of());
    RuleBook rules =
        RuleBook.defaults().with(SourceRules.SECTION, new SourceRules(List.of(hourly)));
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new WatchSources(rules)),
            SourceUpdate::tenantId,
            Types.STRING);
    harness.setProcessingTime(nowMillis);
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    return harness;
  }

  private static SourceUpdate load(String tenantId, String sourceId, long atMillis) {
    return new SourceUpdate(
        tenantId,
        sourceId,
        "table",
        "",
        SourceCarrier.OPENLINEAGE,
        SourceStatus.SUCCESS,
        SourceTimes.at(atMillis).loaded(atMillis),
        "",
        "",
        null,
        SourceVolume.NONE,
        SourceLag.NONE,
        null,
        SourceUse.NONE,
        "",
        atMillis);
  }
}
