package dev.leeway.standalone.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.Convention;
import dev.leeway.storage.lookup.SenderProfile;
import dev.leeway.storage.lookup.SenderProfile.LlmCalls;
import dev.leeway.storage.lookup.SenderProfile.Oddities;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class AdviceTest {
  private static final LlmCalls WHOLE = new LlmCalls(100, 100, 100, 50, 100, 50, 50, 50);
  private static final Oddities NONE = new Oddities(0, 0, 0, 0);

  @Test
  void aSenderThatLosesNothingGetsNone() {
    assertThat(Advice.of(sender("shop", "OTEL_GENAI", WHOLE, 10, NONE))).isEmpty();
  }

  @Test
  void aFewSpansWithoutAFieldAreNoHabit() {
    LlmCalls nearly = new LlmCalls(100, 95, 100, 50, 92, 50, 46, 50);

    assertThat(Advice.of(sender("shop", "OTEL_GENAI", nearly, 10, NONE))).isEmpty();
  }

  @Test
  void streamsWithoutTokensAreToldApartFromWholeAnswers() {
    LlmCalls streamsLose = new LlmCalls(100, 50, 100, 50, 100, 50, 0, 50);

    assertThat(Advice.of(sender("shop", "OTEL_GENAI", streamsLose, 10, NONE)))
        .singleElement()
        .asString()
        .startsWith("50 of 50 streamed model calls have no token usage")
        .contains("include_usage");
  }

  @Test
  void theSwitchIsTheConventionsOwn() {
    LlmCalls noContent = new LlmCalls(100, 100, 100, 50, 0, 50, 50, 50);

    assertThat(Advice.of(sender("shop", "OPENLLMETRY", noContent, 10, NONE)))
        .singleElement()
        .asString()
        .contains("TRACELOOP_TRACE_CONTENT=true");
  }

  @Test
  void anUnknownServiceAndAnAbsentConversationAreSaid() {
    assertThat(Advice.of(sender("unknown_service:java", "VERCEL_AI", WHOLE, 0, NONE)))
        .hasSize(2)
        .anyMatch(advice -> advice.contains("OTEL_SERVICE_NAME"))
        .anyMatch(advice -> advice.contains("sessionId"));
  }

  @Test
  void whatCameDamagedIsSaid() {
    assertThat(Advice.of(sender("shop", "OTEL_GENAI", WHOLE, 10, new Oddities(1, 2, 3, 4))))
        .hasSize(4);
  }

  @Test
  void spansOfNoConventionAreNamedUnlessTheyAreTransport() {
    LlmCalls none = new LlmCalls(0, 0, 0, 0, 0, 0, 0, 0);

    assertThat(Advice.of(profile("shop", "UNKNOWN", Map.of("OTHER", 3.0), none, 0, NONE)))
        .singleElement()
        .asString()
        .contains("no convention");
    assertThat(Advice.of(profile("shop", "UNKNOWN", Map.of("HTTP", 3.0), none, 0, NONE))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Convention.class)
  void everyConventionHasItsSwitches(Convention convention) {
    assertThat(
            List.of(
                Switches.content(convention),
                Switches.conversation(convention),
                Switches.streamedUsage(convention)))
        .noneMatch(String::isBlank);
  }

  private static SenderProfile sender(
      String service, String convention, LlmCalls llm, long conversations, Oddities oddities) {
    return profile(service, convention, Map.of("LLM", 100.0), llm, conversations, oddities);
  }

  private static SenderProfile profile(
      String service,
      String convention,
      Map<String, Double> kinds,
      LlmCalls llm,
      long conversations,
      Oddities oddities) {
    return new SenderProfile(
        "default",
        service,
        "agent",
        convention,
        100,
        kinds,
        0,
        10,
        conversations,
        100,
        llm,
        0,
        0,
        oddities);
  }
}
