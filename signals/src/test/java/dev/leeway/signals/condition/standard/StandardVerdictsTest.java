package dev.leeway.signals.condition.standard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.catalogue.Signal;
import dev.leeway.signals.catalogue.SignalCatalogue;
import dev.leeway.signals.catalogue.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StandardVerdictsTest {
  private static final List<String> SIGNALS =
      SignalCatalogue.standard().signals().stream().map(Signal::name).toList();

  @Test
  void noVerdictIsCalledLikeASignalOrAnotherVerdict() {
    assertThat(StandardVerdicts.ALL)
        .extracting(Verdict::name)
        .doesNotHaveDuplicates()
        .doesNotContainAnyElementsOf(SIGNALS);
  }

  @Test
  void aVerdictIsToldUnderItsOwnNameOrAsSignalsThatThereAre() {
    for (Verdict verdict : StandardVerdicts.ALL) {
      assertThat(verdict.told())
          .as(verdict.name())
          .isNotEmpty()
          .allMatch(told -> told.equals(verdict.name()) || SIGNALS.contains(told));
    }
  }

  @Test
  void eachSaysInASentenceWhatItMeansAndWhichFailuresItShows() {
    for (Verdict verdict : StandardVerdicts.ALL) {
      assertThat(verdict.about().meaning()).as(verdict.name()).endsWith(".");
      assertThat(verdict.about().failures()).as(verdict.name()).isNotEmpty();
    }
  }

  @Test
  void isFoundByItsName() {
    assertThat(StandardVerdicts.find("agent.silent"))
        .get()
        .extracting(Verdict::judge)
        .isEqualTo("AgentSilence");
    assertThat(StandardVerdicts.find("run.count")).isEmpty();
  }
}
