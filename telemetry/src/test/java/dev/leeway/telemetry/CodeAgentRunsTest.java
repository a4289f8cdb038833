package dev.leeway.telemetry;

import static dev.leeway.telemetry.Requests.APPEND_MILLIS;
import static dev.leeway.telemetry.Requests.START_NANOS;
import static dev.leeway.telemetry.Requests.event;
import static dev.leeway.telemetry.Requests.pairs;
import static dev.leeway.telemetry.Requests.request;
import static dev.leeway.telemetry.Requests.resource;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.leeway.signals.catalogue.SignalCatalogue;
import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.run.Run;
import dev.leeway.signals.run.RunLimits;
import dev.leeway.signals.run.RunOutcome;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Question-answering agents that write code, as OpenInference tells of smolagents: steps are CHAIN
 * spans with the exceptions, a manager's code is in its model's text, the searcher's tools are TOOL
 * spans with {@code input.value} of args and kwargs.
 */
final class CodeAgentRunsTest {
  private static final String PAGE =
      "Address: https://a.example\nTitle: Winners\nViewport position: page 1 of 4.\n"
          + "The list of all winners with the years in which they won. ".repeat(12);

  private final List<Span.Builder> spans = new ArrayList<>();
  private long at;

  @Test
  void aSearcherThatVisitsTheSamePageAgainIsLooped() {
    agents();
    for (int i = 0; i < 3; i++) {
      model(20 + i, 3, "Thought: I will visit page " + i + " now and then read all of it.");
      visit(30 + i, "https://a.example", "You previously visited this page " + 9 * i + " s ago.");
    }
    Run run = run();
    assertThat(run.outcome()).isEqualTo(RunOutcome.LOOPED);
    assertThat(run.signals())
        .containsEntry("loop.repeat", 3.0)
        .containsEntry("loop.stuck", 3.0)
        .containsEntry("tool.errors", 0.0);
  }

  @Test
  void aSearcherThatReadsPageAfterPageIsNot() {
    agents();
    for (int i = 0; i < 6; i++) {
      model(20 + i, 3, "Thought: I will read part " + i + " of the long list of winners.");
      tool(30 + i, "page_down", "{\"args\": [], \"kwargs\": {}}", ("part" + i + " ").repeat(90));
      visit(50 + i, "https://a.example/" + i, "What is said of winner " + i);
    }
    Run run = run();
    assertThat(run.outcome()).isEqualTo(RunOutcome.OK);
    assertThat(run.signals()).containsEntry("loop.repeat", 6.0).containsEntry("loop.score", 0.0);
  }

  @Test
  void aManagerWhoseCodeIsNotFoundAgainAndAgainHasFormatErrors() {
    agents();
    for (int i = 0; i < 3; i++) {
      model(20 + i, 2, "Thought: attempt " + i + ", the answer is surely number " + i + ".");
      step(
          40 + i,
          "Error in code parsing:\nYour code snippet is invalid, because the regex pattern "
              + "```(?:py|python)?\\n(.*?)\\n``` was not found in it.\nHere is your code snippet: "
              + i);
    }
    Run run = run();
    assertThat(run.outcome()).isEqualTo(RunOutcome.LOOPED);
    assertThat(run.signals())
        .containsEntry("tool.errors", 3.0)
        .containsEntry("output.format_errors", 3.0)
        .containsEntry("error.repeat", 3.0);
  }

  @Test
  void aManagerThatRunsTheSameCodeAgainIsLooped() {
    agents();
    for (int i = 0; i < 2; i++) {
      model(
          20 + i,
          2,
          "Thought: attempt "
              + i
              + "\nCode:\n```py\nresult = search_agent(task='find winners')\nprint(result)\n```");
    }
    Run run = run();
    assertThat(run.outcome()).isEqualTo(RunOutcome.LOOPED);
    assertThat(run.signals()).containsEntry("loop.repeat_code", 2.0);
  }

  @Test
  void aCallWithAnArgumentThatIsNotKnownIsCountedAsSuch() {
    agents();
    model(20, 2, "Thought: I will now visit a page of the archive with a filter.");
    step(40, "VisitTool.forward() got an unexpected keyword argument 'filter_year'");
    Run run = run();
    assertThat(run.outcome()).isEqualTo(RunOutcome.OK);
    assertThat(run.signals())
        .containsEntry("tool.errors", 1.0)
        .containsEntry("tool.args_rejected", 1.0)
        .containsEntry("output.format_errors", 0.0);
  }

  /** The root, the manager and the searcher. */
  private void agents() {
    spans.clear();
    at = 0;
    span(1, 0, "main");
    span(2, 1, "CodeAgent.run", "openinference.span.kind", "AGENT");
    span(3, 2, "ToolCallingAgent.run", "openinference.span.kind", "AGENT");
  }

  private void model(int id, int parent, String text) {
    span(
        id,
        parent,
        "LiteLLMModel.__call__",
        "openinference.span.kind",
        "LLM",
        "llm.model_name",
        "o3-mini",
        "llm.token_count.prompt",
        100 + id,
        "llm.token_count.completion",
        10,
        "llm.output_messages.0.message.role",
        "assistant",
        "llm.output_messages.0.message.content",
        text);
  }

  private void visit(int id, String url, String note) {
    String arguments =
        "{\"args\": [], \"sanitize_inputs_outputs\": true, \"kwargs\": {\"url\": \"%s\"}}"
            .formatted(url);
    tool(id, "visit_page", arguments, PAGE + note);
  }

  private void tool(int id, String name, String input, String output) {
    span(
        id,
        3,
        name,
        "openinference.span.kind",
        "TOOL",
        "tool.name",
        name,
        "tool.parameters",
        "{\"url\": {\"type\": \"string\"}}",
        "input.value",
        input,
        "output.value",
        output);
  }

  private void step(int id, String message) {
    span(id, 2, "Step " + id, "openinference.span.kind", "CHAIN")
        .setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR))
        .addEvents(
            event(
                "exception",
                at,
                "exception.type",
                "smolagents.utils.AgentExecutionError",
                "exception.message",
                message,
                "exception.stacktrace",
                "Traceback (most recent call last): " + id));
  }

  private Span.Builder span(int id, int parent, String name, Object... attributes) {
    at += 1_000;
    Span.Builder span =
        Requests.span(name)
            .setSpanId(id(id))
            .setStartTimeUnixNano(START_NANOS + at * 1_000_000)
            .setEndTimeUnixNano(START_NANOS + (parent <= 1 ? 900_000 : at + 900) * 1_000_000)
            .addAllAttributes(pairs(attributes));
    if (parent > 0) {
      span.setParentSpanId(id(parent));
    }
    spans.add(span);
    return span;
  }

  private static ByteString id(int id) {
    return ByteString.copyFrom(HexFormat.of().parseHex("%016x".formatted(id)));
  }

  private Run run() {
    byte[] request =
        request(
            resource("service.name", "deep-research"),
            "openinference.instrumentation.smolagents",
            "",
            spans.toArray(Span.Builder[]::new));
    List<AgentEvent> events =
        Requests.decoder().decode("acme", request, APPEND_MILLIS + 1_000_000).spans().stream()
            .map(MappedSpan::event)
            .toList();
    assertThat(events).hasSize(spans.size());
    List<Run> runs =
        SignalCatalogue.standard()
            .assembly(RunLimits.defaults())
            .assemble(events, Long.MAX_VALUE)
            .runs();
    assertThat(runs).hasSize(1);
    return runs.getFirst();
  }
}
