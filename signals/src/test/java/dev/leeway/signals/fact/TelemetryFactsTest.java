package dev.leeway.signals.fact;

import static dev.leeway.signals.event.SpanFixture.agent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.signals.event.SpanFixture;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TelemetryFactsTest {

  @ParameterizedTest
  @CsvSource({
    "ot=th:0, 1",
    "ot=th:8, 0.5",
    "ot=th:c, 0.25",
    "'vendor=1,ot=rv:abcdabcdabcdab;th:e666', 0.1",
    "'ot=th:fd70a3;rv:0,vendor=1', 0.01"
  })
  void aThresholdSaysWhichShareOfTheTracesItKeeps(String traceState, double kept) {
    assertThat(kept(agent(1).attribute(TelemetryFacts.TRACE_STATE, traceState)).getAsDouble())
        .isCloseTo(kept, within(1e-5));
  }

  @ParameterizedTest
  @CsvSource({"vendor=th:8", "ot=rv:abcdabcdabcdab", "ot=th:xyz", "ot=th:123456789012345", "''"})
  void otherTraceStatesSayNothing(String traceState) {
    assertThat(kept(agent(1).attribute(TelemetryFacts.TRACE_STATE, traceState))).isEmpty();
  }

  @Test
  void attributesOfSamplersSayItToo() {
    SpanFixture jaeger =
        agent(1).attribute("sampler.type", "probabilistic").attribute("sampler.param", "0.2");
    assertThat(kept(jaeger)).hasValue(0.2);
    assertThat(kept(agent(1).attribute("SampleRate", "4"))).hasValue(0.25);
    assertThat(kept(agent(1).attribute("sampling.probability", "0.5"))).hasValue(0.5);
  }

  @Test
  void whatIsNoProbabilitySaysNothing() {
    assertThat(kept(agent(1).attribute("sampling.probability", "7"))).isEmpty();
    assertThat(kept(agent(1).attribute("sampling.probability", "0"))).isEmpty();
    assertThat(kept(agent(1).attribute("SampleRate", "often"))).isEmpty();
    assertThat(kept(agent(1).attribute("sampler.type", "const").attribute("sampler.param", "1")))
        .isEmpty();
  }

  private static OptionalDouble kept(SpanFixture span) {
    return Told.told(span).facts().number(TelemetryFacts.KEPT);
  }
}
