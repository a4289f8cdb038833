package dev.leeway.streamjobs.monitor;

import dev.leeway.signals.drift.ColdStart;
import dev.leeway.signals.drift.DriftConfig;
import dev.leeway.signals.drift.DriftDetail;
import dev.leeway.signals.drift.MonitorCount;
import dev.leeway.signals.drift.MonitorOutput;
import dev.leeway.signals.drift.MonitorStore;
import dev.leeway.signals.drift.SeenDeployment;
import dev.leeway.signals.drift.SignalStatus;
import dev.leeway.signals.drift.TenantMonitor;
import dev.leeway.signals.drift.baseline.Baseline;
import dev.leeway.signals.drift.baseline.SeriesHistory;
import dev.leeway.signals.drift.baseline.Slots;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.rules.RuleBook;
import dev.leeway.signals.rules.RuledMonitors;
import dev.leeway.storage.lookup.SeasonHours;
import dev.leeway.streamjobs.edge.AgentFrontier;
import dev.leeway.streamjobs.edge.MonitorInput;
import dev.leeway.streamjobs.edge.StoreRow;
import dev.leeway.streamjobs.store.Control;
import dev.leeway.streamjobs.store.StartControls;
import dev.leeway.streamjobs.store.StoreRows;
import dev.leeway.streamjobs.store.StoredWindows;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Gives each tenant's partials, rule hits and times to its {@link TenantMonitor}, and what that
 * states to storage and to others. It needs no timer: agents' times come every second or two while
 * there is traffic, and every quarter minute for two days after.
 */
public final class MonitorTenant extends KeyedProcessFunction<String, MonitorInput, StoreRow> {
  private static final long serialVersionUID = 1L;

  /** Longer than any monitor looks back. */
  private static final Duration STATE_TTL = Duration.ofDays(40);

  private static final String OWN_TENANT = "__leeway";
  private static final MapStateDescriptor<String, byte[]> MONITOR = descriptor("monitor");
  private static final MapStateDescriptor<String, byte[]> FRONTIERS = descriptor("frontiers");

  /** Without an end: a word that was forgotten would be told again. */
  private static final MapStateDescriptor<String, byte[]> TOLD = entries("controls");

  private final StoredWindows.Factory forgotten;
  private final StartControls startControls;
  private final RuleBook rules;

  // Made in open(), where Flink runs it: a function travels there without them.
  @SuppressWarnings("NullAway.Init")
  private transient RuledMonitors monitors;

  @SuppressWarnings("NullAway.Init")
  private transient MonitorStore store;

  @SuppressWarnings("NullAway.Init")
  private transient MapState<String, byte[]> remembered;

  @SuppressWarnings("NullAway.Init")
  private transient StoredWindows windows;

  @SuppressWarnings("NullAway.Init")
  private transient MapState<String, byte[]> frontiers;

  @SuppressWarnings("NullAway.Init")
  private transient ControlMemory controls;

  @SuppressWarnings("NullAway.Init")
  private transient MonitorCounters counters;

  /**
   * Opens nothing yet.
   *
   * @param forgotten where the history of a tenant is read that nothing is remembered of
   * @param startControls what each tenant's monitor is told before anything else
   */
  public MonitorTenant(
      StoredWindows.Factory forgotten, StartControls startControls, RuleBook rules) {
    this.forgotten = forgotten;
    this.startControls = startControls;
    this.rules = rules;
  }

