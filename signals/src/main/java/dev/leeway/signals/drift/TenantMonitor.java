package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.Histogram;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.Slice;
import dev.leeway.signals.window.WindowPartial;
import java.util.Optional;
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
  private final String tenantId;
  private final DriftConfig config;
  private final Watches watches;
  private final MonitorStore store;
  private final MonitorOutput output;
  private final RuleFindings rules;
  private final MinuteConditions conditions;
  private final CoverageShelf coverage;
  private final DeploymentShelf deployments;
  private final AgentShelf agents;
  private final SeriesDesk desk;
  private final PartialIntake intake;
  private final PaneCloser panes;
  private final SeriesSweep sweep;

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
    this.coverage = new CoverageShelf(store);
    this.output = new ChangedFindings(output, coverage::told);
    this.rules = new RuleFindings(config, store, this.output);
    this.deployments = new DeploymentShelf(store, this.output);
    this.agents = new AgentShelf(store, config);
    this.desk = new SeriesDesk(config, watches, store, this.output, agents, deployments);
    this.intake = new PartialIntake(config, watches, agents, deployments, desk, this.output);
    this.panes = new PaneCloser(config, agents, desk);
    this.sweep = new SeriesSweep(config, watches, store, agents, desk);
  }

  /**
   * Takes a partial in. Minutes wait for their pane to close; whole hours go to history at once, so
   * that a monitor without state can be warmed from stored windows.
   */
  public void add(WindowPartial partial) {
    requireTenant(partial.slice());
    conditions.add(partial, store, output);
    coverage.saw(partial);
    intake.add(partial);
  }

  /** A version of an agent was deployed: from then on it is judged by what was before. */
  public void deployed(String environment, String agent, String version, long atMillis) {
    deployments.mark(Slice.ofAgent(tenantId, environment, agent), version, atMillis);
  }

  /** It was not: what was told of that version and time is taken back. */
  public void notDeployed(String environment, String agent, String version, long atMillis) {
    deployments.unmark(Slice.ofAgent(tenantId, environment, agent), version, atMillis);
  }

  /** Takes a rule's hit in; it opens or keeps open a finding at once. */
  public void fire(RuleHit hit, long appendMillis) {
    requireTenant(hit.slice());
    AgentClock clock = agents.clockOf(hit.slice());
    rules.fire(hit, clock, appendMillis);
    agents.save(hit.slice(), clock);
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
    AgentClock clock = agents.clockOf(whole);
    if (clockMillis < clock.nextDue()) {
      return;
    }
    rules.advance(clock, clockMillis);
    long through = clockMillis - config.lateness().toMillis();
    if (through > clock.closedThrough) {
      clock.closedThrough = through;
      panes.closePanes(whole, clock, appendMillis, clock.late.isLate() ? Arrival.LAGGING : arrival);
      panes.closeSilent(whole, clock);
      sweep.sweep(whole, clock);
    }
    agents.save(whole, clock);
  }

  /** When {@link #advance} next has something to do; {@link Long#MAX_VALUE} for nothing. */
  public long nextDueMillis(String environment, String agent) {
    Slice whole = Slice.ofAgent(tenantId, environment, agent);
    return Math.min(agents.clockOf(whole).nextDue(), conditions.nextDueMillis(whole, store));
  }

  /** A person says what is normal; refused of a series without data, and for a pin of few runs. */
  public void order(BaselineOrder order) {
    requireTenant(order.slice());
    String signal = AgentSeasons.sourceOf(order.signal());
    SeriesKey key = new SeriesKey(order.slice(), signal);
    boolean few =
        order.kind() == BaselineOrder.Kind.PIN && order.counts().count() < config.baselineRunsMin();
    boolean unfit = order.kind() != BaselineOrder.Kind.ACCEPT && !signal.equals(order.signal());
    if (few || unfit || watches.of(signal).isEmpty() || !agents.knows(key)) {
      output.counted(MonitorCount.REFUSED_ORDERS, 1);
      return;
    }
    AgentClock clock = agents.clockOf(order.slice());
    desk.change(key, clock, monitor -> monitor.order(order));
    agents.save(order.slice(), clock);
  }

  /** What storage knows of a lost state; to be told after the stored windows. */
  public ColdStart coldStart() {
    return new ColdStart(this);
  }

  SeasonShelf seasons() {
    return new SeasonShelf(config, store, output);
  }

  /** The counts of a stored hour as its series counts them; empty where it is not watched. */
  Optional<Histogram> countsOf(WindowPartial hour) {
    return watches
        .of(hour.slice(), hour.signal())
        .map(watch -> new SeriesHead(config.pane().toMillis()).countsOf(hour, watch));
  }

  /** Brings back what is known of a series with data; says whether it is one. */
  boolean recall(SeriesKey key, Consumer<SeriesRecall> recall) {
    requireTenant(key.slice());
    Optional<Watch> watch = watches.of(key.signal());
    if (watch.isEmpty() || !agents.knows(key)) {
      return false;
    }
    AgentClock clock = agents.clockOf(key.slice());
    SeriesContext series = desk.open(key, watch.get());
    recall.accept(new SeriesRecall(series));
    desk.close(series, clock);
    agents.save(key.slice(), clock);
    return true;
  }

  /** Findings about all agents together close by the clock of any of them. */
  private void closeQuietRules(Slice allAgents, long clockMillis) {
    AgentClock clock = agents.clockOf(allAgents);
    if (clock.nextDue() <= clockMillis) {
      rules.advance(clock, clockMillis);
      agents.save(allAgents, clock);
    }
  }

  private void requireTenant(Slice slice) {
    if (!slice.tenantId().equals(tenantId)) {
      throw new IllegalArgumentException(
          "expected tenant " + tenantId + ", came " + slice.tenantId());
    }
  }
}
