package dev.leeway.signals.drift;

import dev.leeway.signals.window.Slice;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Closes the panes of an agent's series up to its clock, in order of time over all of them, and the
 * findings of those that fell silent. Not thread-safe.
 */
final class PaneCloser {
  private final DriftConfig config;
  private final AgentShelf agents;
  private final SeriesDesk desk;

  PaneCloser(DriftConfig config, AgentShelf agents, SeriesDesk desk) {
    this.config = config;
    this.agents = agents;
    this.desk = desk;
  }

  void closePanes(Slice whole, AgentClock clock, long appendMillis, Arrival arrival) {
    List<SeriesKey> series = agents.indexOf(whole).series();
    PriorityQueue<Due> queue = new PriorityQueue<>();
    long next = Long.MAX_VALUE;
    for (int at = 0; at < series.size(); at++) {
      long end = agents.headOf(series.get(at)).firstEndMillis();
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
    SeriesHead head = agents.headOf(key);
    Pane pane = agents.panesOf(key, head).takeFirst();
    long length = desk.change(key, clock, monitor -> monitor.close(pane, appendMillis, arrival));
    if (head.setPaneMillis(length)) {
      agents.save(key, head);
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

  /** Lets open findings close whose series sent nothing for too long. */
  void closeSilent(Slice whole, AgentClock clock) {
    long reached = clock.closedThrough + config.lateness().toMillis();
    if (clock.openSeries.values().stream().noneMatch(due -> due <= reached)) {
      return;
    }
    for (SeriesKey key : agents.indexOf(whole).series()) {
      boolean due =
          isDue(key.detectorKey(), clock, reached)
              || AgentSeasons.keysOf(key).stream()
                  .anyMatch(season -> isDue(season.seasonKey(), clock, reached));
      if (due) {
        desk.change(key, clock, monitor -> monitor.silentUntil(clock.closedThrough));
      }
    }
  }

  private static boolean isDue(String name, AgentClock clock, long reached) {
    Long due = clock.openSeries.get(name);
    return due != null && due <= reached;
  }
}
