package dev.leeway.signals.run;

import static dev.leeway.signals.event.SpanFixture.agent;
import static dev.leeway.signals.event.SpanFixture.llm;
import static dev.leeway.signals.event.SpanFixture.span;
import static dev.leeway.signals.event.SpanFixture.tool;
import static dev.leeway.signals.run.TraceFixture.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.SpanFixture;
import dev.leeway.signals.event.SpanStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RunVerdictTest {
  @Test
  void anAnswerIsOk() {
    assertThat(run(agent(1), llm(2).under(1)).outcome()).isEqualTo(RunOutcome.OK);
  }

  @ParameterizedTest
  @CsvSource({
    "429, RATE_LIMITED",
    "529, RATE_LIMITED",
    "RateLimitError, RATE_LIMITED",
    "RESOURCE_EXHAUSTED, RATE_LIMITED",
    "com.openai.errors.TooManyRequestsException, RATE_LIMITED",
    "overloaded_error, RATE_LIMITED",
    "504, TIMEOUT",
    "java.net.SocketTimeoutException, TIMEOUT",
    "DEADLINE_EXCEEDED, TIMEOUT",
    "TimedOut, TIMEOUT",
    "content_filter, REFUSED",
    "LengthFinishReasonError, TRUNCATED",
    "500, ERROR",
    "ValueError, ERROR",
    "timeofday, ERROR"
  })
  void aFailedRootTellsWhatWentWrong(String errorType, RunOutcome outcome) {
    Run run = run(agent(1).failed(errorType));
    assertThat(run.outcome()).isEqualTo(outcome);
    assertThat(run.errorType()).isEqualTo(errorType);
  }

  @ParameterizedTest
  @CsvSource({"429, RATE_LIMITED", "408, TIMEOUT", "404, ERROR"})
  void anHttpStatusTellsWhatWentWrong(int status, RunOutcome outcome) {
    Run run = run(agent(1).status(SpanStatus.UNSET, status));
    assertThat(run.outcome()).isEqualTo(outcome);
    assertThat(run.errorType()).isEqualTo(Integer.toString(status));
  }

  @Test
  void aFailedRunIsExplainedByTheMostSpecificFailureBelow() {
    Run run =
        run(
            agent(1).failed("AgentError"),
            tool(2, "search").under(1).failed("ValueError"),
            llm(3).under(1),
            span(4, EventKind.HTTP).under(5).status(SpanStatus.ERROR, 429),
            llm(5).under(1).failed("ApiError").model("anthropic", "claude", "error"));
    assertThat(run.outcome()).isEqualTo(RunOutcome.RATE_LIMITED);
    assertThat(run.errorType()).isEqualTo("429");
  }

  @Test
  void aFailureThatALaterCallMadeGoodExplainsNothing() {
    Run run =
        run(
            agent(1).failed("AgentError"),
            llm(2).under(1).at(0, 10).failed("429"),
            llm(3).under(1).at(20, 30));
    assertThat(run.outcome()).isEqualTo(RunOutcome.ERROR);
    assertThat(run.errorType()).isEqualTo("AgentError");
  }

  @Test
  void aRunThatWasLimitedAndTriedAgainIsOk() {
    Run run = run(agent(1), llm(2).under(1).at(0, 10).failed("429"), llm(3).under(1).at(20, 30));
    assertThat(run.outcome()).isEqualTo(RunOutcome.OK);
    assertThat(run.errorType()).isEmpty();
  }

  @Test
  void aRunWhoseLastModelCallFailedDidNotSucceedUnlessItsRootSaysSo() {
    SpanFixture failed = llm(3).under(1).at(20, 30).failed("TimeoutError");
    assertThat(run(agent(1), llm(2).under(1).at(0, 10), failed).outcome())
        .isEqualTo(RunOutcome.TIMEOUT);
    assertThat(run(agent(1).status(SpanStatus.OK, 200), failed).outcome()).isEqualTo(RunOutcome.OK);
  }

  @ParameterizedTest
  @CsvSource({"content_filter, REFUSED", "refusal, REFUSED", "length, TRUNCATED", "other, OK"})
  void theFinishReasonOfTheLastModelCallCounts(String reason, RunOutcome outcome) {
    Run run =
        run(
            agent(1).status(SpanStatus.OK, 200),
            llm(2).under(1).at(0, 10),
            llm(3).under(1).at(20, 30).model("openai", "gpt-5", reason));
    assertThat(run.outcome()).isEqualTo(outcome);
  }

  @Test
  void anEarlierTruncationThatTheRunWentOnFromIsOk() {
    Run run =
        run(
            agent(1),
            llm(2).under(1).at(0, 10).model("openai", "gpt-5", "length"),
            llm(3).under(1).at(20, 30));
    assertThat(run.outcome()).isEqualTo(RunOutcome.OK);
  }

  @Test
  void theFinishReasonMayStandOnTheSpanThatTheModelCallWraps() {
    Run run =
        run(
            agent(1),
            llm(2).under(1).model("openai", "gpt-5"),
            llm(3).under(2).model("openai", "gpt-5", "length"));
    assertThat(run.outcome()).isEqualTo(RunOutcome.TRUNCATED);
  }

  @Test
  void fiveIdenticalToolCallsAreALoopThatOutweighsAnUnspecificError() {
    List<SpanFixture> spans = new ArrayList<>(List.of(agent(1).failed("AgentError")));
    for (int i = 0; i < 5; i++) {
      spans.add(span(10 + i, EventKind.TOOL).tool("add_to_cart", 7, 8).under(1).at(i, i + 1));
    }
    assertThat(run(spans.toArray(SpanFixture[]::new)).outcome()).isEqualTo(RunOutcome.LOOPED);
  }
}
