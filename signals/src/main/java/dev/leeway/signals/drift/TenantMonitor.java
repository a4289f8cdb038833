package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.Histogram;
import dev.leeway.signals.drift.baseline.SeriesHistory;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.Slice;
import dev.leeway.signals.window.WindowPartial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * Everything that is detected for one tenant: takes window partials, rule hits and the agents'
 * clocks, and states findings, health and baselines.
 *
 * <p>Deterministic: the same calls in the same order over the same store state the same. All state
 * is in the {@link MonitorStore}; the object holds nothing between two calls, so one may be made
 * for each call. A partial costs three reads and one or two writes of small entries; a closed pane
 * one entry of some KB. Not thread-safe.
 */
public final class TenantMonitor {
  private static final int HOUR_SECONDS = 3_600;
  private static final int MINUTE_SECONDS = 60;
  private static final long DAY = 86_400_000;

  private final String tenantId;
  private final DriftConfig config;
  private final Watches watches;
  private final MonitorStore store;
  private final MonitorOutput output;
  private final RuleFindings rules;
  private final MinuteConditions conditions;
  private final DeploymentShelf deployments;
  private final SeriesDesk desk;

  /** A monitor of drift and rule hits alone. */
  public TenantMonitor(
      String tenantId,
      DriftConfig config,
      Watches watches,
      MonitorStore store,
      MonitorOutput output) {
    this(tenantId, config, watches, MinuteConditions.NONE, store, output);
  }

  /**
   * A monitor over what a store holds.
   *
   * @param tenantId the tenant of all partials and hits
   * @param conditions what is judged beside drift, over the same partials
   */
  public TenantMonitor(
      String tenantId,
      DriftConfig config,
      Watches watches,
      MinuteConditions conditions,
      MonitorStore store,
      MonitorOutput output) {
    this.tenantId = tenantId;
    this.conditions = conditions;
    this.config = config;
    this.watches = watches;
    this.store = store;
    this.output = output;
    this.rules = new RuleFindings(config, store, output);
    this.deployments = new DeploymentShelf(store, output);
    this.desk = new SeriesDesk(config, store, output, deployments);
  }

  /**
   * Takes a partial in. Minutes wait for their pane to close; whole hours go to history at once, so
   * that a monitor without state can be warmed from stored windows.
   */
  public void add(WindowPartial partial) {
    requireTenant(partial.slice());
    conditions.add(partial, store, output);
    Optional<Watch> watch = watches.of(partial.slice(), partial.signal());
    boolean length =
        partial.windowSeconds() == MINUTE_SECONDS || partial.windowSeconds() == HOUR_SECONDS;
    if (watch.isEmpty() || !length) {
      output.counted(MonitorCount.UNWATCHED_PARTIALS, 1);
      return;
    }
    SeriesKey key = new SeriesKey(partial.slice(), partial.signal());
    AgentClock clock = clockOf(partial.slice());
    if (partial.windowStartMillis() + config.history().toMillis() < clock.closedThrough) {
      output.counted(MonitorCount.TOO_OLD_PARTIALS, 1);
      return;
    }
    if (store.get(key.headKey()) == null && !register(key)) {
      output.counted(MonitorCount.OVERFLOW_PARTIALS, 1);
      return;
    }
    deployments.saw(partial);
    take(partial, watch.get(), key, clock);
  }

  /** A version of an agent was deployed: from then on it is judged by what was before. */
  public void deployed(String environment, String agent, String version, long atMillis) {
    deployments.mark(Slice.ofAgent(tenantId, environment, agent), version, atMillis);
  }

  /** Takes a rule's hit in; it opens or keeps open a finding at once. */
  public void fire(RuleHit hit, long appendMillis) {
    requireTenant(hit.slice());
    AgentClock clock = clockOf(hit.slice());
    rules.fire(hit, clock, appendMillis);
    save(hit.slice(), clock);
  }

  /**
   * The agent's clock says {@code clockMillis}: what could be seen of the time before it was handed
   * over by {@link #add}. Panes that ended before it, less the lateness, close in order of time;
   * what comes for them later corrects history. A clock that goes back is ignored.
   *
   * @param appendMillis greatest append time of what the clock rests on, and the clock itself where
   *     it follows the wall clock
   */
  public void advance(String environment, String agent, long clockMillis, long appendMillis) {
    advance(environment, agent, clockMillis, appendMillis, Arrival.WHOLE);
  }

  /** The same; of panes that may be half-arrived, those with far too few runs are not tested. */
  public void advance(
      String environment, String agent, long clockMillis, long appendMillis, Arrival arrival) {
    Slice whole = Slice.ofAgent(tenantId, environment, agent);
    conditions.advance(whole, clockMillis, store, output, hit -> fire(hit, appendMillis));
    closeQuietRules(Slice.ofAgent(tenantId, environment, Dimensions.ALL), clockMillis);
    AgentClock clock = clockOf(whole);
    if (clockMillis < clock.nextDue()) {
      return;
    }
    rules.advance(clock, clockMillis);
    long through = clockMillis - config.lateness().toMillis();
    if (through > clock.closedThrough) {
      clock.closedThrough = through;
      closePanes(whole, clock, appendMillis, clock.late.isLate() ? Arrival.LAGGING : arrival);
      closeSilent(whole, clock);
      sweep(whole, clock);
    }
    save(whole, clock);
  }

