package dev.leeway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.ContentRef;
import dev.leeway.signals.event.ContentRole;
import dev.leeway.signals.event.Convention;
import dev.leeway.signals.event.EventFlag;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.SpanStatus;
import dev.leeway.signals.event.ToolCall;
import dev.leeway.testkit.RecordedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What unmodified client libraries sent, beyond the counts of {@link RecordedClientsTest}. */
final class RecordedTrafficTest {
  static final List<String> CLIENTS = Recordings.CLIENTS;

  @Test
  void aConformingClientIsRecognisedAsCurrentGenAiThroughout() {
    List<AgentEvent> events = Recordings.all("otel-java-plain-http");
    assertThat(events).hasSize(104);
    assertThat(events).allMatch(event -> event.convention() == Convention.OTEL_GENAI);
    assertThat(kindsOf(events))
        .isEqualTo(
            Map.of(
                EventKind.AGENT, 14L,
                EventKind.EMBEDDING, 14L,
                EventKind.LLM, 38L,
                EventKind.RETRIEVAL, 14L,
                EventKind.TOOL, 24L));
    assertThat(of(events, EventKind.AGENT))
        .allMatch(event -> event.source().agentName().equals("ShopBot"))
        .allMatch(event -> event.source().agentVersion().equals("1.4.2"))
        .allMatch(event -> event.source().environment().equals("staging"));
    assertThat(of(events, EventKind.RETRIEVAL))
        .allMatch(event -> event.dataSourceId().equals("shop-docs"))
        .allMatch(event -> roles(event).equals(List.of(ContentRole.QUERY, ContentRole.DOCUMENTS)));
    assertThat(of(events, EventKind.TOOL))
        .allMatch(event -> event.tool().callId().startsWith("call_"))
        .allMatch(event -> event.tool().argumentsHash() != 0);
    assertThat(of(events, EventKind.TOOL))
        .filteredOn(event -> event.tool().resultHash() == 0)
        .hasSize(3);
    assertThat(events).filteredOn(event -> !event.userIdHash().isEmpty()).hasSize(14);
    assertThat(of(events, EventKind.LLM))
        .filteredOn(event -> event.model().ttftNanos() != null)
        .hasSize(3)
        .allMatch(event -> Objects.requireNonNull(event.model().ttftNanos()) > 10_000_000L);
  }

  @Test
  void everyModelCallNamesItsProviderWhateverTheSystemIsCalled() {
    for (String folder :
        List.of("otel-java-plain-http", "otel-js-openai", "openai-java", "langchain4j-listener")) {
      assertThat(of(Recordings.all(folder), EventKind.LLM))
          .as(folder)
          .isNotEmpty()
          .allMatch(event -> event.model().provider().equals("openai"));
    }
  }

