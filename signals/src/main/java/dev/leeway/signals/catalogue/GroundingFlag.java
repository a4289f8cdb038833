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
      new GroundingFlag(
          told(
                  "grounding.unsupported",
                  "Runs with an unsupported claim",
                  "Share of runs whose answers have a checkable claim that is nowhere in what the run"
                      + " knew; the row says how many. Absent without evidence or claims. What the"
                      + " model rightly knows by itself counts too, so compare a slice with itself.")
              .keptPerCohort()
              .keptPerSource());
  static final GroundingFlag CONTRADICTION =
      new GroundingFlag(
          told(
                  "grounding.contradiction",
                  "Runs with a contradicted claim",
                  "Share of runs whose answers give another value than the tool or document that names"
                      + " the same thing; the row says how many. Absent without evidence or claims.")
              .keptPerSource());
  static final GroundingFlag CONFIDENT_EMPTY =
      new GroundingFlag(
          told(
                  "grounding.confident_empty",
                  "Confident answers to empty retrievals",
                  "Share of runs that answered without doubt although all that they asked tools and"
                      + " retrievers for came back empty. Absent where nothing was asked for.")
              .keptPerSource());
  static final GroundingFlag ARGUMENTS =
      new GroundingFlag(
          told(
              "tool.args_ungrounded",
              "Runs with an ungrounded tool argument",
              "Share of runs that gave a tool an id, date, address or number that nobody had said or"
                  + " found before, and that the tool took; the row says how many. Absent where the"
                  + " user was not heard."));
  static final GroundingFlag ACTIONS =
      new GroundingFlag(
          told(
                  "grounding.actions_unmatched",
                  "Runs that claim an action without a call",
                  "Share of runs with tools whose answer says that something was done which no tool's"
                      + " name or result speaks of; the row says how many. English only.")
              // Too often wrong for a rule of its own; docs/grounding.md has the numbers.
              .judgedBy(Detection.RATE));

  private final Signal signal;

  private GroundingFlag(Signal signal) {
    this.signal = signal;
  }

  private static Signal told(String name, String displayName, String meaning) {
    return Signal.categorical(name, displayName, Set.of("NONE"))
        .judgedBy(Detection.RATE, Detection.RULE)
        .means(meaning, FailureMode.WRONG_ANSWERS);
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