  @Override
  public void open(OpenContext context) {
    monitors = new RuledMonitors(rules);
    windows = forgotten.open(getRuntimeContext().getMetricGroup());
    remembered = getRuntimeContext().getMapState(MONITOR);
    store = new KeyedMonitorStore(remembered);
    frontiers = getRuntimeContext().getMapState(FRONTIERS);
    controls = new ControlMemory(startControls.read(), getRuntimeContext().getMapState(TOLD));
    counters = new MonitorCounters(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(MonitorInput input, Context context, Collector<StoreRow> out)
      throws Exception {
    if (input.tenantId().equals(OWN_TENANT)) {
      return;
    }
    long nowMillis = context.timerService().currentProcessingTime();
    TenantMonitor monitor =
        monitors.of(input.tenantId(), store, new Rows(out, counters, nowMillis));
    boolean known = !frontiers.isEmpty() || !remembered.isEmpty();
    warm(monitor, input.tenantId(), nowMillis, known);
    controls.begin(monitor, input.tenantId(), known);
    if (input.partial() != null) {
      monitor.add(input.partial());
    }
    if (!input.control().isEmpty()) {
      Optional<Control> control = Control.parse(input.control());
      if (control.isPresent()) {
        controls.tell(monitor, control.get());
      }
    }
    if (input.hit() != null) {
      monitor.fire(input.hit(), input.appendMillis());
    }
    AgentFrontier frontier = input.frontier();
    if (frontier != null) {
      advance(monitor, frontier, context.timerService().currentProcessingTime());
    }
  }

  @Override
  public void close() {
    if (windows != null) {
      windows.close();
    }
  }

  /**
   * Before anything else of a tenant of whom nothing is remembered. Whoever is new has no stored
   * windows either: its rows are committed only after a checkpoint that holds its state.
   */
  private void warm(TenantMonitor monitor, String tenantId, long nowMillis, boolean known)
      throws Exception {
    ColdStart cold = monitor.coldStart();
    if (!known) {
      long fromMillis = nowMillis - DriftConfig.defaults().history().toMillis();
      windows.hours(tenantId, fromMillis, nowMillis, monitor::add);
      recallSeasons(cold, tenantId, nowMillis);
      windows.kept(tenantId, cold::remember);
      windows.findings(tenantId, fromMillis, cold::resume);
    } else if (!cold.knowsSeasons()) {
      // State of a version that had no four-week rule: its past is stored all the same.
      recallSeasons(cold, tenantId, nowMillis);
    }
  }

  /** The hour that is going on is not over, and the one before may still be written. */
  private void recallSeasons(ColdStart cold, String tenantId, long nowMillis) throws Exception {
    long toMillis = Slots.hourOf(nowMillis) - SeriesHistory.HOUR;
    windows.seasons(tenantId, toMillis - SeasonHours.REACH.toMillis(), toMillis, cold::season);
    cold.seasonsRead();
  }

  private void advance(TenantMonitor monitor, AgentFrontier frontier, long nowMillis)
      throws Exception {
    String agent = frontier.environment() + '\0' + frontier.agent();
    FrontierBook book = FrontierBook.of(frontiers.get(agent));
    book.tell(frontier, nowMillis);
    frontiers.put(agent, book.bytes());
    if (!book.known(getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks())) {
      return;
    }
    monitor.advance(
        frontier.environment(),
        frontier.agent(),
        book.clockMillis(),
        book.appendMillis(),
        book.arrival());
  }

  private static MapStateDescriptor<String, byte[]> entries(String name) {
    return new MapStateDescriptor<>(
        name, Types.STRING, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
  }

  private static MapStateDescriptor<String, byte[]> descriptor(String name) {
    MapStateDescriptor<String, byte[]> descriptor = entries(name);
    descriptor.enableTimeToLive(
        StateTtlConfig.newBuilder(STATE_TTL)
            .cleanupFullSnapshot()
            // Background clean-up looks at a whole map with each access, and a tenant is one map.
            .disableCleanupInBackground()
            .build());
    return descriptor;
  }

  /** What a monitor states, as rows. */
  private record Rows(Collector<StoreRow> out, MonitorCounters counters, long nowMillis)
      implements MonitorOutput {
    @Override
    public void finding(Finding finding) {
      counters.finding(finding.state());
      out.collect(StoreRows.finding(finding));
      out.collect(StoreRows.told(finding));
    }

    @Override
    public void status(SignalStatus status) {
      counters.status();
      out.collect(StoreRows.status(status, nowMillis));
    }

    @Override
    public void detail(DriftDetail detail) {
      out.collect(StoreRows.detail(detail));
    }

    @Override
    public void deployed(SeenDeployment deployment) {
      out.collect(StoreRows.deployment(deployment));
    }

    @Override
    public void baseline(Baseline baseline) {
      counters.baseline();
      out.collect(StoreRows.baseline(baseline));
    }

    @Override
    public void counted(MonitorCount count, long amount) {
      counters.count(count, amount);
    }
  }
}
