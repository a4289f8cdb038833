package dev.leeway.signals.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.catalogue.Signal;
import dev.leeway.signals.catalogue.SignalCatalogue;
import dev.leeway.signals.condition.standard.StandardVerdicts;
import org.junit.jupiter.api.Test;

final class JudgesTest {

  @Test
  void sayWhatJudgesByItselfAndWhetherAnOwnerMayPromiseSomething() {
    assertThat(Judges.of(signal("run.duration"))).containsExactly("distribution", "objective");
    assertThat(Judges.of(signal("run.outcome"))).containsExactly("rate", "budget", "objective");
  }

  @Test
  void offerNoObjectiveOfWhatBelongsToNoAgentOrSaysOfNothingThatItIsGood() {
    assertThat(Judges.of(signal("source.volume"))).doesNotContain(Judges.OBJECTIVE);
    assertThat(Judges.of(signal("model.mix"))).containsExactly("rule");
  }

  @Test
  void nameTheKindsOfVerdicts() {
    assertThat(StandardVerdicts.ALL)
        .allSatisfy(verdict -> assertThat(Judges.of(verdict)).isNotEmpty());
  }

  private static Signal signal(String name) {
    return SignalCatalogue.standard().signals().stream()
        .filter(signal -> signal.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
