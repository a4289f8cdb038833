package dev.leeway.webui.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.webui.rest.SignalNamesController.SignalJson;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SignalNamesControllerTest {
  private final List<SignalJson> named = new SignalNamesController().names().items();

  @Test
  void ratesAndVerdictsAreNamedOnce() {
    assertThat(named)
        .extracting(SignalJson::signal)
        .doesNotHaveDuplicates()
        .contains("run.rate", "cost.rate", "tokens.rate", "capacity.headroom");
  }

  @Test
  void aVerdictSaysWhatItNeedsAndUnderWhichSignalsItIsTold() {
    assertThat(named)
        .filteredOn(signal -> signal.signal().equals("model.silent_change"))
        .singleElement()
        .satisfies(verdict -> {
          assertThat(verdict.per()).isNull();
          assertThat(verdict.needs()).isEqualTo("200 model calls of the agent's version");
          assertThat(verdict.toldAs()).containsExactly("model.mix", "model.fingerprint");
          assertThat(verdict.shownOn()).containsExactly("agent, Contracts", "Findings");
        });
  }

  @Test
  void aSignalSaysItsUnitAndHowItIsJudged() {
    assertThat(named)
        .filteredOn(signal -> signal.signal().equals("run.rate"))
        .singleElement()
        .satisfies(signal -> {
          assertThat(signal.unit()).isEqualTo("{run}/min");
          assertThat(signal.per()).isEqualTo("agent");
          assertThat(signal.judged()).containsExactly("rule", "budget", "forecast");
          assertThat(signal.shows()).containsExactly("A", "B");
        });
  }
}
