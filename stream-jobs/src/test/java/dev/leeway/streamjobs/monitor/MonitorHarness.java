package dev.leeway.streamjobs.monitor;

import dev.leeway.signals.drift.baseline.Baseline;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.rules.RuleBook;
import dev.leeway.signals.window.Buckets;
import dev.leeway.signals.window.Slice;
import dev.leeway.signals.window.WindowPartial;
import dev.leeway.storage.finding.FindingJson;
import dev.leeway.streamjobs.edge.AgentFrontier;
import dev.leeway.streamjobs.edge.Destination;
import dev.leeway.streamjobs.edge.MonitorInput;
import dev.leeway.streamjobs.edge.StoreRow;
import dev.leeway.streamjobs.store.StartControls;
import dev.leeway.streamjobs.store.StoredWindows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** The monitoring operator with hands on its time, its checkpoints and what storage knows. */
final class MonitorHarness implements AutoCloseable {
  static final long START = 1_760_659_200_000L;
  static final Slice SHOP = Slice.ofAgent("acme", "prod", "shop");
  static final String TOKENS = "complexity.input_tokens";

  private static final long MINUTE = 60_000;

  private final KeyedOneInputStreamOperatorTestHarness<String, MonitorInput, StoreRow> harness;
  private final SplittableRandom random;
  private long now;

  private MonitorHarness(long now, long seed, Stored stored, StartControls controls)
      throws Exception {
    this.now = now;
    random = new SplittableRandom(seed);
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new MonitorTenant(stored, controls, RuleBook.defaults())),
            MonitorInput::tenantId,
            Types.STRING);
    harness.setProcessingTime(now);
  }

  static MonitorHarness open(long seed, Stored stored) throws Exception {
    MonitorHarness opened = new MonitorHarness(START, seed, stored, StartControls.NONE);
    opened.harness.open();
    return opened;
  }

  static MonitorHarness restored(OperatorSubtaskState state, long now, long seed, Stored stored)
      throws Exception {
    return restored(state, now, seed, stored, StartControls.NONE);
  }

  static MonitorHarness restored(
      OperatorSubtaskState state, long now, long seed, Stored stored, StartControls controls)
      throws Exception {
    MonitorHarness opened = new MonitorHarness(now, seed, stored, controls);
    opened.harness.initializeState(state);
    opened.harness.open();
    return opened;
  }

  /** What storage knows of a tenant whose state is lost. */
  record Stored(
      List<WindowPartial> hours,
      List<WindowPartial> weeks,
      List<Baseline> kept,
      List<Finding> findings)
      implements StoredWindows, StoredWindows.Factory {
    static final Stored NOTHING = new Stored(List.of(), List.of(), List.of(), List.of());

    Stored {
      hours = List.copyOf(hours);
      weeks = List.copyOf(weeks);
      kept = List.copyOf(kept);
      findings = List.copyOf(findings);
    }

    @Override
    public StoredWindows open(MetricGroup metrics) {
      return this;
    }

    @Override
    public void hours(String tenantId, long from, long to, Consumer<WindowPartial> each) {
      hours.forEach(each);
    }

    @Override
    public void seasons(String tenantId, long from, long to, Consumer<WindowPartial> each) {
      weeks.stream()
          .filter(hour -> hour.windowStartMillis() >= from && hour.windowStartMillis() < to)
          .forEach(each);
    }

    @Override
    public void kept(String tenantId, Consumer<Baseline> each) {
      kept.forEach(each);
    }

    @Override
    public void findings(String tenantId, long fromMillis, Consumer<Finding> each) {
      findings.forEach(each);
    }

    @Override
    public void close() {}
  }

  long now() {
    return now;
  }

  /** Live traffic, ten runs a minute with this median of tokens. */
  void live(long minutes, double tokens) throws Exception {
    for (long minute = 0; minute < minutes; minute++) {
      Map<Integer, Long> buckets = new TreeMap<>();
      for (int run = 0; run < 10; run++) {
        double value = tokens * Math.exp(0.6 * random.nextGaussian());
        buckets.merge(Buckets.indexOf(value), 1L, Long::sum);
      }
      send(
          MonitorInput.of(
              new WindowPartial(SHOP, TOKENS, now, 60, 10, 0, buckets, Map.of(), List.of())));
      send(MonitorInput.of(new AgentFrontier("acme", "prod", "shop", 0, now + 30_000, now)));
      now += MINUTE;
      harness.setProcessingTime(now);
    }
  }

  void send(MonitorInput input) throws Exception {
    harness.processElement(input, 0);
  }

  OperatorSubtaskState snapshot() throws Exception {
    return harness.snapshot(1, now);
  }

  /** Rows of a destination since the start. */
  long rows(Destination destination) {
    return harness.extractOutputValues().stream()
        .filter(row -> row.destination() == destination)
        .count();
  }

  /** What was told about findings, oldest first. */
  List<Finding> findings() throws IOException {
    List<Finding> findings = new ArrayList<>();
    for (StoreRow row : harness.extractOutputValues()) {
      if (row.destination() == Destination.FINDINGS_TOPIC) {
        findings.add(FindingJson.read(row.bytes()));
      }
    }
    return findings;
  }

  @Override
  public void close() {
    try {
      harness.close();
    } catch (Exception e) {
      throw new IllegalStateException("the operator did not close", e);
    }
  }
}
