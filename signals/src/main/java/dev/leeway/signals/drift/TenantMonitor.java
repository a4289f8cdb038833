package dev.leeway.signals.drift;

import dev.leeway.signals.window.Slice;
import dev.leeway.signals.window.WindowPartial;

/**
 * Everything that is detected for one tenant: takes window partials, rule hits and the agents'
 * clocks, and states findings, health and baselines.
 *
 * <p>Deterministic: the same calls in the same order over the same store state the same. All state
 * is in the {@link MonitorStore}; the object holds nothing between two calls, so it may be made
 * anew for each. Not thread-safe.
 */
public final class TenantMonitor {
  /**
   * @param tenantId all partials, hits and slices must be of it
   */
  public TenantMonitor(
      String tenantId,
      DriftConfig config,
      Watches watches,
      MonitorStore store,
      MonitorOutput output) {}

  /** Takes a one-minute partial in. */
  public void add(WindowPartial partial) {}

  /** A rule's condition held. */
  public void fire(RuleHit hit, long appendMillis) {}

  /**
   * The agent's clock says {@code clockMillis}: all that could be seen of the time before it was
   * handed over by {@link #add}. Panes that ended before it close, in order of time. A clock that
   * goes back is ignored.
   *
   * @param appendMillis greatest append time of what the clock rests on; the clock itself where it
   *     follows the wall clock
   */
  public void advance(String environment, String agent, long clockMillis, long appendMillis) {}

  /**
   * When {@link #advance} next has something to do for this agent; {@link Long#MAX_VALUE} if
   * nothing is open.
   */
  public long nextDueMillis(String environment, String agent) {
    return Long.MAX_VALUE;
  }

  /**
   * An operator takes what is seen now as normal: closes the finding and learns from its onset on.
   */
  public void reBaseline(Slice slice, String signal, long atMillis) {}
}
