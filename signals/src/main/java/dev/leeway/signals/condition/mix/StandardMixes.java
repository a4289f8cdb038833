package dev.leeway.signals.condition.mix;

import dev.leeway.signals.condition.Condition;
import dev.leeway.signals.condition.fault.Fault;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.Slice;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Which mixes are learned for every tenant. A new one is a line here. */
public final class StandardMixes {
  private static final List<MixRule> RARE =
      List.of(
          MixRule.ofRare(
              "contract.shape",
              "contract.shape",
              Dimensions.OPERATION,
              Severity.WARNING,
              NewcomerText.ANSWER_SHAPE::of),
          MixRule.ofRare(
              "contract.language",
              "contract.language",
              Dimensions.OPERATION,
              Severity.WARNING,
              NewcomerText.ANSWER_LANGUAGE::of),
          MixRule.ofRare(
              "contract.value",
              "contract.value",
              Dimensions.FIELD,
              Severity.WARNING,
              NewcomerText.FIELD_VALUE::of),
          MixRule.ofRare(
              "model.mix",
              "model.silent_change",
              Dimensions.VERSION,
              Severity.WARNING,
              NewcomerText.MODEL_SERVED::of),
          MixRule.ofRare(
              "model.fingerprint",
              "model.silent_change",
              Dimensions.VERSION,
              // Providers roll builds out now and then: a date to remember, and no reason to act.
              Severity.INFO,
              NewcomerText.MODEL_BUILD::of));

  private StandardMixes() {}

  /**
   * A condition for each.
   *
   * @param rising the faults of which a rise is told, and in which slices
   */
  public static List<Condition> of(Map<Fault, Predicate<Slice>> rising) {
    Stream<MixRule> faults =
        rising.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(fault -> MixRule.ofFault(fault.getKey(), fault.getValue()));
    return Stream.concat(RARE.stream(), faults).<Condition>map(NewInMix::new).toList();
  }
}
