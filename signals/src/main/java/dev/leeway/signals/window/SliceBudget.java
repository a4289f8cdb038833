package dev.leeway.signals.window;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Which slices of a tenant are kept apart: the first so many, where one that has been idle gives
 * its place to a newcomer. Everything else goes to a slice named {@link Dimensions#OTHER} and is
 * counted. Not thread-safe.
 */
final class SliceBudget {
  private final int slicesMax;
  private final long idleDrains;
  private final Map<String, LinkedHashMap<Slice, Long>> lastSeen = new HashMap<>();
  private long drains;
  private long overflowed;

  SliceBudget(int slicesMax, int idleDrains) {
    this.slicesMax = slicesMax;
    this.idleDrains = idleDrains;
  }

  /** The slice itself while there is room for it, else the one that takes the overflow. */
  Slice admit(Slice slice) {
    LinkedHashMap<Slice, Long> active =
        lastSeen.computeIfAbsent(slice.tenantId(), tenant -> new LinkedHashMap<>(16, 0.75f, true));
    if (active.containsKey(slice) || hasRoom(active, roomFor(slice))) {
      active.put(slice, drains);
      return slice;
    }
    overflowed++;
    return slice.wholeAgent()
        ? Slice.ofAgent(slice.tenantId(), Dimensions.OTHER, Dimensions.OTHER)
        : slice.with(slice.dimension(), Dimensions.OTHER);
  }

  void drained() {
    drains++;
  }

  /** Slices that are kept apart now, of all tenants. */
  int active() {
    return lastSeen.values().stream().mapToInt(Map::size).sum();
  }

  /** How often an observation went to the overflow instead of a slice of its own. */
  long overflowed() {
    return overflowed;
  }

  /**
   * Cohorts and kinds of work are products of three, fields come from data: half the room is
   * others'.
   */
  private int roomFor(Slice slice) {
    return switch (slice.dimension()) {
      case Dimensions.COHORT, Dimensions.FIELD, Dimensions.WORK -> slicesMax / 2;
      default -> slicesMax;
    };
  }

  private boolean hasRoom(SequencedMap<Slice, Long> active, int room) {
    if (active.size() < room) {
      return true;
    }
    if (room < slicesMax) {
      return false;
    }
    Map.Entry<Slice, Long> leastActive = active.firstEntry();
    if (drains - leastActive.getValue() < idleDrains) {
      return false;
    }
    active.remove(leastActive.getKey());
    return true;
  }
}
