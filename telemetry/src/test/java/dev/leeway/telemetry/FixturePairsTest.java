package dev.leeway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventKind;
import dev.leeway.testkit.RecordedData;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Spans of other frameworks, each beside what Langfuse made of it: two mappers that nobody wrote
 * together must agree. Langfuse keeps attributes as text, so the coercions are met as well.
 */
final class FixturePairsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private record Pair(JsonNode observation, AgentEvent event) {
    String type() {
      return observation.path("type").asText();
    }

    boolean says(String attribute) {
      return attributes(observation).has(attribute);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "google-adk-2025-08-28, 2, 1, 1",
    "pydantic-ai-2025-06-06, 1, 0, 1",
    "pydantic-ai-tools-2025-12-04, 4, 3, 3",
    "microsoft-agent-2025-12-17, 2, 1, 1",
    "crewai-2025-07-11, 1, 0, 1",
    "agno-2025-06-11, 2, 1, 1",
    "koog-2025-08-26, 2, 2, 2"
  })
  void bothSeeTheSameModelCallsToolsAndAgents(String file, int calls, int tools, int agents)
      throws IOException {
    List<Pair> pairs = pairs(file);
    assertThat(pairs).filteredOn(pair -> pair.event().kind() == EventKind.LLM).hasSize(calls);
    assertThat(pairs).filteredOn(pair -> pair.event().kind() == EventKind.TOOL).hasSize(tools);
    assertThat(pairs).filteredOn(pair -> pair.event().kind() == EventKind.AGENT).hasSize(agents);
    for (Pair pair : pairs) {
      EventKind kind = pair.event().kind();
      switch (pair.type()) {
        case "GENERATION" -> assertThat(kind).isEqualTo(EventKind.LLM);
        case "TOOL" -> assertThat(kind).isEqualTo(EventKind.TOOL);
        case "AGENT" -> assertThat(kind).isEqualTo(EventKind.AGENT);
        // Older Langfuse had no other types.
        default -> assertThat(kind).isNotEqualTo(EventKind.LLM);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "google-adk-2025-08-28",
    "pydantic-ai-tools-2025-12-04",
    "microsoft-agent-2025-12-17",
    "crewai-2025-07-11",
    "agno-2025-06-11",
    "beeai-2025-08-01",
    "koog-2025-08-26"
  })
  void bothSeeTheSameModelsAndTokens(String file) throws IOException {
    for (Pair pair : pairs(file)) {
      if (!pair.type().equals("GENERATION")) {
        continue;
      }
      assertThat(pair.event().model().model()).isEqualTo(pair.observation().path("model").asText());
      // Langfuse takes some token counts from attributes that it does not keep.
      if (pair.says("gen_ai.usage.input_tokens") || pair.says("llm.token_count.prompt")) {
        assertThat(pair.event().usage().inputTokens())
            .isEqualTo(pair.observation().path("inputUsage").asLong());
        assertThat(pair.event().usage().outputTokens())
            .isEqualTo(pair.observation().path("outputUsage").asLong());
      }
    }
  }

  @Test
  void aFrameworkAsSystemLeavesTheProviderToTheNextKey() throws IOException {
    assertThat(pairs("google-adk-2025-08-28"))
        .filteredOn(pair -> pair.event().kind() == EventKind.LLM)
        .allMatch(pair -> pair.event().model().provider().equals("gcp.gemini"));
    assertThat(pairs("microsoft-agent-2025-12-17"))
        .filteredOn(pair -> pair.event().kind() == EventKind.AGENT)
        .allMatch(pair -> pair.event().model().provider().isEmpty());
  }

  @Test
  void theGenAiHalfOfVercelsSpansIsRead() throws IOException {
    JsonNode spans =
        JSON.readTree(
            RecordedData.require("otel-fixtures/openinference/v6-spans/all-spans.json").toFile());
    List<String> calls = new ArrayList<>();
    for (JsonNode span : spans) {
      AgentEvent event = map(span.path("name").asText(), span.path("attributes"));
      assertThat(event.attributes().keySet()).doesNotContain("ai.embedding", "ai.embeddings");
      if (span.path("attributes").has("gen_ai.system")) {
        calls.add(
            "%s %s %s %s %s"
                .formatted(
                    event.model().provider(),
                    event.model().model(),
                    event.usage().inputTokens(),
                    event.usage().outputTokens(),
                    event.model().finishReasons()));
      }
    }
    assertThat(calls)
        .containsExactly(
            "openai gpt-4o-mini-2024-07-18 14 20 [stop]",
            "openai gpt-4o-mini-2024-07-18 50 9 [stop]",
            "openai gpt-4o-mini-2024-07-18 63 156 [stop]",
            "openai gpt-4o-mini-2024-07-18 15 112 [stop]");
  }

  @Test
  void vercelsOuterSpanIsAWorkflowWhereLangfuseCountsTheCallTwice() throws IOException {
    List<Pair> pairs = pairs("vercel-aisdk-2025-11-17");
    assertThat(pairs)
        .extracting(pair -> pair.type() + " " + pair.event().kind())
        .containsExactlyInAnyOrder("GENERATION WORKFLOW", "GENERATION LLM", "TOOL TOOL");
    assertThat(pairs)
        .filteredOn(pair -> pair.event().kind() == EventKind.LLM)
        .singleElement()
        .satisfies(pair -> {
          assertThat(pair.event().usage().inputTokens()).isEqualTo(62);
          assertThat(pair.event().usage().outputTokens()).isEqualTo(85);
        });
  }

  private static List<Pair> pairs(String file) throws IOException {
    JsonNode trace =
        JSON.readTree(
            RecordedData.require("otel-fixtures/langfuse/" + file + ".trace.json").toFile());
    List<Pair> pairs = new ArrayList<>();
    for (JsonNode observation : trace.path("observations")) {
      if (!attributes(observation).isEmpty()) {
        String name = observation.path("name").asText();
        pairs.add(new Pair(observation, map(name, attributes(observation))));
      }
    }
    return pairs;
  }

  private static JsonNode attributes(JsonNode observation) {
    try {
      // Older exports have it as text.
      JsonNode metadata = observation.path("metadata");
      return (metadata.isObject() ? metadata : JSON.readTree(metadata.asText("{}")))
          .path("attributes");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static AgentEvent map(String name, JsonNode attributes) {
    Span.Builder span = Requests.span(name);
    for (var field : attributes.properties()) {
      span.addAttributes(Requests.pair(field.getKey(), value(field.getValue())));
    }
    return Requests.map(span).event();
  }

  private static Object value(JsonNode node) {
    if (node.isArray()) {
      List<Object> items = new ArrayList<>();
      node.forEach(item -> items.add(value(item)));
      return items;
    }
    if (node.isIntegralNumber()) {
      return node.longValue();
    }
    if (node.isObject()) {
      return node.toString();
    }
    return node.isNumber() ? node.doubleValue() : node.asText();
  }
}
