package dev.leeway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.fact.TelemetryFacts;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What spans say of the telemetry itself. */
final class TelemetryMappingTest {
  @Test
  void theTraceStateIsKeptAndSaysHowSpansWereSampled() {
    AgentEvent event = Requests.map(chat().setTraceState("vendor=1,ot=th:c")).event();
    assertThat(event.attributes()).containsEntry(TelemetryFacts.TRACE_STATE, "vendor=1,ot=th:c");
    assertThat(event.facts().number(TelemetryFacts.KEPT)).hasValue(0.25);
  }

  @Test
  void theNextSpanHasNoneOfIt() {
    SpanDecoder decoder = Requests.decoder();
    byte[] both = Requests.request(chat().setTraceState("ot=th:8"), chat());
    assertThat(decoder.decode("default", both, Requests.APPEND_MILLIS).spans())
        .extracting(mapped -> mapped.event().facts().number(TelemetryFacts.KEPT).isPresent())
        .containsExactly(true, false);
  }

  @Test
  void attributesThatNoDialectKnowsAreCounted() {
    assertThat(unmapped(chat("acme.order", "7", "acme.shelf", 3))).hasValue(2);
    assertThat(unmapped(chat())).isEmpty();
  }

  @Test
  void ofSpansOfNoDialectNothingIsMissed() {
    assertThat(unmapped(Requests.span("rent", "acme.order", "7"))).isEmpty();
  }

  private static OptionalDouble unmapped(Span.Builder span) {
    return Requests.map(span).event().facts().number(TelemetryFacts.UNMAPPED);
  }

  private static Span.Builder chat(Object... more) {
    Span.Builder span =
        Requests.span(
            "chat gpt-4o",
            "gen_ai.operation.name",
            "chat",
            "gen_ai.provider.name",
            "openai",
            "gen_ai.request.model",
            "gpt-4o");
    return span.addAllAttributes(Requests.pairs(more));
  }
}
