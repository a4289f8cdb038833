package dev.leeway.signals.rules;

import dev.leeway.signals.condition.fault.Fault;
import dev.leeway.signals.condition.fault.FaultSettings;
import dev.leeway.signals.condition.fault.PageOn;
import dev.leeway.signals.window.Slice;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Puts together what the sections {@code contracts} and {@code grounding} say of faults. */
final class FaultRules {
  private FaultRules() {}

  static FaultSettings of(ContractRules contracts, GroundingRules grounding) {
    List<FaultChoice> choices = grounding.watch();
    Map<Fault, Predicate<Slice>> first = new EnumMap<>(Fault.class);
    Map<Fault, Predicate<Slice>> rising = new EnumMap<>(Fault.class);
    for (Fault fault : FaultChoice.FAULTS) {
      if (mayBe(PageOn.FIRST, fault, choices)) {
        first.put(
            fault,
            slice -> slice.wholeAgent() && FaultChoice.of(choices, fault, slice) == PageOn.FIRST);
      }
      if (mayBe(PageOn.RISE, fault, choices)) {
        rising.put(fault, slice -> FaultChoice.of(choices, fault, slice) == PageOn.RISE);
      }
    }
    if (contracts.anyOnFirst()) {
      first.put(Fault.BROKEN_CONTRACT, contracts::pagesOnFirst);
    }
    return new FaultSettings(first, rising);
  }

  /** So that no state is kept of what nobody asked for. */
  private static boolean mayBe(PageOn when, Fault fault, List<FaultChoice> choices) {
    return fault.usually() == when || choices.stream().anyMatch(choice -> choice.pageOn() == when);
  }
}
