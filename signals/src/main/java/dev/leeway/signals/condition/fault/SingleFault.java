package dev.leeway.signals.condition.fault;

import dev.leeway.signals.condition.Condition;
import dev.leeway.signals.condition.Memory;
import dev.leeway.signals.condition.Minute;
import dev.leeway.signals.condition.Want;
import dev.leeway.signals.drift.Numbers;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.Exemplar;
import dev.leeway.signals.window.MergedWindow;
import dev.leeway.signals.window.Slice;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Tells of every minute in which a run had a fault whose owner wants to hear of a single one.
 * Nobody does by default: what reads claims and arguments is right often, not always.
 */
public final class SingleFault implements Condition {
  private final Map<Fault, Predicate<Slice>> told;

  /**
   * A condition for some faults.
   *
   * @param told the slices in which a single one is told: whole agents, or operations
   */
  public SingleFault(Map<Fault, Predicate<Slice>> told) {
    this.told = Map.copyOf(told);
  }

  @Override
  public String name() {
    return "fault";
  }

  @Override
  public Want wants(String signal, String dimension) {
    boolean sliced = dimension.isEmpty() || dimension.equals(Dimensions.OPERATION);
    boolean asked = told.keySet().stream().anyMatch(fault -> fault.signal().equals(signal));
    return sliced && asked ? Want.COUNTS : Want.NOTHING;
  }

  @Override
  public void judge(Minute minute, Memory memory, Consumer<RuleHit> hits) {
    for (MergedWindow window : minute.windows()) {
      told.forEach((fault, slices) -> {
        boolean asked = fault.signal().equals(window.signal()) && slices.test(window.slice());
        if (asked && window.countOf(fault.category()) > 0) {
          hits.accept(hit(fault, window));
        }
      });
    }
  }

  private static RuleHit hit(Fault fault, MergedWindow window) {
    long faulty = window.countOf(fault.category());
    String example = Exemplar.traceOf(window.exemplarOf().getOrDefault(fault.category(), ""));
    return new RuleHit(
        fault.detector(),
        fault.signal(),
        window.slice(),
        Severity.CRITICAL,
        window.toMillis(),
        faulty,
        "%s of %s %s %s, in the minute from %s"
            .formatted(
                Numbers.count(faulty),
                Numbers.count(window.count()),
                fault.who(),
                fault.did(),
                Numbers.timeOfDay(window.fromMillis())),
        Map.of("faulty", (double) faulty, "n", (double) window.count()),
        example.isEmpty() ? window.exemplars() : List.of(example),
        RuleHit.Course.ONCE);
  }
}
