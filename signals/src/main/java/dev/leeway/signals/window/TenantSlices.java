package dev.leeway.signals.window;

import dev.leeway.signals.window.SliceActivity.Standing;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which slices of one tenant have a place: whoever comes as long as there is room, then the most
 * active, by {@link SliceActivity}. Deterministic for an order of events and drains. Not
 * thread-safe.
 *
 * <p>What was seen fades by {@link #halve}; a slice of which nothing is left has no place. As many
 * slices as have a place are counted while they wait for one, by Misra and Gries ("Finding repeated
 * elements", 1982; Space-Saving seen from below): a further one takes one from each count instead.
 * So a count is never too high, and too low by at most the {@code (slicesMax + 1)}th part of what
 * was counted.
 *
 * <p>A place changes hands where one that waits is clearly more active than the least active that
 * has one, and else never: a slice that came and went would never have a baseline.
 */
final class TenantSlices {
  /** Of each standing at one drain, since each costs a look at all slices. */
  private static final int REPLACED_MAX = 64;

  private final int slicesMax;
  private final Map<Slice, SliceActivity> kept = new LinkedHashMap<>();
  private final Map<Slice, SliceActivity> waiting = new LinkedHashMap<>();
  private int agents;

  TenantSlices(int slicesMax) {
    this.slicesMax = slicesMax;
  }

  /** Counts what is said of a slice; returns whether it has a place. */
  boolean admit(Slice slice, String traceId) {
    SliceActivity known = kept.get(slice);
    if (known != null) {
      known.saw(traceId);
      return true;
    }
    SliceActivity waited = waiting.get(slice);
    SliceActivity activity = waited == null ? new SliceActivity(slice) : waited;
    activity.saw(traceId);
    if (hasRoomFor(activity.standing) || makesRoomFor(activity.standing)) {
      waiting.remove(slice);
      keep(activity);
      return true;
    }
    if (waited == null) {
      await(activity);
    }
    return false;
  }

  /** Gives places of the least active to clearly more active ones; returns how many. */
  int rank() {
    int replaced = 0;
    for (Standing standing : Standing.values()) {
      for (int i = 0; i < REPLACED_MAX && replacesOne(standing); i++) {
        replaced++;
      }
    }
    return replaced;
  }

  /** Lets what was seen until now count half. */
  void halve() {
    waiting.values().removeIf(SliceActivity::halved);
    kept.values().removeIf(SliceActivity::halved);
    agents = (int) kept.keySet().stream().filter(Slice::wholeAgent).count();
  }

  boolean isEmpty() {
    return kept.isEmpty() && waiting.isEmpty();
  }

  /** Slices that have a place. */
  int active() {
    return kept.size();
  }

  /** Slices that have none and are counted. */
  int waiting() {
    return waiting.size();
  }

  /** What multiplies, or comes from data, leaves half of the room to others. */
  private boolean hasRoomFor(Standing standing) {
    return kept.size() < (standing == Standing.DERIVED ? slicesMax / 2 : slicesMax);
  }

  /** An agent need not wait, unless half of the places are agents': names may be made up. */
  private boolean makesRoomFor(Standing standing) {
    if (standing != Standing.AGENT || agents >= slicesMax / 2) {
      return false;
    }
    SliceActivity least = leastActive(Standing.FURTHER);
    if (least == null) {
      return false;
    }
    giveUp(least);
    if (waiting.size() < slicesMax) {
      waiting.put(least.slice, least);
    }
    return true;
  }

  private boolean replacesOne(Standing standing) {
    SliceActivity busiest = busiest(standing);
    if (busiest == null) {
      return false;
    }
    SliceActivity least = leastActive(standing);
    if (least == null || !busiest.clearlyExceeds(least)) {
      return false;
    }
    waiting.remove(busiest.slice);
    giveUp(least);
    waiting.put(least.slice, least);
    keep(busiest);
    return true;
  }

  /** Of those that wait; null where none was seen often enough to take any place. */
  private @Nullable SliceActivity busiest(Standing standing) {
    SliceActivity busiest = null;
    for (SliceActivity each : waiting.values()) {
      boolean counts = each.standing == standing && each.isClear();
      if (counts && (busiest == null || each.exceeds(busiest))) {
        busiest = each;
      }
    }
    return busiest;
  }

  /** Of those whose place one of that standing may take. */
  private @Nullable SliceActivity leastActive(Standing taker) {
    SliceActivity least = null;
    for (SliceActivity each : kept.values()) {
      boolean counts = each.standing.compareTo(taker) >= 0;
      if (counts && (least == null || least.exceeds(each))) {
        least = each;
      }
    }
    return least;
  }

  private void keep(SliceActivity activity) {
    kept.put(activity.slice, activity);
    agents += activity.slice.wholeAgent() ? 1 : 0;
  }

  private void giveUp(SliceActivity activity) {
    kept.remove(activity.slice);
    agents -= activity.slice.wholeAgent() ? 1 : 0;
  }

  private void await(SliceActivity activity) {
    if (waiting.size() < slicesMax) {
      waiting.put(activity.slice, activity);
    } else {
      waiting.values().removeIf(SliceActivity::lessened);
    }
  }
}
