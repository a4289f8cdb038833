package dev.leeway.signals.window;

import java.util.HashMap;
import java.util.Map;

/**
 * Which slices of each tenant are kept apart, by {@link TenantSlices}. Everything else goes to a
 * slice named {@link Dimensions#OTHER} and is counted. Not thread-safe.
 */
final class SliceBudget {
  private final int slicesMax;
  private final int halfLifeDrains;
  private final Map<String, TenantSlices> tenants = new HashMap<>();
  private long drains;
  private long overflowed;
  private long replaced;

  SliceBudget(int slicesMax, int halfLifeDrains) {
    this.slicesMax = slicesMax;
    this.halfLifeDrains = halfLifeDrains;
  }

  /**
   * The slice itself where it has a place, else the one that takes the overflow.
   *
   * @param traceId of what is said of it; empty where it is of no trace
   */
  Slice admit(Slice slice, String traceId) {
    if (slice.value().equals(Dimensions.OTHER)) {
      return slice;
    }
    TenantSlices slices =
        tenants.computeIfAbsent(slice.tenantId(), tenant -> new TenantSlices(slicesMax));
    if (slices.admit(slice, traceId)) {
      return slice;
    }
    overflowed++;
    return slice.wholeAgent()
        ? Slice.ofAgent(slice.tenantId(), Dimensions.OTHER, Dimensions.OTHER)
        : slice.with(slice.dimension(), Dimensions.OTHER);
  }

  /** Only here do places change hands for activity, so that what is between two drains is whole. */
  void drained() {
    drains++;
    boolean halves = drains % halfLifeDrains == 0;
    for (TenantSlices slices : tenants.values()) {
      replaced += slices.rank();
      if (halves) {
        slices.halve();
      }
    }
    tenants.values().removeIf(TenantSlices::isEmpty);
  }

  /** Slices that are kept apart now, of all tenants. */
  int active() {
    return tenants.values().stream().mapToInt(TenantSlices::active).sum();
  }

  /** How often an observation went to the overflow instead of a slice of its own. */
  long overflowed() {
    return overflowed;
  }

  /** How often a slice got the place of a less active one at a drain. */
  long replaced() {
    return replaced;
  }
}
