package dev.leeway.signals.catalogue;

import dev.leeway.signals.contract.UserTurn;
import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.fact.TurnFacts;
import dev.leeway.signals.run.RunSpans;
import java.util.Set;

/** What the user's turn that began a run says of the answer before it. */
final class UserCorrection implements CategorySignal {
  private static final Signal SIGNAL =
      Signal.categorical("user.correction", "User corrections", Set.of(UserTurn.NEXT.name()))
          .means(
              "Whether the user's turn repeats an earlier one or begins by contradicting. A hint"
                  + " about the answer before it, worth its rate. Absent in a conversation's first"
                  + " run and where inputs were not captured.",
              FailureMode.WRONG_ANSWERS)
          .judgedBy(Detection.RATE)
          .keptPerSource();

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public String categoryOf(RunSpans run) {
    for (AgentEvent span : run.spans()) {
      String turn = span.facts().text(TurnFacts.TURN);
      if (!turn.isEmpty()) {
        return turn;
      }
    }
    return "";
  }
}
