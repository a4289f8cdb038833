package dev.leeway.signals.catalogue;

import static dev.leeway.signals.catalogue.RunFixture.CATALOGUE;
import static dev.leeway.signals.event.SpanFixture.llm;
import static dev.leeway.signals.event.SpanFixture.tool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.SpanFixture;
import dev.leeway.signals.event.SpanStatus;
import dev.leeway.signals.window.Measurement;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProviderErrorsTest {

  @Test
  void tellsThePartsOfAProvidersFailuresApart() {
    assertThat(categoryOf(llm(1))).containsExactly("OK");
    assertThat(categoryOf(llm(1).status(SpanStatus.ERROR, 503))).containsExactly("ERROR");
    assertThat(categoryOf(llm(1).status(SpanStatus.ERROR, 529))).containsExactly("RATE_LIMITED");
    assertThat(categoryOf(llm(1).failed("APITimeoutError"))).containsExactly("TIMEOUT");
  }

  @Test
  void aBadRequestIsNotTheProvidersFault() {
    assertThat(categoryOf(llm(1).status(SpanStatus.ERROR, 400))).containsExactly("REJECTED");
    assertThat(CATALOGUE.find("provider.errors").orElseThrow().goodCategories())
        .contains("OK", "REJECTED")
        .doesNotContain("ERROR", "TIMEOUT", "RATE_LIMITED");
  }

  @Test
  void aToolSaysNothingOfAProvider() {
    assertThat(categoryOf(tool(1, "search").failed("timeout"))).isEmpty();
  }

  private static List<String> categoryOf(SpanFixture span) {
    return CATALOGUE.observationOf(span.event()).stream()
        .flatMap(said -> said.measurements().stream())
        .filter(measurement -> measurement.signal().equals("provider.errors"))
        .map(Measurement::category)
        .toList();
  }
}