  /** When {@link #advance} next has something to do; {@link Long#MAX_VALUE} for nothing. */
  public long nextDueMillis(String environment, String agent) {
    Slice whole = Slice.ofAgent(tenantId, environment, agent);
    return Math.min(clockOf(whole).nextDue(), conditions.nextDueMillis(whole, store));
  }

  /** A person says what is normal; refused of a series without data, and for a pin of few runs. */
  public void order(BaselineOrder order) {
    requireTenant(order.slice());
    SeriesKey key = new SeriesKey(order.slice(), order.signal());
    boolean few =
        order.kind() == BaselineOrder.Kind.PIN && order.counts().count() < config.baselineRunsMin();
    if (few || watches.of(order.signal()).isEmpty() || store.get(key.headKey()) == null) {
      output.counted(MonitorCount.REFUSED_ORDERS, 1);
      return;
    }
    AgentClock clock = clockOf(order.slice());
    change(key, clock, monitor -> monitor.order(order));
    save(order.slice(), clock);
  }

  /** What storage knows of a lost state; to be told after the stored windows. */
  public ColdStart coldStart() {
    return new ColdStart(this);
  }

  /** Brings back what is known of a series with data; says whether it is one. */
  boolean recall(SeriesKey key, Consumer<SeriesRecall> recall) {
    requireTenant(key.slice());
    Optional<Watch> watch = watches.of(key.signal());
    if (watch.isEmpty() || store.get(key.headKey()) == null) {
      return false;
    }
    AgentClock clock = clockOf(key.slice());
    SeriesContext series = open(key, watch.get());
    recall.accept(new SeriesRecall(series));
    desk.close(series, clock);
    save(key.slice(), clock);
    return true;
  }

  /** Findings about all agents together close by the clock of any of them. */
  private void closeQuietRules(Slice allAgents, long clockMillis) {
    byte[] bytes = store.get(clockKey(allAgents));
    if (bytes == null) {
      return;
    }
    AgentClock clock = AgentClock.decode(bytes);
    if (clock.nextDue() <= clockMillis) {
      rules.advance(clock, clockMillis);
      save(allAgents, clock);
    }
  }

  private void take(WindowPartial partial, Watch watch, SeriesKey key, AgentClock clock) {
    SeriesHead head = headOf(key);
    int categories = head.categories();
    Histogram counts = head.countsOf(partial, watch);
    if (head.categories() > categories) {
      store.put(key.headKey(), head.encode());
    }
    long start = partial.windowStartMillis();
    boolean hour = partial.windowSeconds() == HOUR_SECONDS;
    if (hour || head.endOf(start) <= clock.closedThrough) {
      output.counted(hour ? MonitorCount.HOUR_PARTIALS : MonitorCount.LATE_PARTIALS, 1);
      change(key, clock, monitor -> monitor.correct(start, counts));
      if (!hour && tellsOfRuns(partial)) {
        clock.late.late(partial.count(), clock.closedThrough);
        save(partial.slice(), clock);
      }
      return;
    }
    output.counted(MonitorCount.PARTIALS, 1);
    new OpenPanes(store, key, head, config.pane().toMillis())
        .add(start, counts, partial.exemplars());
    long due = head.firstEndMillis() + config.lateness().toMillis();
    boolean runs = tellsOfRuns(partial);
    if (runs) {
      clock.late.inTime(partial.count(), clock.closedThrough);
    }
    if (due < clock.panesDue || runs) {
      clock.panesDue = Math.min(due, clock.panesDue);
      save(partial.slice(), clock);
    }
  }

  /** Runs of the whole agent; corrections, which take as much back as they add, are none. */
  private static boolean tellsOfRuns(WindowPartial partial) {
    return partial.slice().wholeAgent()
        && partial.signal().equals(DeploymentShelf.COUNTED)
        && partial.count() > 0;
  }

  private boolean register(SeriesKey key) {
    SeriesIndex index = indexOf(key.slice());
    if (index.isFull()) {
      return false;
    }
    index.add(key);
    store.put(indexKey(key.slice()), index.encode());
    store.put(key.headKey(), new SeriesHead(config.pane().toMillis()).encode());
    return true;
  }

  private void closePanes(Slice whole, AgentClock clock, long appendMillis, Arrival arrival) {
    List<SeriesKey> series = indexOf(whole).series();
    PriorityQueue<Due> queue = new PriorityQueue<>();
    long next = Long.MAX_VALUE;
    for (int at = 0; at < series.size(); at++) {
      long end = headOf(series.get(at)).firstEndMillis();
      if (end <= clock.closedThrough) {
        queue.add(new Due(end, at));
      } else {
        next = Math.min(next, end);
      }
    }
    while (!queue.isEmpty()) {
      Due due = queue.remove();
      long end = closeFirst(series.get(due.position), clock, appendMillis, arrival);
      if (end <= clock.closedThrough) {
        queue.add(new Due(end, due.position));
      } else {
        next = Math.min(next, end);
      }
    }
    clock.panesDue = next == Long.MAX_VALUE ? Long.MAX_VALUE : next + config.lateness().toMillis();
  }

