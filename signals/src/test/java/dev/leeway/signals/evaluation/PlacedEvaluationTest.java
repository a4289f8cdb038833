package dev.leeway.signals.evaluation;

import static dev.leeway.signals.evaluation.EvaluationFixture.GIVEN;
import static dev.leeway.signals.evaluation.EvaluationFixture.said;
import static dev.leeway.signals.event.SpanFixture.agent;
import static dev.leeway.signals.event.SpanFixture.llm;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.catalogue.SignalCatalogue;
import dev.leeway.signals.event.SpanFixture;
import dev.leeway.signals.rules.DetectionRules;
import dev.leeway.signals.run.Run;
import dev.leeway.signals.run.RunLimits;
import dev.leeway.signals.window.Measurement;
import dev.leeway.signals.window.Observation;
import dev.leeway.signals.window.Slice;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PlacedEvaluationTest {
  private static final Run RUN =
      SignalCatalogue.standard()
          .assembly(RunLimits.defaults())
          .assemble(List.of(agent(1).event(), llm(2).under(1).event()), Long.MAX_VALUE)
          .runs()
          .getFirst();

  @Test
  void anEvaluatorsScoreCountsForTheAgentOfItsRunWhenItWasGiven() {
    Observation seen =
        PlacedEvaluation.of(said("faithfulness", 0.75, "fail"), RUN).observation().orElseThrow();
    assertThat(seen.agent().agent()).isEqualTo(RUN.source().agentName()).isNotEqualTo("judge");
    assertThat(seen.atMillis()).isEqualTo(GIVEN);
    assertThat(seen.dimensions())
        .containsAllEntriesOf(RUN.dimensions())
        .containsEntry("evaluator", "faithfulness");
    assertThat(seen.measurements())
        .containsExactly(
            Measurement.number("eval.score", 0.75), Measurement.category("eval.verdict", "BAD"));
    assertThat(seen.traceId()).isEqualTo(RUN.traceId().toString());
  }

  @Test
  void aUsersWordIsNoScoreAndNoEvaluators() {
    Observation seen =
        PlacedEvaluation.of(said("user_feedback", 0.0, ""), RUN).observation().orElseThrow();
    assertThat(seen.dimensions()).doesNotContainKey("evaluator");
    assertThat(seen.measurements()).containsExactly(Measurement.category("user.feedback", "BAD"));
  }

  @Test
  void aJudgeIsNoAgentWhereTheRunIsUnknown() {
    PlacedEvaluation unknown = PlacedEvaluation.ofItself(said("faithfulness", 0.75, ""));
    assertThat(unknown.agent()).isNull();
    assertThat(unknown.observation()).isEmpty();
  }

  @Test
  void whatNamesItsAgentOrSpeaksOfNoRunCountsForItsSender() {
    Evaluation byAgent =
        said(
            "faithfulness",
            0.75,
            "",
            new Evaluation.About(EvaluationFixture.TRACE, 7, "", ""),
            true);
    Evaluation ofNoRun = said("faithfulness", 0.75, "", Evaluation.About.NOTHING, false);
    for (Evaluation evaluation : List.of(byAgent, ofNoRun)) {
      Observation seen = PlacedEvaluation.ofItself(evaluation).observation().orElseThrow();
      assertThat(seen.agent().agent()).isEqualTo("judge");
      assertThat(seen.dimensions()).containsEntry("version", "3");
    }
  }

  @Test
  void ofSeveralRunsTheNamedOneIsMeantElseTheLastThatHadBegun() {
    Run early = at(1, 1);
    Run late = at(2, GIVEN - 1);
    Run after = at(3, GIVEN + 1);
    List<Run> runs = List.of(after, late, early);
    Evaluation unnamed = said("x", 1.0, "");
    Evaluation named =
        said("x", 1.0, "", new Evaluation.About(EvaluationFixture.TRACE, 1, "", ""), false);
    assertThat(PlacedEvaluation.runOf(unnamed, runs)).hasValue(late);
    assertThat(PlacedEvaluation.runOf(named, runs)).hasValue(early);
    assertThat(PlacedEvaluation.runOf(unnamed, List.of(after))).hasValue(after);
    assertThat(PlacedEvaluation.runOf(unnamed, List.of(late.withdrawn(9)))).isEmpty();
  }

  @Test
  void scoresAreJudgedForEachEvaluatorAndFeedbackForTheAgent() {
    Slice agent = Slice.ofAgent("acme", "production", "shop");
    Slice evaluator = new Slice("acme", "production", "shop", "evaluator", "faithfulness");
    var watches = DetectionRules.defaults().watches();
    for (String signal : List.of("eval.score", "eval.verdict")) {
      assertThat(watches.of(agent, signal)).isEmpty();
      assertThat(watches.of(evaluator, signal)).isPresent();
    }
    assertThat(watches.of(agent, "user.feedback")).isPresent();
  }

  private static Run at(long runId, long epochMillis) {
    long startMillis = epochMillis - SpanFixture.START_MILLIS;
    return SignalCatalogue.standard()
        .assembly(RunLimits.defaults())
        .assemble(List.of(agent(runId).at(startMillis, startMillis + 5).event()), Long.MAX_VALUE)
        .runs()
        .getFirst();
  }
}
