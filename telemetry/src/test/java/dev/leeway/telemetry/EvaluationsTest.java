package dev.leeway.telemetry;

import static dev.leeway.telemetry.Requests.event;
import static dev.leeway.telemetry.Requests.request;
import static dev.leeway.telemetry.Requests.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.ByteString;
import dev.leeway.signals.evaluation.Evaluation;
import dev.leeway.signals.evaluation.Rater;
import dev.leeway.signals.event.TraceId;
import dev.leeway.telemetry.evaluation.FoundEvaluations;
import dev.leeway.telemetry.evaluation.LogEvaluations;
import dev.leeway.telemetry.evaluation.SpanEvaluations;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What spans and log records say as judges of runs. */
final class EvaluationsTest {
  private static final String RESULT = "gen_ai.evaluation.result";
  private static final TraceId TRACE = TraceId.parse("0102030405060708090a0b0c0d0e0f10");

  @Test
  void allEventsOfASpanCountEachInItsOwnMinute() {
    List<Evaluation> found =
        ofSpan(
                span("chat m", "gen_ai.operation.name", "chat")
                    .addEvents(result(100, "faithfulness", 0.75, "pass"))
                    .addEvents(event("other", 200))
                    .addEvents(result(300, "relevance", 0.5, "")))
            .evaluations();
    assertThat(found)
        .extracting(Evaluation::name, Evaluation::value, Evaluation::label, Evaluation::givenMillis)
        .containsExactly(
            tuple("faithfulness", 0.75, "pass", Requests.START.toEpochMilli() + 100),
            tuple("relevance", 0.5, "", Requests.START.toEpochMilli() + 300));
    assertThat(found).allMatch(Evaluation::namesAgent);
    assertThat(found).allMatch(one -> TRACE.equals(one.about().traceId()));
    assertThat(found).extracting(Evaluation::evaluationId).doesNotHaveDuplicates();
  }

  @Test
  void aResendHasTheSameIds() {
    Span.Builder span = span("chat m").addEvents(result(100, "faithfulness", 0.75, ""));
    assertThat(ofSpan(span)).isEqualTo(ofSpan(span));
  }

  @Test
  void listsOfOpenInferenceAreReadInAllTheirForms() {
    assertThat(
            ofSpan(
                    span(
                        "agent",
                        "openinference.span.kind",
                        "AGENT",
                        "evaluations.0.evaluation.name",
                        "correctness",
                        "evaluations.0.evaluation.score",
                        0.25,
                        "evaluations.0.evaluation.explanation",
                        "wrong year",
                        "annotations.1.annotation.name",
                        "user_feedback",
                        "annotations.1.annotation.label",
                        "thumbs_down",
                        "annotations.1.annotation.annotator_kind",
                        "HUMAN",
                        "trace.annotations.0.annotation.name",
                        "tone",
                        "trace.annotations.0.annotation.score",
                        3,
                        "session.evaluations.0.evaluation.name",
                        "solved",
                        "session.evaluations.0.evaluation.label",
                        "yes"))
                .evaluations())
        .extracting(Evaluation::name, Evaluation::value, Evaluation::label, Evaluation::rater)
        .containsExactlyInAnyOrder(
            tuple("correctness", 0.25, "", Rater.EVALUATOR),
            tuple("user_feedback", null, "thumbs_down", Rater.USER),
            tuple("tone", 3.0, "", Rater.EVALUATOR),
            tuple("solved", null, "yes", Rater.EVALUATOR));
  }

  @Test
  void whatHasNoNameOrNoFiniteNumberAndNoLabelIsCountedAndLeftOut() {
    FoundEvaluations found =
        ofSpan(
            span("chat m", "evaluations.0.evaluation.score", 0.5)
                .addEvents(result(1, "relevance", Double.NaN, ""))
                .addEvents(event(RESULT, 2, "gen_ai.evaluation.score.value", 1)));
    assertThat(found.evaluations()).isEmpty();
    assertThat(found.unreadable()).isEqualTo(3);
  }

  @Test
  void aSpanThatOnlySpeaksOfEvaluationsHasNone() {
    FoundEvaluations found =
        ofSpan(span("evaluate", "gen_ai.input.messages", "gen_ai.evaluation.result annotations.0"));
    assertThat(found).isEqualTo(FoundEvaluations.NONE);
  }

