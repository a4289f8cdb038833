package dev.leeway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.Content;
import dev.leeway.signals.event.ContentRole;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.Hashes;
import dev.leeway.signals.event.ToolCall;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class PayloadMappingTest {
  private static final String HELLO =
      "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"Hello\"}]}]";

  @Test
  void messagesBecomeContentAndLeaveTheAttributes() {
    MappedSpan mapped =
        Requests.map(
            Requests.span("chat", "gen_ai.operation.name", "chat", "gen_ai.input.messages", HELLO));
    assertThat(mapped.event().contents())
        .singleElement()
        .matches(ref -> ref.role() == ContentRole.INPUT_MESSAGES)
        .isEqualTo(mapped.contents().get(0).ref());
    assertThat(mapped.contents().get(0).text()).isEqualTo(HELLO);
    assertThat(mapped.event().attributes()).containsOnlyKeys("gen_ai.operation.name");
  }

  @Test
  void structuredMessagesBecomeTheSameText() {
    Object structured =
        List.of(
            new TreeMap<>(
                Map.of(
                    "role",
                    "user",
                    "parts",
                    List.of(new TreeMap<>(Map.of("type", "text", "content", "Hello"))))));
    assertThat(
            texts(
                Requests.span(
                    "chat", "gen_ai.operation.name", "chat", "gen_ai.input.messages", structured)))
        .isEqualTo(
            Map.of(
                ContentRole.INPUT_MESSAGES,
                "[{\"parts\":[{\"content\":\"Hello\",\"type\":\"text\"}],\"role\":\"user\"}]"));
  }

  @Test
  void anEventPerMessageMakesTheConversation() {
    Span.Builder span =
        Requests.span("chat", "gen_ai.system", "openai", "gen_ai.operation.name", "chat")
            .addEvents(Requests.event("gen_ai.system.message", 0, "content", "Be brief."))
            .addEvents(Requests.event("gen_ai.user.message", 0, "content", "Hello"))
            .addEvents(
                Requests.event(
                    "gen_ai.choice",
                    900,
                    "index",
                    0,
                    "finish_reason",
                    "stop",
                    "message",
                    "{\"role\":\"assistant\",\"content\":\"Hi!\"}"));
    assertThat(texts(span))
        .isEqualTo(
            Map.of(
                ContentRole.INPUT_MESSAGES,
                "[{\"role\":\"system\",\"parts\":[{\"type\":\"text\",\"content\":\"Be brief.\"}]},"
                    + "{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"Hello\"}]}]",
                ContentRole.OUTPUT_MESSAGES,
                "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"Hi!\"}]}]"));
    assertThat(Requests.map(span).event().model().finishReasons()).containsExactly("stop");
  }

  @Test
  void azuresEventsHoldTheWholeMessageAsJson() {
    Span.Builder span =
        Requests.span("chat", "gen_ai.system", "az.ai.inference")
            .addEvents(
                Requests.event(
                    "gen_ai.user.message",
                    0,
                    "gen_ai.event.content",
                    "{\"role\":\"user\",\"content\":\"Hello\"}"));
    assertThat(texts(span)).containsEntry(ContentRole.INPUT_MESSAGES, HELLO);
  }

  @Test
  void theDetailsEventFillsWhatTheSpanLeavesOut() {
    Span.Builder span =
        Requests.span("chat", "gen_ai.provider.name", "openai", "gen_ai.request.model", "gpt-4o")
            .addEvents(
                Requests.event(
                    "gen_ai.client.inference.operation.details",
                    900,
                    "gen_ai.input.messages",
                    HELLO,
                    "gen_ai.request.model",
                    "other"));
    assertThat(texts(span)).containsEntry(ContentRole.INPUT_MESSAGES, HELLO);
    assertThat(Requests.map(span).event().model().modelRequested()).isEqualTo("gpt-4o");
  }

  @Test
  void anEventPerDocumentMakesTheSpanARetrieval() {
    Span.Builder span =
        Requests.span("chroma.query", "db.system", "chroma")
            .addEvents(
                Requests.event(
                    "db.query.result",
                    5,
                    "db.query.result.id",
                    "doc-1",
                    "db.query.result.score",
                    0.9,
                    "db.query.result.document",
                    "Returns within 30 days."))
            .addEvents(Requests.event("db.query.result", 5, "db.query.result.id", "doc-2"));
    assertThat(Requests.map(span).event().kind()).isEqualTo(EventKind.RETRIEVAL);
    assertThat(texts(span))
        .isEqualTo(
            Map.of(
                ContentRole.DOCUMENTS,
                "[{\"document\":\"Returns within 30 days.\",\"id\":\"doc-1\",\"score\":0.9},"
                    + "{\"id\":\"doc-2\"}]"));
  }

  @Test
  void promptAndCompletionAreTheOldestWay() {
    assertThat(
            texts(
                Requests.span(
                    "chat",
                    "gen_ai.operation.name",
                    "chat",
                    "gen_ai.prompt",
                    "Hello",
                    "gen_ai.completion",
                    "Hi!")))
        .isEqualTo(
            Map.of(
                ContentRole.INPUT_MESSAGES,
                HELLO,
                ContentRole.OUTPUT_MESSAGES,
                "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"Hi!\"}]}]"));
  }

  @Test
  void flattenedMessagesOutrankTheRawRequestWhichIsNotKeptTwice() {
    MappedSpan mapped =
        Requests.map(
            Requests.span(
                "llm",
                "openinference.span.kind",
                "LLM",
                "llm.input_messages.0.message.role",
                "user",
                "llm.input_messages.0.message.content",
                "Hello",
                "input.value",
                "{\"model\":\"gpt-4o\",\"messages\":[]}"));
    assertThat(mapped.contents()).singleElement().extracting(Content::text).isEqualTo(HELLO);
    assertThat(mapped.event().attributes()).containsOnlyKeys("openinference.span.kind");
  }

  @Test
  void theInputOfAnAgentIsAMessageOfAToolItsArgumentsOfARetrieverItsQuery() {
    assertThat(texts(openInference("AGENT"))).containsEntry(ContentRole.INPUT_MESSAGES, HELLO);
    assertThat(texts(openInference("TOOL"))).containsEntry(ContentRole.TOOL_ARGUMENTS, "Hello");
    assertThat(texts(openInference("RETRIEVER"))).containsEntry(ContentRole.QUERY, "Hello");
  }

  @Test
  void whatWentIntoAToolIsBetterThanItsParameters() {
    assertThat(texts(openInference("TOOL").addAttributes(Requests.pair("tool.parameters", "{}"))))
        .containsEntry(ContentRole.TOOL_ARGUMENTS, "Hello");
    assertThat(
            texts(
                Requests.span(
                    "x", "openinference.span.kind", "TOOL", "tool.parameters", "{\"a\":1}")))
        .containsEntry(ContentRole.TOOL_ARGUMENTS, "{\"a\":1}");
  }

  @Test
  void aToolCallIsKnownByItsNameAndCanonicalArguments() {
    ToolCall call = tool("{\"max_price\":200.0, \"query\":\"x\"}");
    assertThat(call.argumentsHash())
        .isEqualTo(Hashes.hash64("search{\"max_price\":200,\"query\":\"x\"}"))
        .isEqualTo(tool("{\"query\":\"x\",\"max_price\":200}").argumentsHash())
        .isNotEqualTo(tool("{\"query\":\"y\",\"max_price\":200}").argumentsHash());
    assertThat(call.callId()).isEqualTo("c1");
    assertThat(call.resultHash()).isEqualTo(Hashes.hash64("[1,2]"));
  }

  @Test
  void structuredArgumentsHashLikeTheirText() {
    Object structured = new TreeMap<>(Map.of("max_price", 200, "query", "x"));
    assertThat(tool(structured).argumentsHash())
        .isEqualTo(tool("{\"query\":\"x\",\"max_price\":200}").argumentsHash());
  }

  @Test
  void aToolWithoutANameIsCalledAsItsSpanIs() {
    assertThat(toolName("execute_tool search")).isEqualTo("search");
    assertThat(toolName("search")).isEqualTo("search");
  }

  @Test
  void aToolWithoutCapturedArgumentsHasNoHash() {
    ToolCall call =
        Requests.map(
                Requests.span(
                    "t", "gen_ai.operation.name", "execute_tool", "gen_ai.tool.name", "search"))
            .event()
            .tool();
    assertThat(call).isEqualTo(new ToolCall("search", "", 0, 0));
  }

  @Test
  void onlyToolSpansAreToolCalls() {
    assertThat(
            Requests.map(
                    Requests.span(
                        "chat", "gen_ai.operation.name", "chat", "gen_ai.tool.name", "a, b"))
                .event()
                .tool())
        .isEqualTo(ToolCall.NONE);
  }

  @Test
  void toolDefinitionsMayBeAListOfJsonTexts() {
    assertThat(
            texts(
                Requests.span(
                    "chat",
                    "gen_ai.operation.name",
                    "chat",
                    "gen_ai.tool.definitions",
                    List.of("{\"name\":\"a\"}", "{\"name\":\"b\"}"))))
        .containsEntry(ContentRole.TOOL_DEFINITIONS, "[{\"name\":\"a\"},{\"name\":\"b\"}]");
  }

  @Test
  void redactedContentIsAbsentAndNotItsPlaceholder() {
    MappedSpan mapped =
        Requests.map(
            Requests.span(
                "chat", "gen_ai.operation.name", "chat", "gen_ai.input.messages", "<REDACTED>"));
    assertThat(mapped.contents()).isEmpty();
    assertThat(mapped.event().attributes()).doesNotContainKey("gen_ai.input.messages");
  }

  @Test
  void vectorsAreDropped() {
    MappedSpan mapped =
        Requests.map(
            Requests.span(
                "embed",
                "openinference.span.kind",
                "EMBEDDING",
                "embedding.embeddings.0.embedding.text",
                "Hello",
                "embedding.embeddings.0.embedding.vector",
                List.of(0.1, 0.2)));
    assertThat(mapped.contents()).singleElement().extracting(Content::text).isEqualTo(HELLO);
    assertThat(mapped.event().attributes()).containsOnlyKeys("openinference.span.kind");
  }

  @Test
  void theTimeOfTheFirstChunkIsTakenFromItsEvent() {
    Span.Builder span =
        Requests.span("chat", "gen_ai.operation.name", "chat")
            .addEvents(Requests.event("First Token Stream Event", 250));
    assertThat(ttft(span)).isEqualTo(250_000_000L);
    span.addAttributes(Requests.pair("gen_ai.response.time_to_first_chunk", 0.2));
    assertThat(ttft(span)).isEqualTo(200_000_000L);
  }

  @Test
  void aChoiceTellsTheFirstChunkOfAStreamOnly() {
    Span.Builder span =
        Requests.span("chat", "gen_ai.operation.name", "chat", "gen_ai.request.model", "gpt-4o")
            .addEvents(Requests.event("gen_ai.choice", 250, "message", "Hi"));
    assertThat(ttft(span)).isNull();
    span.addAttributes(Requests.pair("gen_ai.request.stream", true));
    assertThat(ttft(span)).isEqualTo(250_000_000L);
  }

  private static @Nullable Long ttft(Span.Builder span) {
    return Requests.map(span).event().model().ttftNanos();
  }

  private static String toolName(String spanName) {
    return Requests.map(Requests.span(spanName, "gen_ai.operation.name", "execute_tool"))
        .event()
        .tool()
        .name();
  }

  private static ToolCall tool(Object arguments) {
    return Requests.map(
            Requests.span(
                "execute_tool search",
                "gen_ai.operation.name",
                "execute_tool",
                "gen_ai.tool.call.id",
                "c1",
                "gen_ai.tool.call.arguments",
                arguments,
                "gen_ai.tool.call.result",
                "[1, 2]"))
        .event()
        .tool();
  }

  private static Span.Builder openInference(String kind) {
    return Requests.span("x", "openinference.span.kind", kind, "input.value", "Hello");
  }

  private static Map<ContentRole, String> texts(Span.Builder span) {
    Map<ContentRole, String> texts = new TreeMap<>();
    Requests.map(span).contents().forEach(c -> texts.put(c.ref().role(), c.text()));
    return texts;
  }
}
