package dev.leeway.signals.run;

import static dev.leeway.signals.event.SpanFixture.agent;
import static dev.leeway.signals.event.SpanFixture.llm;
import static dev.leeway.signals.event.SpanFixture.span;
import static dev.leeway.signals.event.SpanFixture.tool;
import static dev.leeway.signals.run.TraceFixture.ASSEMBLY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventFlag;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.SpanFixture;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SpanSupplementsTest {
  private static final SpanFixture AGENT = agent(1).at(0, 1000);
  private static final SpanFixture CALL = llm(2).under(1).at(100, 900);

  @Test
  void withoutSupplementsSpansAreAsTheyCame() {
    List<AgentEvent> spans = TraceFixture.events(AGENT, CALL);
    assertThat(SpanSupplements.of(spans))
        .isEqualTo(new SpanSupplements(spans, List.of(), java.util.Set.of(), 2));
  }

  @Test
  void aNamedSpanIsCompletedAndNothingIsAdded() {
    SpanFixture details = details(70, 2).tokens(10, 5);
    SpanSupplements completed = SpanSupplements.of(TraceFixture.events(AGENT, CALL, details));
    assertThat(completed.spans()).hasSize(2);
    assertThat(completed.spans().get(1).usage().inputTokens()).isEqualTo(10);
    assertThat(completed.described()).containsExactly(70L);
    assertThat(completed.standIns()).isEmpty();
    assertThat(completed.items()).isEqualTo(3);
  }

  @Test
  void whatASpanSaysIsNotReplaced() {
    SpanSupplements completed =
        SpanSupplements.of(
            TraceFixture.events(AGENT, CALL.tokens(7, 3).cost(0.5), details(70, 2).tokens(99, 99)));
    assertThat(completed.spans().get(1).usage().inputTokens()).isEqualTo(7);
    assertThat(completed.spans().get(1).usage().costUsd()).isEqualTo(0.5);
  }

  @Test
  void aCallWrittenWithinItsAgentIsFoundByTheResponseId() {
    SpanFixture record = within(70, 1).response("r1").cost(0.25);
    SpanSupplements completed =
        SpanSupplements.of(TraceFixture.events(AGENT, CALL.response("r1").cost(0.2), record));
    assertThat(completed.described()).containsExactly(70L);
    // A record of a call reports its cost, a span is priced.
    assertThat(completed.spans().get(1).usage().costUsd()).isEqualTo(0.25);
  }

  @Test
  void callsThatNoSpanTellsOfAreCallsOfTheRun() {
    Run run =
        TraceFixture.run(
            AGENT, within(70, 1).response("r1").tokens(10, 1), within(71, 1).tokens(20, 2));
    assertThat(run.llmCalls()).isEqualTo(2);
    assertThat(run.inputTokens()).isEqualTo(30);
  }

  @Test
  void allThatNamesTheSameMissingSpanIsOneCall() {
    SpanFixture question = details(70, 2).at(100, 100);
    SpanFixture answer = details(71, 2).at(200, 200).tokens(10, 5);
    SpanFixture failure = within(72, 2).failed("Timeout");
    SpanSupplements alone =
        SpanSupplements.of(TraceFixture.events(AGENT, question, answer, failure));
    assertThat(alone.standIns())
        .singleElement()
        .satisfies(standIn -> {
          assertThat(standIn.supplementIds()).containsExactlyInAnyOrder(70L, 71L, 72L);
          assertThat(standIn.event().spanId()).isEqualTo(70);
          assertThat(standIn.event().parentSpanId()).isEqualTo(2);
          assertThat(standIn.event().usage().inputTokens()).isEqualTo(10);
          assertThat(standIn.event().errorType()).isEqualTo("Timeout");
        });
    // Children of the missing span are still below it.
    assertThat(alone.spans()).extracting(AgentEvent::spanId).containsExactly(1L, 2L);
    assertThat(alone.described()).isEmpty();
  }

  @Test
  void whatCannotStandAloneIsNoCall() {
    SpanFixture exception = supplement(span(70, EventKind.OTHER), 2).failed("Timeout");
    assertThat(TraceFixture.run(AGENT, exception).llmCalls()).isZero();
    assertThat(TraceFixture.runs(exception)).isEmpty();
  }

  @Test
  void aToolsRecordCompletesTheToolItWasWrittenIn() {
    SpanFixture record = supplement(tool(70, "search"), 3).flagged(EventFlag.WRITTEN_WITHIN);
    SpanSupplements completed =
        SpanSupplements.of(
            TraceFixture.events(AGENT, tool(3, "search").under(1), record.failed("boom")));
    assertThat(completed.spans().get(1).errorType()).isEqualTo("boom");
  }

  @Test
  void recordsWrittenAboveCallsOfTheirToolCompleteOneEach() {
    SpanFixture first = supplement(tool(70, "search"), 1).flagged(EventFlag.WRITTEN_WITHIN);
    SpanFixture second = supplement(tool(71, "search"), 1).flagged(EventFlag.WRITTEN_WITHIN);
    SpanSupplements merged =
        SpanSupplements.of(
            TraceFixture.events(
                AGENT,
                tool(3, "search").under(1),
                tool(4, "search").under(1),
                first.flagged(EventFlag.STANDS_ALONE),
                second.flagged(EventFlag.STANDS_ALONE)));
    assertThat(merged.described()).containsExactlyInAnyOrder(70L, 71L);
    assertThat(merged.standIns()).isEmpty();
  }

  @Test
  void ofCallsOfOneToolEachRecordCompletesTheNextInTime() {
    SpanFixture first = supplement(tool(70, "search"), 1).at(10, 20).failed("first");
    SpanFixture second = supplement(tool(71, "search"), 1).at(30, 40).failed("second");
    SpanSupplements merged =
        SpanSupplements.of(
            TraceFixture.events(
                AGENT,
                tool(2, "search").under(1).at(300, 400),
                tool(3, "search").under(1).at(100, 200),
                tool(4, "fetch").under(1).at(50, 60),
                tool(5, "search").under(4).at(50, 60),
                first.flagged(EventFlag.WRITTEN_WITHIN),
                second.flagged(EventFlag.WRITTEN_WITHIN)));
    assertThat(merged.spans())
        .extracting(AgentEvent::errorType)
        .containsExactly("", "second", "first", "", "");
  }

  @Test
  void aSupplementThatComesLaterMakesALaterRevision() {
    Run before = TraceFixture.run(AGENT, CALL);
    Run after = TraceFixture.run(AGENT, CALL, details(70, 2).tokens(10, 5));
    assertThat(after.revision()).isGreaterThan(before.revision());
    assertThat(after.spans()).isEqualTo(before.spans());
    assertThat(after.llmCalls()).isEqualTo(before.llmCalls());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void runsDependOnWhatCameAndNotOnItsOrderOrRepetition(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<AgentEvent> events = new ArrayList<>(RandomTrace.of(random));
    int spans = events.size();
    for (int i = 0; i < 12; i++) {
      events.add(randomSupplement(random, 1_000 + i, spans).event());
    }
    AssembledTrace inOrder = ASSEMBLY.assemble(events, Long.MAX_VALUE);
    SpanSupplements completed = SpanSupplements.of(events);
    Random shuffling = new Random(seed);
    for (int again = 0; again < 5; again++) {
      List<AgentEvent> shuffled = new ArrayList<>(events);
      shuffled.addAll(events.subList(0, shuffling.nextInt(events.size())));
      Collections.shuffle(shuffled, shuffling);
      assertThat(ASSEMBLY.assemble(shuffled, Long.MAX_VALUE)).isEqualTo(inOrder);
      assertThat(SpanSupplements.of(shuffled)).isEqualTo(completed);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everySupplementThatStandsAloneCountsExactlyOnce(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<AgentEvent> events = new ArrayList<>(RandomTrace.of(random));
    int spans = events.size();
    for (int i = 0; i < 12; i++) {
      events.add(randomSupplement(random, 1_000 + i, spans).event());
    }
    SpanSupplements completed = SpanSupplements.of(events);
    List<Long> counted = new ArrayList<>(completed.described());
    completed.standIns().forEach(standIn -> counted.addAll(standIn.supplementIds()));
    assertThat(counted).doesNotHaveDuplicates();
    events.stream()
        .filter(event -> event.has(EventFlag.STANDS_ALONE))
        .forEach(event -> assertThat(counted).contains(event.spanId()));
  }

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  private static SpanFixture randomSupplement(SplittableRandom random, int id, int spans) {
    long about = random.nextInt(1, spans + 6);
    SpanFixture made = random.nextInt(4) == 0 ? tool(id, "tool1") : llm(id).tokens(id, 1);
    long at = random.nextInt(10_000);
    made = supplement(made, about).at(at, at + random.nextInt(300));
    if (random.nextBoolean()) {
      made = made.response("r" + random.nextInt(4));
    }
    if (random.nextBoolean()) {
      made = made.flagged(EventFlag.WRITTEN_WITHIN);
    }
    return random.nextInt(4) == 0 ? made.failed("429") : made.flagged(EventFlag.STANDS_ALONE);
  }

  private static SpanFixture details(long id, long about) {
    return supplement(llm(id), about).flagged(EventFlag.STANDS_ALONE);
  }

  private static SpanFixture within(long id, long about) {
    return details(id, about).flagged(EventFlag.WRITTEN_WITHIN);
  }

  private static SpanFixture supplement(SpanFixture said, long about) {
    return said.under(about).flagged(EventFlag.SUPPLEMENT);
  }
}