  /** Closes a series' first pane; returns the end of the one after it. */
  private long closeFirst(SeriesKey key, AgentClock clock, long appendMillis, Arrival arrival) {
    SeriesHead head = headOf(key);
    Pane pane = new OpenPanes(store, key, head, config.pane().toMillis()).takeFirst();
    long length = change(key, clock, monitor -> monitor.close(pane, appendMillis, arrival));
    if (head.setPaneMillis(length)) {
      store.put(key.headKey(), head.encode());
    }
    return head.firstEndMillis();
  }

  /** A pane that is due: the earliest first, of equals the one of the older series. */
  private record Due(long endMillis, int position) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int byTime = Long.compare(endMillis, other.endMillis);
      return byTime != 0 ? byTime : Integer.compare(position, other.position);
    }
  }

  private void closeSilent(Slice whole, AgentClock clock) {
    if (clock.openSeries.values().stream()
        .noneMatch(due -> due <= clock.closedThrough + config.lateness().toMillis())) {
      return;
    }
    for (SeriesKey key : indexOf(whole).series()) {
      Long due = clock.openSeries.get(key.detectorKey());
      if (due != null && due <= clock.closedThrough + config.lateness().toMillis()) {
        change(key, clock, monitor -> monitor.silentUntil(clock.closedThrough));
      }
    }
  }

  /** Once a day, forgets the series that have seen nothing for as long as history reaches. */
  private void sweep(Slice whole, AgentClock clock) {
    if (clock.sweptMillis != Long.MIN_VALUE && clock.closedThrough < clock.sweptMillis + DAY) {
      return;
    }
    clock.sweptMillis = clock.closedThrough;
    long oldest = clock.closedThrough - config.history().toMillis();
    SeriesIndex index = indexOf(whole);
    List<SeriesKey> dead = new ArrayList<>();
    for (SeriesKey key : index.series()) {
      if (headOf(key).isEmpty() && lastSeen(key) < oldest) {
        dead.add(key);
      }
    }
    for (SeriesKey key : dead) {
      change(key, clock, SeriesMonitor::retire);
      store.remove(key.headKey());
      store.remove(key.detectorKey());
      store.remove(key.historyKey());
      index.remove(key);
    }
    if (!dead.isEmpty()) {
      store.put(indexKey(whole), index.encode());
    }
  }

  private long lastSeen(SeriesKey key) {
    byte[] bytes = store.get(key.historyKey());
    long newestHour =
        bytes == null ? Long.MIN_VALUE : SeriesHistory.decode(bytes).newestHourMillis();
    byte[] detector = store.get(key.detectorKey());
    Optional<Watch> watch = watches.of(key.signal());
    return detector == null || watch.isEmpty()
        ? newestHour
        : Math.max(newestHour, SeriesState.decode(detector, watch.get()).lastPaneEnd);
  }

  /** Loads a series' detector, changes it, stores it; returns the length of its panes. */
  private long change(SeriesKey key, AgentClock clock, Consumer<SeriesMonitor> change) {
    Optional<Watch> watch = watches.of(key.signal());
    if (watch.isEmpty()) {
      return config.pane().toMillis();
    }
    SeriesContext series = open(key, watch.get());
    change.accept(new SeriesMonitor(series));
    desk.close(series, clock);
    return series.state().slow ? config.slowPane().toMillis() : config.pane().toMillis();
  }

  private SeriesContext open(SeriesKey key, Watch watch) {
    return desk.open(key, watch, () -> indexOf(key.slice()).series());
  }

  private SeriesHead headOf(SeriesKey key) {
    byte[] bytes = store.get(key.headKey());
    return bytes == null ? new SeriesHead(config.pane().toMillis()) : SeriesHead.decode(bytes);
  }

  private SeriesIndex indexOf(Slice slice) {
    byte[] bytes = store.get(indexKey(slice));
    Slice whole = Slice.ofAgent(tenantId, slice.environment(), slice.agent());
    return bytes == null ? new SeriesIndex() : SeriesIndex.decode(bytes, whole);
  }

  private AgentClock clockOf(Slice slice) {
    byte[] bytes = store.get(clockKey(slice));
    return bytes == null ? new AgentClock() : AgentClock.decode(bytes);
  }

  private void save(Slice slice, AgentClock clock) {
    store.put(clockKey(slice), clock.encode());
  }

  private static String indexKey(Slice slice) {
    return String.join("\0", "i", slice.environment(), slice.agent());
  }

  private static String clockKey(Slice slice) {
    return String.join("\0", "c", slice.environment(), slice.agent());
  }

  private void requireTenant(Slice slice) {
    if (!slice.tenantId().equals(tenantId)) {
      throw new IllegalArgumentException(
          "expected tenant " + tenantId + ", came " + slice.tenantId());
    }
  }
}
