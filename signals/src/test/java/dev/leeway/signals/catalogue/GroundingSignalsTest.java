package dev.leeway.signals.catalogue;

import static dev.leeway.signals.event.SpanFixture.agent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.grounding.GroundingResult;
import dev.leeway.signals.run.KeptGrounding;
import dev.leeway.signals.run.Run;
import dev.leeway.signals.run.RunLimits;
import dev.leeway.signals.window.Measurement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class GroundingSignalsTest {
  @Test
  void theRowHasHowManyAndWindowsInHowManyRuns() {
    Run run = judged(Map.of("grounding.score", 0.25, "grounding.unsupported", 3.0));

    assertThat(run.groundingScore()).isEqualTo(0.25);
    assertThat(run.signals()).containsEntry("grounding.unsupported", 3.0);
    assertThat(said(run))
        .contains(
            Measurement.number("grounding.score", 0.25),
            Measurement.category("grounding.unsupported", "SOME"));
  }

  @Test
  void whatWasLookedForAndNotFoundIsNoneAndWhatWasNotLookedForIsAbsent() {
    Run run = judged(Map.of("grounding.score", 1.0, "grounding.contradiction", 0.0));

    assertThat(said(run))
        .contains(Measurement.category("grounding.contradiction", "NONE"))
        .extracting(Measurement::signal)
        .doesNotContain("grounding.unsupported", "tool.args_ungrounded");
  }

  @Test
  void novelWordsAreANumberAndAbsentWhereNothingWasJudged() {
    assertThat(said(judged(Map.of("grounding.novel_words", 7.0))))
        .contains(Measurement.number("grounding.novel_words", 7));
    assertThat(said(judged(Map.of())))
        .extracting(Measurement::signal)
        .doesNotContain("grounding.novel_words");
  }

  @Test
  void theCatalogueHasAllThatAResultCanSay() {
    assertThat(GroundingResult.SIGNALS)
        .allSatisfy(name -> assertThat(RunFixture.CATALOGUE.find(name)).as(name).isPresent());
  }

  private static List<Measurement> said(Run run) {
    return RunFixture.CATALOGUE.observationOf(run).orElseThrow().measurements();
  }

  private static Run judged(Map<String, Double> grounding) {
    return RunFixture.CATALOGUE
        .assembly(RunLimits.defaults())
        .assemble(
            List.of(agent(1).event()), Long.MAX_VALUE, new KeptGrounding(Map.of(1L, grounding)))
        .runs()
        .getFirst();
  }
}
