package dev.leeway.signals.rules;

import dev.leeway.signals.run.GroundingRule;
import java.util.List;

/**
 * When answers without ground make a run's outcome {@code UNGROUNDED}, and when somebody is told of
 * them: section {@code grounding}.
 *
 * @param watch from the general to the particular; the last that fits a fault of an agent holds
 */
public record GroundingRules(
    boolean confidentEmpty,
    int contradictions,
    int unsupported,
    double scoreBelow,
    List<FaultChoice> watch)
    implements RuleSection {
  private static final GroundingRule USUAL = GroundingRule.defaults();
  private static final int CLAIMS_MAX = 1_000;

  public static final Section<GroundingRules> SECTION =
      Section.of(
          "grounding",
          new GroundingRules(
              USUAL.confidentEmpty(),
              USUAL.contradictionsMin(),
              USUAL.unsupportedMin(),
              USUAL.scoreBelow(),
              List.of()),
          in ->
              new GroundingRules(
                  in.on("confident_empty", USUAL.confidentEmpty()),
                  in.whole("contradictions", USUAL.contradictionsMin(), 0, CLAIMS_MAX),
                  in.whole("unsupported", USUAL.unsupportedMin(), 1, CLAIMS_MAX),
                  in.number("score_below", USUAL.scoreBelow(), 0, 1),
                  in.each("watch", FaultChoice::read)));

  public GroundingRules {
    watch = List.copyOf(watch);
  }

  /** As the assembly of runs asks for it. */
  public GroundingRule rule() {
    return new GroundingRule(confidentEmpty, contradictions, unsupported, scoreBelow);
  }
}
