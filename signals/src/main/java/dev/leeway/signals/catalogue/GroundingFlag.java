package dev.leeway.signals.catalogue;

import dev.leeway.signals.run.Run;
import dev.leeway.signals.run.RunSpans;
import dev.leeway.signals.window.Measurement;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Whether a run has any of one kind of groundless thing. The row keeps how many; windows keep in
 * how many runs there were {@code SOME}, because it is the share of runs that can be compared.
 */
final class GroundingFlag implements RunSignal {
  static final GroundingFlag UNSUPPORTED =
      new GroundingFlag("grounding.unsupported", "Runs with an unsupported claim");
  static final GroundingFlag CONTRADICTION =
      new GroundingFlag("grounding.contradiction", "Runs with a contradicted claim");
  static final GroundingFlag CONFIDENT_EMPTY =
      new GroundingFlag("grounding.confident_empty", "Confident answers to empty retrievals");
  static final GroundingFlag ARGUMENTS =
      new GroundingFlag("tool.args_ungrounded", "Runs with an ungrounded tool argument");
  static final GroundingFlag ACTIONS =
      new GroundingFlag("grounding.actions_unmatched", "Runs that claim an action without a call");

  private final Signal signal;

  private GroundingFlag(String name, String displayName) {
    this.signal =
        new Signal(
            name,
            displayName,
            Unit.NONE,
            Direction.HIGHER_IS_WORSE,
            Set.of("NONE"),
            Set.of(Detection.RATE),
            Signal.Scope.RUN,
            true,
            false);
  }

  @Override
  public Signal signal() {
    return signal;
  }

  /** How many. */
  @Override
  public OptionalDouble valueOf(RunSpans run) {
    Double count = run.grounding().get(name());
    return count == null ? OptionalDouble.empty() : OptionalDouble.of(count);
  }

  @Override
  public Optional<Measurement> measured(Run run) {
    Double count = run.signals().get(name());
    return count == null
        ? Optional.empty()
        : Optional.of(Measurement.category(name(), count > 0 ? "SOME" : "NONE"));
  }
}
