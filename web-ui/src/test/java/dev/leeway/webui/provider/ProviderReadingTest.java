package dev.leeway.webui.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.condition.limit.HeadroomForecast;
import dev.leeway.signals.window.Distribution;
import dev.leeway.storage.query.SignalValues;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ProviderReadingTest {
  private static final HeadroomForecast SOON =
      new HeadroomForecast(0.2, -0.02, OptionalDouble.of(10), 15);
  private static final HeadroomForecast LESS_LEFT =
      new HeadroomForecast(0.1, 0, OptionalDouble.empty(), 15);

  @Test
  void theLimitThatIsUsedUpFirstIsTheOneThatIsNamed() {
    ProviderReading reading =
        reading(
            use(Optional.of(LESS_LEFT), Map.of("REQUESTS", 90L)),
            use(Optional.of(SOON), Map.of("TOKENS", 10L)));
    assertThat(reading.forecast()).contains(SOON);
    assertThat(reading.nearestLimit()).isEqualTo("tokens");
  }

  @Test
  void withoutAForecastAllAgentsSayWhichLimitIsNearest() {
    assertThat(
            reading(
                    use(Optional.empty(), Map.of("REQUESTS", 90L)),
                    use(Optional.empty(), Map.of("TOKENS", 10L, "REQUESTS", 1L)))
                .nearestLimit())
        .isEqualTo("requests");
    assertThat(
            reading(
                    use(Optional.empty(), Map.of("REQUESTS", 9L)),
                    use(Optional.empty(), Map.of("TOKENS", 10L)))
                .nearestLimit())
        .isEqualTo("tokens or requests");
    assertThat(reading(use(Optional.empty(), Map.of())).nearestLimit()).isEmpty();
  }

  private static ProviderReading reading(AgentUse... uses) {
    return new ProviderReading(
        "production", "openai", List.of(uses), List.of(), List.of(), List.of(), List.of());
  }

  private static AgentUse use(Optional<HeadroomForecast> forecast, Map<String, Long> nearest) {
    long runs = nearest.values().stream().mapToLong(Long::longValue).sum();
    return new AgentUse(
        "shop",
        SignalValues.EMPTY,
        SignalValues.EMPTY,
        SignalValues.EMPTY,
        forecast,
        new SignalValues(runs, 0, Distribution.EMPTY, new TreeMap<>(nearest), 0));
  }
}
