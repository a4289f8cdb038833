package dev.leeway.signals.grounding;

import dev.leeway.signals.event.StateReader;
import dev.leeway.signals.event.StateWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Numbers of the evidence, kept as numbers: what claims are derived from, and what a label is said
 * to be. Of more than {@code max} those of the smallest hashes stay, so order doesn't matter. Not
 * thread-safe.
 */
final class NumberPool {
  private final int max;
  private final TreeMap<Long, Known> known = new TreeMap<>();
  private boolean overflowed;

  NumberPool(int max) {
    this.max = max;
  }

  /**
   * One number.
   *
   * @param label the lower half of its label's hash; 0 for none
   * @param derived whether it is itself a sum or product of what was there
   */
  record Known(double number, int unit, int label, int roles, int source, boolean derived) {}

  boolean overflowed() {
    return overflowed;
  }

  Collection<Known> all() {
    return known.values();
  }

  void add(
      double number, int unit, int label, int roles, int source, boolean derived, Sources sources) {
    long key =
        FactHash.then(FactHash.ofNumber(unit, number), (long) label << 1 | (derived ? 1 : 0));
    if (known.size() >= max && key > known.lastKey()) {
      overflowed = true;
      return;
    }
    Known now = new Known(number, unit, label, roles, source, derived);
    known.merge(
        key,
        now,
        (before, came) ->
            new Known(
                number,
                unit,
                label,
                before.roles | came.roles,
                sources.earlier(before.source, came.source),
                derived));
    if (known.size() > max) {
      known.pollLastEntry();
      overflowed = true;
    }
  }

  /** What is said under a label in a unit; empty where that cannot be known. */
  List<Known> labelled(int label, ClaimKind kind) {
    List<Known> found = new ArrayList<>();
    if (label == 0 || overflowed) {
      return found;
    }
    for (Known one : known.values()) {
      ClaimKind its = Unit.kind(one.unit);
      boolean comparable = its == kind || (its == ClaimKind.NUMBER && kind.addable());
      if (one.label == label && !one.derived && comparable) {
        found.add(one);
      }
    }
    return found;
  }

  void merge(NumberPool other, int[] sourceMap, Sources sources) {
    overflowed |= other.overflowed;
    for (Known one : other.known.values()) {
      add(one.number, one.unit, one.label, one.roles, sourceMap[one.source], one.derived, sources);
    }
  }

  void markSources(boolean[] used) {
    known.values().forEach(one -> used[one.source] = true);
  }

  void write(StateWriter out, int[] sourceMap) {
    out.octet(overflowed ? 1 : 0).count(known.size());
    for (Map.Entry<Long, Known> entry : known.entrySet()) {
      Known one = entry.getValue();
      out.number(one.number)
          .octet(one.unit)
          .signed(one.label)
          .octet(one.roles << 1 | (one.derived ? 1 : 0))
          .count(sourceMap[one.source]);
    }
  }

  static NumberPool read(StateReader in, int max, Sources sources) {
    NumberPool pool = new NumberPool(max);
    boolean overflowed = in.octet() == 1;
    for (int left = in.size(); left > 0; left--) {
      double number = in.number();
      int unit = in.octet();
      int label = in.integer();
      int bits = in.octet();
      int source = (int) Math.min(in.count(), Sources.UNKNOWN);
      pool.add(number, unit, label, bits >> 1 & 15, source, (bits & 1) == 1, sources);
    }
    pool.overflowed = overflowed;
    return pool;
  }
}
