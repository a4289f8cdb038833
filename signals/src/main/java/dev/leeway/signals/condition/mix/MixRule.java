package dev.leeway.signals.condition.mix;

import dev.leeway.signals.condition.fault.Fault;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.Slice;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A categorical signal whose mix is learned.
 *
 * @param detector what its findings are called
 * @param dimension each of whose slices learns a mix of its own; the whole agent learns one too,
 *     and is judged in minutes in which none of these slices has learned enough
 * @param text what is said of a newcomer
 * @param faults the categories that nobody wants more of, however usual they are; where there are
 *     none, what was rare
 * @param where the slices that are told of
 */
public record MixRule(
    String signal,
    String detector,
    String dimension,
    Severity severity,
    Function<Newcomer, String> text,
    Set<String> faults,
    Predicate<Slice> where) {
  public MixRule {
    faults = Set.copyOf(faults);
  }

  /** Tells of categories that were rare, everywhere. */
  static MixRule ofRare(
      String signal,
      String detector,
      String dimension,
      Severity severity,
      Function<Newcomer, String> text) {
    return new MixRule(signal, detector, dimension, severity, text, Set.of(), slice -> true);
  }

  /** Tells of a fault that clearly more runs have than usual. */
  static MixRule ofFault(Fault fault, Predicate<Slice> where) {
    return new MixRule(
        fault.signal(),
        fault.detector(),
        Dimensions.OPERATION,
        Severity.WARNING,
        found -> NewcomerText.ofFault(fault, found),
        Set.of(fault.category()),
        where);
  }
}
