package dev.leeway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.leeway.signals.event.Convention;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import org.junit.jupiter.api.Test;

final class ConventionDetectionTest {
  private static final Resource SHOP = Requests.resource("service.name", "shop");

  @Test
  void theProvidersNewNameIsTheCurrentConvention() {
    assertThat(convention("gen_ai.provider.name", "openai")).isEqualTo(Convention.OTEL_GENAI);
    assertThat(convention("gen_ai.input.messages", "[]")).isEqualTo(Convention.OTEL_GENAI);
  }

  @Test
  void theProvidersOldNameIsTheOlderConvention() {
    assertThat(convention("gen_ai.system", "openai", "gen_ai.operation.name", "chat"))
        .isEqualTo(Convention.OTEL_GENAI_LEGACY);
  }

  @Test
  void anEventPerMessageIsTheOlderConvention() {
    Span.Builder span =
        Requests.span("chat", "gen_ai.operation.name", "chat")
            .addEvents(Requests.event("gen_ai.user.message", 0, "content", "Hi"));
    assertThat(Requests.map(span).event().convention()).isEqualTo(Convention.OTEL_GENAI_LEGACY);
  }

  @Test
  void openInferencesKindOutranksEverything() {
    assertThat(
            convention(
                "gen_ai.system",
                "openai",
                "gen_ai.provider.name",
                "openai",
                "openinference.span.kind",
                "LLM"))
        .isEqualTo(Convention.OPENINFERENCE);
  }

  @Test
  void theScopeTellsToo() {
    Span.Builder plain = Requests.span("x", "input.value", "Hi");
    assertThat(
            Requests.map(SHOP, "openinference.instrumentation.openai", "", plain)
                .event()
                .convention())
        .isEqualTo(Convention.OPENINFERENCE);
    assertThat(
            Requests.map(SHOP, "@arizeai/openinference-instrumentation-openai", "", plain)
                .event()
                .convention())
        .isEqualTo(Convention.OPENINFERENCE);
  }

  @Test
  void aSchemaUrlAloneNeverOutweighsAKey() {
    String current = "https://opentelemetry.io/schemas/1.43.0";
    assertThat(
            Requests.map(SHOP, "x", current, Requests.span("x", "gen_ai.system", "openai"))
                .event()
                .convention())
        .isEqualTo(Convention.OTEL_GENAI_LEGACY);
  }

  @Test
  void aScopeThatManySpansHaveIsASignOnlyWithAKey() {
    String boot = "org.springframework.boot";
    Span.Builder web = Requests.span("http get /", "method", "GET", "status", "200");
    assertThat(Requests.map(SHOP, boot, "", web).event().convention())
        .isEqualTo(Convention.UNKNOWN);
    Span.Builder call = Requests.span("chat m", "gen_ai.system", "openai");
    assertThat(Requests.map(SHOP, boot, "", call).event().convention())
        .isEqualTo(Convention.SPRING_AI);
    assertThat(Requests.map(SHOP, "other", "", call).event().convention())
        .isEqualTo(Convention.OTEL_GENAI_LEGACY);
  }

  @Test
  void langfusesSdkOutranksTheInstrumentationItDecorates() {
    assertThat(convention("langfuse.trace.name", "shop", "ai.operationId", "ai.toolCall"))
        .isEqualTo(Convention.LANGFUSE);
  }

  @Test
  void otherSpansAreOfNoConvention() {
    assertThat(convention("http.request.method", "GET")).isEqualTo(Convention.UNKNOWN);
    assertThat(convention()).isEqualTo(Convention.UNKNOWN);
  }

  @Test
  void heuristicKeysAreBelievedLittleAndCounted() {
    byte[] request = Requests.request(Requests.span("x", "llm.usage.prompt_tokens", 7));
    DecodedBatch batch = Requests.decoder().decode("acme", request, Requests.APPEND_MILLIS);
    assertThat(batch.lowConfidenceSpans()).isEqualTo(1);
    assertThat(batch.spans().get(0).event().convention()).isEqualTo(Convention.UNKNOWN);
    assertThat(batch.spans().get(0).event().usage().inputTokens()).isEqualTo(7);
  }

  @Test
  void keysThatNoDialectKnowsAreCountedByFamily() {
    byte[] request =
        Requests.request(
            Requests.span(
                "chat",
                "gen_ai.provider.name",
                "openai",
                "gen_ai.brand.new.0.key",
                1,
                "gen_ai.brand.new.1.key",
                2,
                "server.port",
                443),
            Requests.span("GET", "shop.basket", "of no AI dialect, so nobody misses a mapping"));
    DecodedBatch batch = Requests.decoder().decode("acme", request, Requests.APPEND_MILLIS);
    assertThat(batch.unmappedKeys()).containsOnly(entry("gen_ai.brand.new", 2));
  }

  private static Convention convention(Object... attributes) {
    return Requests.map(Requests.span("x", attributes)).event().convention();
  }
}