  @Test
  void aRecordNamesItsRunByTraceOrResponseOrConversation() {
    Evaluation traced =
        ofRecord(
            record(RESULT, "gen_ai.evaluation.name", "tone", "gen_ai.evaluation.score.value", 4)
                .setTraceId(ByteString.fromHex(TRACE.toString())));
    assertThat(traced.about()).isEqualTo(new Evaluation.About(TRACE, 0, "", ""));
    assertThat(traced.namesAgent()).isFalse();
    Evaluation untraced =
        ofRecord(
            record(
                RESULT,
                "gen_ai.evaluation.name",
                "tone",
                "gen_ai.evaluation.score.label",
                "pass",
                "gen_ai.response.id",
                "resp-1",
                "gen_ai.conversation.id",
                "conv-1",
                "gen_ai.agent.name",
                "shop"));
    assertThat(untraced.about()).isEqualTo(new Evaluation.About(null, 0, "resp-1", "conv-1"));
    assertThat(untraced.source().agentName()).isEqualTo("shop");
    assertThat(untraced.namesAgent()).isTrue();
  }

  @Test
  void anIdOfTheSendersOwnMakesARecordTheSameWheneverItComes() {
    LogRecord.Builder record =
        record(
            RESULT,
            "gen_ai.evaluation.name",
            "tone",
            "gen_ai.evaluation.score.value",
            4,
            "leeway.evaluation.id",
            "t-1",
            "leeway.evaluation.rater",
            "user");
    Evaluation once = ofRecord(record);
    Evaluation again = ofRecord(record.setTimeUnixNano(Requests.START_NANOS + 1_000_000_000));
    assertThat(again.evaluationId()).isEqualTo(once.evaluationId());
    assertThat(again.givenMillis()).isEqualTo(once.givenMillis() + 1_000);
    assertThat(once.rater()).isEqualTo(Rater.USER);
  }

  @Test
  void whatBecameOfCopilotsEditsIsFeedback() {
    Evaluation edit = ofRecord(record("copilot_chat.edit.feedback", "outcome", "rejected"));
    assertThat(edit.rater()).isEqualTo(Rater.USER);
    assertThat(edit.label()).isEqualTo("rejected");
    Evaluation inline = ofRecord(record("copilot_chat.inline.done", "accepted", true));
    assertThat(inline.label()).isEqualTo("accepted");
  }

  @Test
  void aTimeBeyondBeliefIsThatOfTheBroker() {
    Evaluation old =
        ofRecord(
            record(RESULT, "gen_ai.evaluation.name", "tone", "gen_ai.evaluation.score.value", 4)
                .setTimeUnixNano(1));
    assertThat(old.givenMillis()).isEqualTo(Requests.APPEND_MILLIS);
  }

  private static Span.Event.Builder result(long millis, String name, double value, String label) {
    return event(
        RESULT,
        millis,
        "gen_ai.evaluation.name",
        name,
        "gen_ai.evaluation.score.value",
        value,
        "gen_ai.evaluation.score.label",
        label);
  }

  private static FoundEvaluations ofSpan(Span.Builder span) {
    byte[] bytes = request(span);
    return new SpanEvaluations()
        .of(bytes, Requests.decoder().decode("acme", bytes, Requests.APPEND_MILLIS).spans());
  }

  private static LogRecord.Builder record(String name, Object... attributes) {
    return LogRecord.newBuilder()
        .setTimeUnixNano(Requests.START_NANOS)
        .setEventName(name)
        .addAllAttributes(Requests.pairs(attributes));
  }

  private static Evaluation ofRecord(LogRecord.Builder record) {
    byte[] bytes =
        ExportLogsServiceRequest.newBuilder()
            .addResourceLogs(
                ResourceLogs.newBuilder()
                    .setResource(Requests.resource("service.name", "judge"))
                    .addScopeLogs(ScopeLogs.newBuilder().addLogRecords(record)))
            .build()
            .toByteArray();
    List<Evaluation> found =
        LogEvaluations.of(
                Requests.logDecoder().decode("acme", bytes, Requests.APPEND_MILLIS).evaluations())
            .evaluations();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }
}
