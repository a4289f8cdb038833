package dev.leeway.signals.condition.fault;

import dev.leeway.signals.window.Slice;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Of whose faults somebody is told, and when.
 *
 * @param first the slices in which a single one is told; none of a fault without an entry
 * @param rising the slices in which a rise is told, likewise
 */
public record FaultSettings(
    Map<Fault, Predicate<Slice>> first, Map<Fault, Predicate<Slice>> rising) {
  public FaultSettings {
    first = Map.copyOf(first);
    rising = Map.copyOf(rising);
  }

  /** As each fault is usually told. */
  public static FaultSettings defaults() {
    return new FaultSettings(usually(PageOn.FIRST), usually(PageOn.RISE));
  }

  private static Map<Fault, Predicate<Slice>> usually(PageOn when) {
    Map<Fault, Predicate<Slice>> told = new EnumMap<>(Fault.class);
    Arrays.stream(Fault.values())
        .filter(fault -> fault.usually() == when)
        .forEach(fault -> told.put(fault, slice -> true));
    return told;
  }
}
