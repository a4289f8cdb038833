package dev.leeway.signals.run;

import static dev.leeway.signals.event.SpanFixture.agent;
import static dev.leeway.signals.event.SpanFixture.llm;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.ModelCall;
import dev.leeway.signals.event.SpanFixture;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where two siblings are one call, and where they only look like it. */
final class TwinCallsTest {
  private static final String FRAMEWORK = "instrumentation-langchain";
  private static final String SDK = "instrumentation-openai";

  @Test
  void twoInstrumentationsSideBySideAreOneCall() {
    Run run =
        run(
            call(2, FRAMEWORK, "", 477, 495).cost(0.25),
            call(3, SDK, "chatcmpl-1", 478, 496).cost(0.25));
    assertThat(run.llmCalls()).isEqualTo(1);
    assertThat(run.attempts()).isEqualTo(1);
    assertThat(run.inputTokens()).isEqualTo(330);
    assertThat(run.outputTokens()).isEqualTo(32);
    assertThat(run.costUsd()).isEqualTo(0.25);
  }

  @Test
  void whatOnlyOneOfThemKnowsCounts() {
    Run run =
        run(call(2, FRAMEWORK, "", 477, 495).cost(0.25), call(3, SDK, "chatcmpl-1", 478, 494));
    assertThat(run.inputTokens()).isEqualTo(330);
    assertThat(run.costUsd()).isEqualTo(0.25);
  }

  @Test
  void oneWithinTheOtherIsOneCallHoweverMuchLonger() {
    assertThat(run(call(2, FRAMEWORK, "", 100, 5_000), call(3, SDK, "", 900, 1_200)).llmCalls())
        .isEqualTo(1);
  }

  @Test
  void aThirdReportBelowOneTwinCountsInTheirPlace() {
    for (long parent : new long[] {2, 3}) {
      Run run =
          run(
              call(2, FRAMEWORK, "", 477, 495),
              call(3, SDK, "chatcmpl-1", 478, 494),
              of(llm(4).under(parent).tokens(330, 32).at(479, 493), "proxy", "chatcmpl-1"));
      assertThat(run.inputTokens()).as("below span %d", parent).isEqualTo(330);
    }
  }

  @Test
  void callsAtTheSameTimeFromOneInstrumentationAreTwo() {
    Run run = run(call(2, SDK, "", 477, 495), call(3, SDK, "", 477, 495));
    assertThat(run.llmCalls()).isEqualTo(2);
    assertThat(run.inputTokens()).isEqualTo(660);
  }

  @Test
  void twoAnswersAreTwoCalls() {
    assertThat(run(call(2, FRAMEWORK, "a", 477, 495), call(3, SDK, "b", 478, 494)).llmCalls())
        .isEqualTo(2);
  }

  @Test
  void callsThatOverlapWithoutOneWithinTheOtherAreTwo() {
    assertThat(run(call(2, FRAMEWORK, "", 400, 500), call(3, SDK, "", 450, 550)).llmCalls())
        .isEqualTo(2);
  }

  @Test
  void callsOneAfterTheOtherAreTwo() {
    assertThat(run(call(2, FRAMEWORK, "", 400, 500), call(3, SDK, "", 510, 610)).llmCalls())
        .isEqualTo(2);
  }

  @Test
  void otherTokenCountsAreAnotherCall() {
    Run run = run(call(2, FRAMEWORK, "", 477, 495), call(3, SDK, "", 478, 494).tokens(331, 32));
    assertThat(run.llmCalls()).isEqualTo(2);
  }

  @Test
  void callsWithoutTokensAreNotToldApartAndStayTwo() {
    Run run =
        run(
            of(llm(2).under(1).at(477, 495), FRAMEWORK, ""),
            of(llm(3).under(1).at(478, 494), SDK, ""));
    assertThat(run.llmCalls()).isEqualTo(2);
  }

  @Test
  void parallelEqualCallsEachHaveOneTwin() {
    Run run =
        run(
            call(2, FRAMEWORK, "", 477, 495),
            call(3, SDK, "a", 478, 494),
            call(4, FRAMEWORK, "", 477, 495),
            call(5, SDK, "b", 478, 494));
    assertThat(run.llmCalls()).isEqualTo(2);
    assertThat(run.inputTokens()).isEqualTo(660);
  }

  @Test
  void thousandsOfEqualCallsCostLittleMoreThanTheirNumber() {
    SpanFixture[] calls =
        LongStream.range(2, 5_002)
            .mapToObj(id -> call(id, SDK, "", 10 * id, 10 * id + 5))
            .toArray(SpanFixture[]::new);
    assertThat(run(calls).llmCalls()).isEqualTo(5_000);
  }

  private static SpanFixture call(long id, String scope, String responseId, long from, long to) {
    return of(llm(id).under(1).tokens(330, 32).at(from, to), scope, responseId);
  }

  private static Run run(SpanFixture... calls) {
    SpanFixture[] spans =
        Stream.concat(Stream.of(agent(1).at(0, 100_000)), Stream.of(calls))
            .toArray(SpanFixture[]::new);
    return TraceFixture.run(spans);
  }

  private static SpanFixture of(SpanFixture span, String scope, String responseId) {
    AgentEvent e = span.event();
    ModelCall model =
        new ModelCall(
            e.model().provider(),
            e.model().modelRequested(),
            e.model().modelServed(),
            responseId,
            e.model().finishReasons(),
            null);
    return new SpanFixture(
        new AgentEvent(
            e.source(),
            e.traceId(),
            e.spanId(),
            e.parentSpanId(),
            e.name(),
            e.kind(),
            e.operation(),
            e.convention(),
            scope,
            e.startNanos(),
            e.endNanos(),
            e.status(),
            e.errorType(),
            e.httpStatus(),
            e.attempts(),
            model,
            e.usage(),
            e.tool(),
            e.dataSourceId(),
            e.conversationId(),
            e.userIdHash(),
            e.contents(),
            e.flags(),
            e.appendMillis(),
            e.facts(),
            e.attributes(),
            e.resourceAttributes()));
  }
}
