package dev.leeway.streamjobs.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.streamjobs.scenario.ScenarioSpans.Sent;
import dev.leeway.testkit.scenario.Scenario;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every scenario through the job's operators, as functions. */
final class ScenariosTest {
  private static final long TRAVEL_MILLIS = 500;
  private static final long IDLE_MILLIS = 180_000;

  @ParameterizedTest
  @MethodSource("dev.leeway.testkit.scenario.Scenario#all")
  void isSeenAsExpected(Scenario scenario) throws Exception {
    List<Sent> sent = ScenarioSpans.of(scenario);
    try (OperatorChain chain =
        new OperatorChain(ScenarioRules.of(scenario), sent.getFirst().endMillis() - 60_000)) {
      for (Sent span : sent) {
        chain.passUntil(span.endMillis() + TRAVEL_MILLIS);
        chain.take(span);
      }
      chain.passUntil(sent.getLast().endMillis() + IDLE_MILLIS);

      assertThat(scenario.expected().problems(chain.seen())).isEmpty();
    }
  }
}