  @Test
  void theServerErrorOfAConformingClientHasItsStatusCode() {
    Path folder = RecordedData.require("otlp-captures/otel-java-plain-http");
    assertThat(of(Recordings.events(folder.resolve("016-server_error-traces.pb")), EventKind.LLM))
        .singleElement()
        .satisfies(event -> {
          assertThat(event.status()).isEqualTo(SpanStatus.ERROR);
          assertThat(event.httpStatus()).isEqualTo(500);
          assertThat(event.attributes())
              .containsEntry(
                  "otel.status_description",
                  "The server had an error while processing your request.");
        });
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "genkit",
        "google-adk",
        "langfuse-openai",
        "langsmith-otel-openai",
        "mastra",
        "openai-agents-responses",
        "openinference-langchain",
        "openinference-openai",
        "openinference-vercel",
        "openllmetry-langchain",
        "openllmetry-openai",
        "quarkus-langchain4j",
        "spring-ai",
        "strands",
        "vercel-ai-v5",
        "vercel-ai-v7-genai",
        "vercel-ai-v7-legacy"
      })
  void theSameToolCallHasTheSameHashesWhoeverReportsIt(String client) {
    Map<String, ToolCall> reference = toolCalls("otel-java-plain-http");
    Map<String, ToolCall> calls = toolCalls(client);
    assertThat(calls.keySet()).isEqualTo(reference.keySet());
    calls.forEach((name, call) -> {
      ToolCall wanted = Objects.requireNonNull(reference.get(name), name);
      // Its LangChain instrumentation sends the only argument of a call without its name.
      if (!(client.equals("openinference-langchain") && name.equals("get_price"))) {
        assertThat(call.argumentsHash()).as(name).isEqualTo(wanted.argumentsHash());
      }
      // The Java client writes the price as 189.0, the others as 189: one result all the same.
      assertThat(call.resultHash()).as(name).isEqualTo(wanted.resultHash());
    });
  }

  @Test
  void openInferenceKeepsSessionsUsersAndMessagesOutOfTheAttributes() {
    List<AgentEvent> events = Recordings.all("openinference-openai");
    assertThat(events).allMatch(event -> event.convention() == Convention.OPENINFERENCE);
    assertThat(events).filteredOn(event -> !event.userIdHash().isEmpty()).hasSize(64);
    assertThat(events).filteredOn(event -> !event.conversationId().isEmpty()).hasSize(64);
    assertThat(of(events, EventKind.LLM))
        .hasSize(36)
        .allMatch(event ->
            roles(event)
                .equals(
                    List.of(
                        ContentRole.TOOL_DEFINITIONS,
                        ContentRole.INPUT_MESSAGES,
                        ContentRole.OUTPUT_MESSAGES)));
    assertThat(events)
        .allSatisfy(event ->
            assertThat(event.attributes().keySet())
                .noneMatch(key -> key.startsWith("llm.input_messages."))
                .noneMatch(key -> key.endsWith(".vector"))
                .doesNotContain("input.value", "output.value", "user.id"));
  }

  @Test
  void sumsOnAgentSpansAreFlaggedAndNotPriced() {
    assertThat(of(Recordings.all("openinference-vercel"), EventKind.AGENT))
        .filteredOn(event -> event.usage().inputTokens() != null)
        .isNotEmpty()
        .allMatch(event -> event.has(EventFlag.AGGREGATE_USAGE))
        .allMatch(event -> event.usage().costUsd() == null);
    assertThat(of(Recordings.all("otel-java-plain-http"), EventKind.LLM))
        .filteredOn(event -> event.usage().inputTokens() != null)
        .noneMatch(event -> event.has(EventFlag.AGGREGATE_USAGE))
        .allMatch(event -> event.usage().costUsd() != null);
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("CLIENTS")
  void noKeyOfARecordingIsUnknown(String client) {
    assertThat(Recordings.unmappedKeys(client)).isEmpty();
  }

  @Test
  void everyRecordingOfEveryLibraryDecodesWithoutALossOrAThrow() throws IOException {
    try (Stream<Path> files = Files.walk(RecordedData.require("otlp-captures"))) {
      for (Path file : files.filter(path -> path.toString().endsWith("-traces.pb")).toList()) {
        DecodedBatch batch =
            Requests.decoder().decode("acme", Files.readAllBytes(file), Recordings.RECORDED_MILLIS);
        assertThat(batch.undecodable()).as(file.toString()).isEmpty();
        assertThat(batch.spans()).as(file.toString()).isNotEmpty();
        assertThat(batch.spans()).allMatch(mapped -> mapped.event().entersWindows());
      }
    }
  }

  private static Map<EventKind, Long> kindsOf(List<AgentEvent> events) {
    return events.stream().collect(Collectors.groupingBy(AgentEvent::kind, Collectors.counting()));
  }

  private static List<AgentEvent> of(List<AgentEvent> events, EventKind kind) {
    return events.stream().filter(event -> event.kind() == kind).toList();
  }

  private static List<ContentRole> roles(AgentEvent event) {
    return event.contents().stream().map(ContentRef::role).toList();
  }

  /** The tools of the first scenario that anybody calls with the same arguments. */
  private static Map<String, ToolCall> toolCalls(String client) {
    return of(
            Recordings.scenarios(client).getOrDefault("happy_multiturn", List.of()), EventKind.TOOL)
        .stream()
        .map(AgentEvent::tool)
        .filter(call -> !call.name().equals("place_order"))
        .collect(Collectors.toMap(ToolCall::name, call -> call, (first, second) -> first));
  }
}
