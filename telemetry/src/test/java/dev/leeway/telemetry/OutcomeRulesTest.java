package dev.leeway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.SpanStatus;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import org.junit.jupiter.api.Test;

final class OutcomeRulesTest {
  private static final Status ERROR =
      Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR).build();
  private static final Status OK =
      Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_OK).build();

  @Test
  void theErrorTypeComesFromTheAttributeElseFromTheException() {
    Span.Builder span =
        chat()
            .setStatus(ERROR)
            .addEvents(Requests.event("exception", 5, "exception.type", "RateLimitError"));
    assertThat(Requests.map(span).event().errorType()).isEqualTo("RateLimitError");
    span.addAttributes(Requests.pair("error.type", "429"));
    assertThat(Requests.map(span).event().errorType()).isEqualTo("429");
  }

  @Test
  void anErrorWithoutATypeIsOther() {
    assertThat(Requests.map(chat().setStatus(ERROR)).event().errorType()).isEqualTo("_OTHER");
    assertThat(Requests.map(chat()).event().errorType()).isEmpty();
  }

  @Test
  void anUnsetStatusWithAnExceptionOrAnErrorTypeIsAnError() {
    Span.Builder thrown =
        chat().addEvents(Requests.event("exception", 5, "exception.type", "TimeoutException"));
    assertThat(Requests.map(thrown).event().status()).isEqualTo(SpanStatus.ERROR);
    Span.Builder typed = chat().addAttributes(Requests.pair("error.type", "timeout"));
    assertThat(Requests.map(typed).event().status()).isEqualTo(SpanStatus.ERROR);
  }

  @Test
  void aStatusOfOkIsBelievedAndTheExceptionKept() {
    Span.Builder span =
        chat()
            .setStatus(OK)
            .addEvents(
                Requests.event(
                    "exception", 5, "exception.type", "E", "exception.message", "handled"));
    AgentEvent event = Requests.map(span).event();
    assertThat(event.status()).isEqualTo(SpanStatus.OK);
    assertThat(event.errorType()).isEqualTo("E");
    assertThat(event.attributes()).containsEntry("exception.message", "handled");
  }

  @Test
  void aDialectThatSaysOkToEverythingIsJudgedByItsException() {
    Span.Builder span = Requests.span("find", "langsmith.span.kind", "tool").setStatus(OK);
    assertThat(Requests.map(span).event().status()).isEqualTo(SpanStatus.OK);
    span.addEvents(Requests.event("exception", 5, "exception.type", "Error"));
    assertThat(Requests.map(span).event().status()).isEqualTo(SpanStatus.ERROR);
  }

  @Test
  void aWordForTheOutcomeBesideTheStatusIsBelieved() {
    Span.Builder strands =
        Requests.span("execute_tool x", "gen_ai.tool.name", "x", "gen_ai.tool.status", "error");
    assertThat(Requests.map(strands.setStatus(OK)).event().status()).isEqualTo(SpanStatus.ERROR);
    Span.Builder langfuse =
        Requests.span(
            "chat",
            "langfuse.observation.type",
            "generation",
            "langfuse.observation.level",
            "ERROR",
            "langfuse.observation.status_message",
            "Error: 429 Rate limit reached");
    AgentEvent event = Requests.map(langfuse).event();
    assertThat(event.status()).isEqualTo(SpanStatus.ERROR);
    assertThat(event.httpStatus()).isEqualTo(429);
    Span.Builder warning =
        Requests.span(
            "chat",
            "langfuse.observation.type",
            "generation",
            "langfuse.observation.level",
            "WARNING");
    assertThat(Requests.map(warning).event().status()).isEqualTo(SpanStatus.UNSET);
  }

  @Test
  void aCallThatEndedInAnErrorFailedWhateverTheStatusSays() {
    Span.Builder span =
        chat()
            .setStatus(OK)
            .addAttributes(Requests.pair("gen_ai.response.finish_reasons", "[\"error\"]"));
    assertThat(Requests.map(span).event().status()).isEqualTo(SpanStatus.ERROR);
  }

  @Test
  void anErrorWhoseTypeIsUnknownHasThatOfItsException() {
    Span.Builder span =
        chat()
            .setStatus(ERROR)
            .addAttributes(Requests.pair("error.type", "unknown"))
            .addEvents(Requests.event("exception", 5, "exception.type", "APIError"));
    assertThat(Requests.map(span).event().errorType()).isEqualTo("APIError");
  }

  @Test
  void aServersHandledExceptionIsNoError() {
    Span.Builder span =
        Requests.span("GET /", "http.request.method", "GET")
            .addEvents(Requests.event("exception", 5, "exception.type", "E"));
    assertThat(Requests.map(span).event().status()).isEqualTo(SpanStatus.UNSET);
  }

  @Test
  void theHttpStatusComesFromWhereverItIsSaid() {
    assertThat(httpStatus("http.response.status_code", 429)).isEqualTo(429);
    assertThat(httpStatus("http.status_code", "503")).isEqualTo(503);
    assertThat(httpStatus("error.type", "500")).isEqualTo(500);
    assertThat(httpStatus("rpc.grpc.status_code", 8)).isEqualTo(429);
    assertThat(httpStatus("http.response.status_code", 99_999)).isZero();
    assertThat(httpStatus("error.type", "timeout")).isZero();
  }

  @Test
  void aMessageThatBeginsWithAStatusSaysIt() {
    Status status = ERROR.toBuilder().setMessage("429 Rate limit reached").build();
    assertThat(Requests.map(chat().setStatus(status)).event().httpStatus()).isEqualTo(429);
    Span.Builder thrown =
        chat()
            .setStatus(ERROR)
            .addEvents(
                Requests.event(
                    "exception", 5, "exception.message", "500: The server had an error"));
    assertThat(Requests.map(thrown).event().httpStatus()).isEqualTo(500);
    Status words = ERROR.toBuilder().setMessage("5000 items ordered").build();
    assertThat(Requests.map(chat().setStatus(words)).event().httpStatus()).isZero();
  }

  @Test
  void resendsMakeAttempts() {
    assertThat(attempts()).isEqualTo(1);
    assertThat(attempts("http.request.resend_count", 2)).isEqualTo(3);
    assertThat(attempts("http.request.resend_count", "1")).isEqualTo(2);
    assertThat(attempts("http.request.resend_count", -5)).isEqualTo(1);
    assertThat(attempts("http.request.resend_count", 1_000_000_000)).isEqualTo(1_001);
  }

  private static int attempts(Object... attributes) {
    return Requests.map(chat().addAllAttributes(Requests.pairs(attributes))).event().attempts();
  }

  private static int httpStatus(String key, Object value) {
    return Requests.map(chat().addAttributes(Requests.pair(key, value))).event().httpStatus();
  }

  private static Span.Builder chat() {
    return Requests.span("chat", "gen_ai.operation.name", "chat");
  }
}
