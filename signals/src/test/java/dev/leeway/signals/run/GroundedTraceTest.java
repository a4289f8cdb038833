package dev.leeway.signals.run;

import static dev.leeway.signals.event.SpanFixture.agent;
import static dev.leeway.signals.event.SpanFixture.llm;
import static dev.leeway.signals.event.SpanFixture.span;
import static dev.leeway.signals.event.SpanFixture.tool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.Content;
import dev.leeway.signals.event.ContentRef;
import dev.leeway.signals.event.ContentRole;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.SpanFixture;
import dev.leeway.signals.grounding.GroundingLimits;
import dev.leeway.signals.grounding.GroundingReader;
import dev.leeway.signals.grounding.TraceGrounding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GroundedTraceTest {
  private final GroundingReader reader = new GroundingReader(GroundingLimits.ofJob());
  private final TraceGrounding texts = TraceGrounding.ofOpenTrace();
  private final List<AgentEvent> events = new ArrayList<>();

  @Test
  void aDocumentGroundsOnlyTheAnswersOfItsOwnRun() {
    say(span(1, EventKind.HTTP));
    say(agent(2).under(1));
    say(span(3, EventKind.RETRIEVAL).under(2), ContentRole.DOCUMENTS, "The boiler costs $1,215.");
    answer(llm(4).under(2), "It costs $1,215.");
    say(agent(5).under(1));
    say(span(6, EventKind.RETRIEVAL).under(5), ContentRole.DOCUMENTS, "No boiler is listed.");
    answer(llm(7).under(5), "It costs $1,215.");

    assertThat(signals(2)).containsEntry("grounding.score", 1.0);
    assertThat(signals(5)).containsEntry("grounding.score", 0.0);
  }

  @Test
  void whatIsBelowANestedAgentIsOfTheRunAboveIt() {
    say(agent(1));
    say(agent(2).under(1));
    say(tool(3, "price").under(2), ContentRole.TOOL_RESULT, "{\"price\": 1215}");
    answer(llm(4).under(1), "It costs 1215.");

    assertThat(signals(1)).containsEntry("grounding.score", 1.0);
  }

  @Test
  void aToolWhoseTextsWereNotCapturedStillDidWhatItsNameSays() {
    say(agent(1));
    say(tool(2, "cancel_order").under(1));
    answer(llm(3).under(1), "I have cancelled your order.");
    assertThat(signals(1)).containsEntry("grounding.actions_unmatched", 0.0);

    events.remove(1);
    say(tool(2, "get_order").under(1));
    assertThat(signals(1)).containsEntry("grounding.actions_unmatched", 1.0);
  }

  @Test
  void ofSeveralRunsWhoseTextsAreOneNothingIsSaid() {
    for (int i = 1; i <= 9; i++) {
      say(agent(i));
      answer(llm(100 + i).under(i), "It costs 1215.");
      say(tool(200 + i, "price").under(i), ContentRole.TOOL_RESULT, "{\"price\": 1215}");
    }

    assertThat(texts.wholeOnly()).isTrue();
    assertThat(signals(1)).isEmpty();
  }

  @Test
  void whatAnEarlierRowSaidIsKeptAndNothingElseOfIt() {
    say(agent(1));
    Run row = TraceFixture.run(agent(1));
    Run judged =
        new Run(
            row.source(),
            row.traceId(),
            row.runId(),
            row.revision(),
            false,
            row.name(),
            row.startNanos(),
            row.durationNanos(),
            row.status(),
            RunOutcome.UNGROUNDED,
            "",
            "",
            "",
            1,
            0,
            0,
            0,
            0,
            0,
            0,
            0.25,
            Map.of("grounding.score", 0.25, "run.duration", 7.0),
            Map.of(),
            0);

    assertThat(KeptGrounding.of(List.of(judged)).of(1, true, List.of(), events))
        .isEqualTo(Map.of("grounding.score", 0.25));
    assertThat(KeptGrounding.of(List.of(judged)).of(2, true, List.of(), events)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "grounding.confident_empty, 1, 0, 1, UNGROUNDED",
    "grounding.contradiction, 1, 1, .9, UNGROUNDED",
    "grounding.confident_empty, 0, 1, .4, OK",
    "grounding.confident_empty, 0, 2, .4, UNGROUNDED",
    "grounding.confident_empty, 0, 2, .5, OK",
    "grounding.novel_words, 9, 2, .4, OK"
  })
  void aRunIsUngroundedByOneOfThreeGrounds(
      String signal, double value, double unsupported, double score, RunOutcome outcome) {
    Map<String, Double> grounding =
        Map.of(signal, value, "grounding.unsupported", unsupported, "grounding.score", score);
    List<AgentEvent> spans = List.of(agent(1).event(), llm(2).under(1).event());
    KeptGrounding known = new KeptGrounding(Map.of(1L, grounding));

    assertThat(TraceFixture.ASSEMBLY.assemble(spans, Long.MAX_VALUE, known).runs())
        .extracting(Run::outcome)
        .containsExactly(outcome);
  }

  @Test
  void anErrorIsToldBeforeAnAnswerWithoutGround() {
    KeptGrounding known = new KeptGrounding(Map.of(1L, Map.of("grounding.confident_empty", 1.0)));
    List<AgentEvent> spans = List.of(agent(1).failed("ValueError").event());

    assertThat(TraceFixture.ASSEMBLY.assemble(spans, Long.MAX_VALUE, known).runs())
        .extracting(Run::outcome)
        .containsExactly(RunOutcome.ERROR);
  }

  /** What is said of a run; the assembly asks for it with the run's places. */
  private Map<String, Double> signals(long runId) {
    Map<Long, Map<String, Double>> said = new HashMap<>();
    ReadGrounding read = new ReadGrounding(texts);
    GroundingSource listening =
        new GroundingSource() {
          @Override
          public Set<Long> places() {
            return read.places();
          }

          @Override
          public Map<String, Double> of(
              long run, boolean alone, Collection<Long> places, List<AgentEvent> spans) {
            said.put(run, read.of(run, alone, places, spans));
            return Map.of();
          }
        };
    TraceFixture.ASSEMBLY.assemble(events, Long.MAX_VALUE, listening);
    return Objects.requireNonNull(said.get(runId));
  }

  private void say(SpanFixture span) {
    events.add(span.event());
  }

  private void answer(SpanFixture span, String text) {
    say(
        span,
        ContentRole.OUTPUT_MESSAGES,
        "[{\"role\": \"assistant\", \"parts\": [{\"type\": \"text\", \"content\": \"%s\"}]}]"
            .formatted(text));
  }

  private void say(SpanFixture span, ContentRole role, String text) {
    say(span);
    Content content = new Content(new ContentRef(role, "0".repeat(32), text.length()), text);
    texts.add(TraceGrounding.placeOf(span.event()), reader.read(span.event(), List.of(content)));
  }
}
