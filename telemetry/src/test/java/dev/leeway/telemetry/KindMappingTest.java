package dev.leeway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventKind;
import io.opentelemetry.proto.trace.v1.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KindMappingTest {
  @ParameterizedTest
  @CsvSource({
    "invoke_agent,AGENT",
    "create_agent,AGENT",
    "invoke_workflow,WORKFLOW",
    "agent_step,STEP",
    "execute_task,STEP",
    "chat,LLM",
    "generate_content,LLM",
    "text_completion,LLM",
    "CHAT,LLM",
    "'\"chat\"',LLM",
    "embeddings,EMBEDDING",
    "rerank,RERANK",
    "retrieval,RETRIEVAL",
    "execute_tool,TOOL",
    "plan,PLAN",
    "search_memory,MEMORY",
    "create_memory_store,MEMORY",
    "brand_new_operation,OTHER"
  })
  void theOperationNamesTheKind(String operation, EventKind kind) {
    AgentEvent event = event(Requests.span("x", "gen_ai.operation.name", operation));
    assertThat(event.kind()).isEqualTo(kind);
    assertThat(event.operation()).isEqualTo(operation.replace("\"", ""));
  }

  @ParameterizedTest
  @CsvSource({
    "AGENT,AGENT",
    "LLM,LLM",
    "EMBEDDING,EMBEDDING",
    "RERANKER,RERANK",
    "RETRIEVER,RETRIEVAL",
    "TOOL,TOOL",
    "GUARDRAIL,GUARDRAIL",
    "EVALUATOR,EVALUATOR",
    "PROMPT,PROMPT",
    "tool,TOOL"
  })
  void openInferenceNamesItsOwnKinds(String said, EventKind kind) {
    assertThat(event(Requests.span("x", "openinference.span.kind", said)).kind()).isEqualTo(kind);
  }

  @Test
  void aChainIsAWorkflowAtTheRootAndAStepBelow() {
    Span.Builder root = Requests.span("x", "openinference.span.kind", "CHAIN");
    assertThat(event(root).kind()).isEqualTo(EventKind.WORKFLOW);
    Span.Builder child = root.setParentSpanId(ByteString.fromHex("2122232425262728"));
    assertThat(event(child).kind()).isEqualTo(EventKind.STEP);
  }

  @Test
  void openInferencesKindOutranksTheOperation() {
    Span.Builder span =
        Requests.span("x", "gen_ai.operation.name", "chat", "openinference.span.kind", "TOOL");
    assertThat(event(span).kind()).isEqualTo(EventKind.TOOL);
  }

  @Test
  void anUnknownKindLeavesTheWordToTheNextKey() {
    Span.Builder span =
        Requests.span("x", "openinference.span.kind", "UNKNOWN", "gen_ai.operation.name", "chat");
    assertThat(event(span).kind()).isEqualTo(EventKind.LLM);
  }

  @Test
  void attributesTellWhenNoKeyNamesTheKind() {
    assertThat(kind("mcp.method.name", "tools/list")).isEqualTo(EventKind.MCP);
    assertThat(kind("mcp.method.name", "tools/call")).isEqualTo(EventKind.TOOL);
    assertThat(kind("gen_ai.tool.name", "search")).isEqualTo(EventKind.TOOL);
    assertThat(kind("gen_ai.tool.call.id", "c1")).isEqualTo(EventKind.TOOL);
    assertThat(kind("db.vector.query.top_k", 3)).isEqualTo(EventKind.RETRIEVAL);
    assertThat(kind("gen_ai.retrieval.top_k", 3)).isEqualTo(EventKind.RETRIEVAL);
    assertThat(kind("db.system.name", "postgresql")).isEqualTo(EventKind.DB);
    assertThat(kind("db.system", "redis")).isEqualTo(EventKind.DB);
    assertThat(kind("http.request.method", "GET")).isEqualTo(EventKind.HTTP);
    assertThat(kind("http.method", "GET")).isEqualTo(EventKind.HTTP);
    assertThat(kind("shop.basket", "full")).isEqualTo(EventKind.OTHER);
  }

  @Test
  void aModelOnAClientSpanWithoutAnOperationIsAModelCall() {
    Span.Builder span = Requests.span("x", "gen_ai.request.model", "gpt-4o");
    assertThat(event(span).kind()).isEqualTo(EventKind.OTHER);
    assertThat(event(span.setKind(Span.SpanKind.SPAN_KIND_CLIENT)).kind()).isEqualTo(EventKind.LLM);
  }

  @Test
  void aSpanOfNoConventionIsKeptWithItsAttributes() {
    AgentEvent event = event(Requests.span("checkout", "shop.basket", "full", "shop.items", 3));
    assertThat(event.name()).isEqualTo("checkout");
    assertThat(event.attributes())
        .containsEntry("shop.basket", "full")
        .containsEntry("shop.items", "3");
  }

  private static EventKind kind(String key, Object value) {
    return event(Requests.span("x", key, value)).kind();
  }

  private static AgentEvent event(Span.Builder span) {
    return Requests.map(span).event();
  }
}
