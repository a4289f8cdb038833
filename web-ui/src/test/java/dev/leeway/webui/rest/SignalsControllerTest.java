package dev.leeway.webui.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.condition.standard.StandardVerdicts;
import org.junit.jupiter.api.Test;

final class SignalsControllerTest {

  @Test
  void aVerdictWithoutNumbersIsSentToWhereItIsToldAndNeverToItself() {
    assertThat(said("model.silent_change"))
        .endsWith("; it is told as model.mix, model.fingerprint");
    assertThat(said("agent.silent"))
        .endsWith("; /api/v1/findings?signal=agent.silent has what was told of it");
    assertThat(said("version.compare"))
        .endsWith("; no finding tells it; it is shown on: agent, Versions");
    assertThat(StandardVerdicts.ALL)
        .allSatisfy(verdict ->
            assertThat(SignalsController.withoutNumbers(verdict))
                .doesNotContain("told as " + verdict.name()));
  }

  private static String said(String verdict) {
    return SignalsController.withoutNumbers(StandardVerdicts.find(verdict).orElseThrow());
  }
}
