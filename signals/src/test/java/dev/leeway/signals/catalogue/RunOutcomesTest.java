package dev.leeway.signals.catalogue;

import static dev.leeway.signals.catalogue.RunFixture.CATALOGUE;
import static dev.leeway.signals.catalogue.RunFixture.run;
import static dev.leeway.signals.event.SpanFixture.agent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.window.Measurement;
import dev.leeway.signals.window.Observation;
import org.junit.jupiter.api.Test;

final class RunOutcomesTest {
  @Test
  void theOutcomeIsACategory() {
    assertThat(CATALOGUE.observationOf(run(agent(1).failed("504"))))
        .map(Observation::measurements)
        .hasValueSatisfying(
            said -> assertThat(said).contains(Measurement.category("run.outcome", "TIMEOUT")));
  }

  @Test
  void onlyOkIsGood() {
    assertThat(CATALOGUE.find("run.outcome"))
        .hasValueSatisfying(signal -> {
          assertThat(signal.goodCategories()).containsExactly("OK");
          assertThat(signal.categorical()).isTrue();
        });
  }
}
