package dev.leeway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.ContentRef;
import dev.leeway.signals.event.ContentRole;
import dev.leeway.signals.event.Convention;
import dev.leeway.signals.event.EventFlag;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.SpanStatus;
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

/** What unmodified client libraries sent, beyond the counts of {@link RecordedClientsTest}. */
final class RecordedTrafficTest {
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

  @Test
  void theSameToolCallHasTheSameHashesWhoeverReportsIt() {
    AgentEvent conforming = firstTool("otel-java-plain-http/001-happy_multiturn-traces.pb");
    AgentEvent openInference = firstTool("openinference-openai/001-happy_multiturn-traces.pb");
    AgentEvent vercel = firstTool("openinference-vercel/001-happy_multiturn-traces.pb");
    AgentEvent agents = firstTool("openai-agents-responses/001-happy_multiturn-traces.pb");
    assertThat(Stream.of(conforming, openInference, vercel, agents))
        .extracting(event -> event.tool().name())
        .containsOnly("search_products");
    assertThat(Stream.of(conforming, openInference, vercel, agents))
        .extracting(event -> event.tool().argumentsHash())
        .containsOnly(conforming.tool().argumentsHash());
    // The Java client writes the price as 189.0, the others as 189: one result all the same.
    assertThat(Stream.of(openInference, vercel, agents))
        .extracting(event -> event.tool().resultHash())
        .containsOnly(conforming.tool().resultHash());
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

  private static AgentEvent firstTool(String file) {
    Path recording = RecordedData.require("otlp-captures").resolve(file);
    return of(Recordings.events(recording), EventKind.TOOL).get(0);
  }
}
