package dev.leeway.signals.catalogue;

import static dev.leeway.signals.catalogue.RunFixture.run;
import static dev.leeway.signals.event.SpanFixture.agent;
import static dev.leeway.signals.event.SpanFixture.llm;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.SpanFixture;
import dev.leeway.signals.fact.AnswerFacts;
import dev.leeway.signals.fact.ModelFacts;
import dev.leeway.signals.fact.ToolCallFacts;
import dev.leeway.signals.fact.TurnFacts;
import dev.leeway.signals.run.Run;
import dev.leeway.signals.run.RunOutcome;
import dev.leeway.signals.window.Measurement;
import org.junit.jupiter.api.Test;

final class ContractSignalsTest {
  private static final SpanFixture STEP = llm(2).under(1).at(0, 300);
  private static final SpanFixture ANSWER =
      llm(3)
          .under(1)
          .at(400, 900)
          .fact(AnswerFacts.FORM, "JSON")
          .fact(AnswerFacts.SHAPE, "json {price: number}")
          .fact(AnswerFacts.CHARACTERS, 20);

  @Test
  void aRunsAnswerIsTheLastOneOfAModel() {
    SpanFixture earlier = STEP.fact(AnswerFacts.FORM, "TEXT").fact(AnswerFacts.SHAPE, "text");
    Run run = run(agent(1).fact(AnswerFacts.FORM, "MARKDOWN"), earlier, ANSWER);

    assertThat(run.categories())
        .containsEntry("contract.shape", "json {price: number}")
        .containsEntry("contract.format", "JSON")
        .doesNotContainKey("contract.language");
    assertThat(run.signals()).containsEntry("contract.length", 20.0);
  }

  @Test
  void withoutAModelsAnswerTheRootsCounts() {
    Run run = run(agent(1).fact(AnswerFacts.FORM, "MARKDOWN"), STEP, ANSWER.failed("500"));

    assertThat(run.categories()).containsEntry("contract.format", "MARKDOWN");
  }

  @Test
  void theRowSaysItsCategoriesAndTheVectorHasThem() {
    Run run = run(agent(1), ANSWER.fact(AnswerFacts.LANGUAGE, "en"));

    assertThat(RunFixture.CATALOGUE.observationOf(run).orElseThrow().measurements())
        .contains(
            Measurement.category("contract.shape", "json {price: number}"),
            Measurement.category("contract.language", "en"),
            Measurement.number("contract.length", 20));
  }

  @Test
  void anAnswerThatBreaksWhatWasDeclaredIsTheRunsOutcome() {
    SpanFixture declared = ANSWER.fact(AnswerFacts.DECLARED, "schema");
    SpanFixture broken = declared.fact(AnswerFacts.VIOLATION, "price: missing");

    assertThat(run(agent(1), declared).categories()).containsEntry("contract.violation", "KEPT");
    assertThat(run(agent(1), broken).categories()).containsEntry("contract.violation", "BROKEN");
    assertThat(run(agent(1), broken).outcome()).isEqualTo(RunOutcome.CONTRACT_BROKEN);
    assertThat(run(agent(1).failed("ValueError"), broken).outcome())
        .isEqualTo(RunOutcome.CONTRACT_BROKEN);
    assertThat(run(agent(1), broken.model("openai", "gpt-5-mini", "length")).outcome())
        .isEqualTo(RunOutcome.TRUNCATED);
  }

  @Test
  void aBrokenAnswerThatWasAskedForAgainAndKeptIsNoOutcome() {
    SpanFixture first =
        STEP.fact(AnswerFacts.FORM, "TEXT").fact(AnswerFacts.VIOLATION, "expected JSON, came text");

    assertThat(run(agent(1), first, ANSWER.fact(AnswerFacts.DECLARED, "json")).outcome())
        .isEqualTo(RunOutcome.OK);
  }

  @Test
  void oneInvalidCallOfSeveralMakesTheRunsCallsInvalid() {
    SpanFixture good = STEP.fact(ToolCallFacts.CHECKED, 2).fact(ToolCallFacts.INVALID, 0);
    SpanFixture bad = ANSWER.fact(ToolCallFacts.CHECKED, 1).fact(ToolCallFacts.INVALID, 1);

    assertThat(run(agent(1), good).categories()).containsEntry("tool.args_invalid", "VALID");
    assertThat(run(agent(1), good, bad).categories()).containsEntry("tool.args_invalid", "INVALID");
    assertThat(run(agent(1), STEP).categories()).doesNotContainKey("tool.args_invalid");
  }

  @Test
  void modelsAreThoseThatAnswered() {
    SpanFixture mini = STEP.model("openai", "gpt-5-mini").served("gpt-5-mini-2025-08-07");
    SpanFixture large = llm(3).under(1).model("openai", "gpt-5").served("gpt-5-mini");

    assertThat(run(agent(1), mini).categories())
        .containsEntry("model.mix", "openai/gpt-5-mini-2025-08-07")
        .containsEntry("model.substituted", "AS_REQUESTED");
    assertThat(run(agent(1), mini, large).categories())
        .containsEntry("model.mix", "openai/gpt-5-mini + openai/gpt-5-mini-2025-08-07")
        .containsEntry("model.substituted", "SUBSTITUTED");
    assertThat(run(agent(1), STEP).categories()).doesNotContainKey("model.mix");
    assertThat(run(agent(1), mini.fact(ModelFacts.FINGERPRINT, "fp_1")).categories())
        .containsEntry("model.fingerprint", "fp_1");
  }

  @Test
  void theFirstCallSaysWhatTheUserTurnedWith() {
    assertThat(
            run(
                    agent(1),
                    STEP.fact(TurnFacts.TURN, "CORRECTED"),
                    ANSWER.fact(TurnFacts.TURN, "NEXT"))
                .categories())
        .containsEntry("user.correction", "CORRECTED");
  }
}
