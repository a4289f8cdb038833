package dev.leeway.signals.run;

import static dev.leeway.signals.event.SpanFixture.START_MILLIS;
import static dev.leeway.signals.event.SpanFixture.agent;
import static dev.leeway.signals.event.SpanFixture.llm;
import static dev.leeway.signals.event.SpanFixture.span;
import static dev.leeway.signals.event.SpanFixture.tool;
import static dev.leeway.signals.run.TraceFixture.ASSEMBLY;
import static dev.leeway.signals.run.TraceFixture.events;
import static dev.leeway.signals.run.TraceFixture.run;
import static dev.leeway.signals.run.TraceFixture.runs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventFlag;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.FactSink;
import dev.leeway.signals.event.Facts;
import dev.leeway.signals.event.SpanFixture;
import dev.leeway.signals.window.Dimensions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class TraceAssemblyTest {
  @Test
  void anAgentSpanWithAllBelowItIsARun() {
    Run run =
        run(
            agent(1).at(0, 5_000),
            llm(2).under(1).tokens(100, 20).cost(0.25).at(10, 900),
            tool(3, "search").under(1).at(900, 1_000),
            llm(4).under(1).tokens(300, 30).cost(0.5).at(1_000, 4_900));
    assertThat(run.runId()).isEqualTo(1);
    assertThat(run.name()).isEqualTo("agent");
    assertThat(run.startNanos()).isEqualTo(START_MILLIS * 1_000_000);
    assertThat(run.durationNanos()).isEqualTo(5_000_000_000L);
    assertThat(run.outcome()).isEqualTo(RunOutcome.OK);
    assertThat(run.spans()).isEqualTo(4);
    assertThat(run.llmCalls()).isEqualTo(2);
    assertThat(run.toolCalls()).isEqualTo(1);
    assertThat(run.attempts()).isEqualTo(3);
    assertThat(run.inputTokens()).isEqualTo(400);
    assertThat(run.outputTokens()).isEqualTo(50);
    assertThat(run.costUsd()).isEqualTo(0.75);
    assertThat(run.revision()).isEqualTo(2 * 4 + 1);
    assertThat(run.flags()).isZero();
    assertThat(run.dimensions())
        .containsOnly(
            entry(Dimensions.VERSION, "1.4.2"),
            entry(Dimensions.REPLICA, "shop-7f9c"),
            entry(Dimensions.OPERATION, "agent"),
            entry(Dimensions.MODEL, "gpt-5-mini"),
            entry(Dimensions.PROVIDER, "openai"),
            entry(Dimensions.TOOL, "search"));
  }

  @Test
  void aRunBelongsToEveryToolAndDataSourceThatItUsed() {
    assertThat(
            run(
                    agent(1),
                    tool(2, "search").under(1).source("prices"),
                    tool(3, "lookup").under(1).source("catalogue"),
                    tool(4, "search").under(1).source("prices"),
                    llm(5).under(1))
                .dimensions())
        .containsEntry(Dimensions.TOOL, "lookup\nsearch")
        .containsEntry(Dimensions.DATA_SOURCE, "catalogue\nprices");
  }

  @Test
  void attributesThatAreDimensionsAreTheRootsElseOfTheFirstSpanThatHasThem() {
    assertThat(
            run(
                    agent(1).facts(texts("slice.tier", "gold")),
                    llm(2).under(1).facts(texts("slice.tier", "iron", "slice.region", "eu")),
                    llm(3).under(1).facts(texts("slice.region", "us", "other", "x")))
                .dimensions())
        .containsEntry("tier", "gold")
        .containsEntry("region", "eu")
        .doesNotContainKey("other");
  }

  @Test
  void anAgentBelowAnAgentIsNoRunOfItsOwn() {
    assertThat(
            runs(
                agent(1),
                tool(2, "ask_billing").under(1),
                agent(3).under(2).by("billing"),
                llm(4).under(3).tokens(10, 1)))
        .singleElement()
        .satisfies(run -> {
          assertThat(run.runId()).isEqualTo(1);
          assertThat(run.source().agentName()).isEqualTo("shop-assistant");
          assertThat(run.inputTokens()).isEqualTo(10);
        });
  }

  @Test
  void severalTopmostAgentsAreRunsAndTheRootAboveThemIsInNone() {
    List<Run> runs =
        runs(
            span(1, EventKind.HTTP).named("POST /support").at(0, 9_000),
            agent(2).under(1).at(100, 2_000),
            llm(3).under(2).at(200, 300),
            agent(4).under(1).at(3_000, 8_000));
    assertThat(runs).extracting(Run::runId).containsExactly(2L, 4L);
    assertThat(runs).extracting(Run::spans).containsExactly(2, 1);
    assertThat(runs)
        .extracting(run -> run.dimensions().get(Dimensions.OPERATION))
        .containsOnly("POST /support");
    assertThat(runs).extracting(Run::revision).containsOnly(2L * 4 + 1);
  }

  @Test
  void aTraceWithoutAgentsIsTheRunOfItsRoot() {
    Run run = run(llm(2).under(1).at(10, 20), span(1, EventKind.HTTP).at(0, 30));
    assertThat(run.runId()).isEqualTo(1);
    assertThat(run.spans()).isEqualTo(2);
  }

  @Test
  void ofSeveralRootsTheEarliestIsTheRun() {
    Run run = run(llm(7).at(50, 60), llm(8).at(10, 20), llm(9).at(30, 40));
    assertThat(run.runId()).isEqualTo(8);
    assertThat(run.spans()).isEqualTo(3);
  }

  @Test
  void aTraceWithoutARootStandsForItself() {
    Run run = run(llm(7).under(99).at(50, 80), tool(8, "search").under(98).at(10, 20));
    assertThat(run.runId()).isZero();
    assertThat(run.startNanos()).isEqualTo((START_MILLIS + 10) * 1_000_000);
    assertThat(run.durationNanos()).isEqualTo(70_000_000);
    assertThat(run.outcome()).isEqualTo(RunOutcome.ABANDONED);
    assertThat(run.has(RunFlag.ROOT_MISSING)).isTrue();
  }

  @Test
  void anOrphanJoinsTheOnlyRun() {
    assertThat(run(agent(1), tool(2, "search").under(77)).spans()).isEqualTo(2);
  }

  @Test
  void anOrphanWithAllBelowItJoinsTheNearestOfSeveralRuns() {
    List<Run> runs =
        runs(
            agent(1).at(0, 1_000),
            agent(2).at(10_000, 11_000),
            span(3, EventKind.STEP).under(77).at(8_000, 8_100),
            llm(4).under(3).at(2_000, 2_100),
            llm(5).under(78).at(2_000, 2_100));
    assertThat(runs).extracting(Run::spans).containsExactly(2, 3);
  }

  @Test
  void anOrphanInsideOfSeveralRunsJoinsTheOneThatStartedLast() {
    List<Run> runs =
        runs(agent(1).at(0, 9_000), agent(2).at(100, 9_000), llm(3).under(77).at(500, 600));
    assertThat(runs).extracting(Run::spans).containsExactly(1, 2);
  }

  @Test
  void aSiblingOfTheOnlyAgentBelongsToItsRunButTheRootAboveDoesNot() {
    Run run =
        run(span(1, EventKind.HTTP), agent(2).under(1), span(3, EventKind.GUARDRAIL).under(1));
    assertThat(run.runId()).isEqualTo(2);
    assertThat(run.spans()).isEqualTo(2);
  }

  @Test
  void aSpanThatCameTwiceCountsOnceAndTheEndedOneWins() {
    SpanFixture running = agent(1).at(0, 0).flagged(EventFlag.END_MISSING);
    SpanFixture ended = agent(1).at(0, 700);
    assertThat(run(running, ended, ended)).isEqualTo(run(ended, running)).isEqualTo(run(ended));
  }

  @Test
  void cyclesOfParentsAreOpenedAboveTheirEarliestSpan() {
    Run run =
        run(
            llm(1).under(3).at(30, 40),
            agent(2).under(1).at(10, 90),
            tool(3, "search").under(2).at(20, 25),
            llm(4).under(4).at(50, 60));
    assertThat(run.runId()).isEqualTo(2);
    assertThat(run.spans()).isEqualTo(4);
  }

  @Test
  void tokensOfASpanThatWrapsAnotherThatReportsThemCountOnce() {
    Run run =
        run(
            agent(1).tokens(999, 999),
            llm(2).under(1).tokens(100, 10).cost(0.5),
            span(3, EventKind.HTTP).under(2),
            llm(4).under(3).tokens(100, 10),
            llm(5).under(1).tokens(1, 1).flagged(EventFlag.AGGREGATE_USAGE));
    assertThat(run.inputTokens()).isEqualTo(100);
    assertThat(run.outputTokens()).isEqualTo(10);
    assertThat(run.costUsd()).isEqualTo(0.5);
    assertThat(run.llmCalls()).isEqualTo(2);
  }

  @Test
  void modelCallsOfAToolThatAModelCallWrapsAreCallsOfTheirOwn() {
    Run run =
        run(
            llm(1),
            tool(2, "summarise").under(1),
            llm(3).under(2).tokens(50, 5),
            span(4, EventKind.TOOL).tool("summarise", 0, 0).under(2));
    assertThat(run.llmCalls()).isEqualTo(2);
    assertThat(run.toolCalls()).isEqualTo(1);
    assertThat(run.inputTokens()).isEqualTo(50);
  }

  @Test
  void hostileTokenCountsNeitherOverflowNorSubtract() {
    Run run =
        run(
            agent(1),
            llm(2).under(1).tokens(Long.MAX_VALUE, -5).cost(Double.NaN),
            llm(3).under(1).tokens(Long.MAX_VALUE, 7).cost(Double.POSITIVE_INFINITY));
    assertThat(run.inputTokens()).isEqualTo(Long.MAX_VALUE);
    assertThat(run.outputTokens()).isEqualTo(7);
    assertThat(run.costUsd()).isZero();
  }

  @Test
  void aResendCountOrAFailedTryInsideOfACallIsAnAttempt() {
    Run run =
        run(
            agent(1),
            llm(2).under(1),
            span(3, EventKind.HTTP).under(2).attempts(3),
            tool(4, "search").under(1),
            span(5, EventKind.HTTP).under(4).failed("503"),
            span(6, EventKind.HTTP).under(4));
    assertThat(run.attempts()).isEqualTo(3 + 2);
  }

  @Test
  void aRunIsOpenUntilTenSecondsAfterItsRootAndItsLastSpanEnded() {
    List<AgentEvent> events = events(agent(1).at(0, 1_000), llm(2).under(1).at(500, 4_000));
    AssembledTrace open = ASSEMBLY.assemble(events, START_MILLIS + 13_999);
    assertThat(open.over()).isFalse();
    assertThat(open.dueMillis()).isEqualTo(START_MILLIS + 14_000);
    assertThat(open.runs())
        .singleElement()
        .satisfies(run -> {
          assertThat(run.outcome()).isEqualTo(RunOutcome.OPEN);
          assertThat(run.revision()).isEqualTo(4);
        });
    AssembledTrace closed = ASSEMBLY.assemble(events, open.dueMillis());
    assertThat(closed.over()).isTrue();
    assertThat(closed.runs())
        .extracting(Run::outcome, Run::revision)
        .containsExactly(tuple(RunOutcome.OK, 5L));
  }

  @Test
  void aRunWithoutAnEndedRootIsAbandonedAfterFifteenMinutes() {
    List<AgentEvent> events =
        events(agent(1).at(0, 0).flagged(EventFlag.END_MISSING), llm(2).under(1).at(500, 4_000));
    long due = START_MILLIS + 4_000 + 900_000;
    assertThat(ASSEMBLY.assemble(events, due - 1).runs())
        .extracting(Run::outcome)
        .containsExactly(RunOutcome.OPEN);
    assertThat(ASSEMBLY.assemble(events, due).runs())
        .singleElement()
        .satisfies(run -> {
          assertThat(run.outcome()).isEqualTo(RunOutcome.ABANDONED);
          assertThat(run.durationNanos()).isEqualTo(4_000_000_000L);
        });
  }

  @Test
  void aSpanFromTheFutureDoesNotKeepARunOpen() {
    List<AgentEvent> events =
        events(
            agent(1).at(0, 1_000),
            llm(2)
                .under(1)
                .at(86_400_000L * 365, 86_400_000L * 365)
                .flagged(EventFlag.IN_FUTURE)
                .appended(START_MILLIS + 3_000));
    assertThat(ASSEMBLY.assemble(events, Long.MAX_VALUE).dueMillis())
        .isEqualTo(START_MILLIS + 13_000);
  }

  @Test
  void aTraceIsCutAtItsLargestNumberOfSpansAndIsOver() {
    TraceAssembly small =
        new TraceAssembly(List.of(), new RunLimits(10_000, 900_000, 3, 86_400_000));
    List<AgentEvent> events =
        events(
            agent(1).at(0, 90_000),
            llm(2).under(1).at(10, 20),
            llm(3).under(1).at(30, 40),
            llm(4).under(1).at(50, 60),
            llm(5).under(1).at(70, 80));
    AssembledTrace cut = small.assemble(events.reversed(), Long.MIN_VALUE);
    assertThat(cut.items()).isEqualTo(5);
    assertThat(cut.runs())
        .singleElement()
        .satisfies(run -> {
          assertThat(run.spans()).isEqualTo(3);
          assertThat(run.has(RunFlag.CUT)).isTrue();
          assertThat(run.outcome()).isEqualTo(RunOutcome.OK);
          assertThat(run.revision()).isEqualTo(11);
        });
  }

  @Test
  void aTraceIsCutWhereLogRecordsSayTooMuchAboutFewSpans() {
    TraceAssembly small =
        new TraceAssembly(List.of(), new RunLimits(10_000, 900_000, 3, 86_400_000));
    List<AgentEvent> events =
        events(
            agent(1).at(0, 90_000),
            llm(2).under(1).at(10, 20),
            llm(70).under(2).flagged(EventFlag.SUPPLEMENT),
            llm(71).under(2).flagged(EventFlag.SUPPLEMENT));
    AssembledTrace whole = small.assemble(events.subList(0, 3), Long.MIN_VALUE);
    AssembledTrace cut = small.assemble(events, Long.MIN_VALUE);
    assertThat(whole.runs()).noneMatch(run -> run.has(RunFlag.CUT));
    assertThat(cut.dueMillis()).isEqualTo(Long.MIN_VALUE);
    assertThat(cut.runs())
        .singleElement()
        .satisfies(run -> {
          assertThat(run.has(RunFlag.CUT)).isTrue();
          assertThat(run.spans()).isEqualTo(2);
        });
  }

  @Test
  void whatStartsADayAfterTheTraceIsInNoRun() {
    long day = 86_400_000;
    Run run =
        run(agent(1).at(0, 1_000), llm(2).under(1).at(day, day), llm(3).under(1).at(day + 1, day));
    assertThat(run.spans()).isEqualTo(2);
    assertThat(run.has(RunFlag.CUT)).isTrue();
  }

  @Test
  void aRunWithoutARootIsCutADayAfterItsStart() {
    long day = 86_400_000;
    List<AgentEvent> events = events(llm(2).under(1).at(0, 10), llm(3).under(1).at(day - 9, day));
    AssembledTrace trace = ASSEMBLY.assemble(events, Long.MAX_VALUE);
    assertThat(trace.dueMillis()).isEqualTo(START_MILLIS + day);
    assertThat(trace.runs().getFirst().has(RunFlag.CUT)).isTrue();
  }

  @Test
  void aSpanFromLongAgoCutsNothingAway() {
    Run run =
        run(
            agent(1).at(0, 1_000),
            llm(2).under(1).at(-START_MILLIS, -START_MILLIS).flagged(EventFlag.TOO_OLD),
            llm(3).under(1).at(100, 200));
    assertThat(run.spans()).isEqualTo(3);
    assertThat(run.flags()).isZero();
  }

  @Test
  void aRunWhoseRootHasAnImpossibleTimeIsInNoWindow() {
    Run run = run(agent(1).at(-START_MILLIS, -START_MILLIS + 10).flagged(EventFlag.TOO_OLD));
    assertThat(run.has(RunFlag.OUTSIDE_WINDOWS)).isTrue();
  }

  @Test
  void nothingIsARunOfNothing() {
    assertThat(ASSEMBLY.assemble(List.of(), 0).runs()).isEmpty();
  }

  @Test
  void tenThousandSpansInOneChainAreAssembled() {
    List<AgentEvent> chain = new ArrayList<>();
    for (int i = 1; i <= 10_000; i++) {
      chain.add(
          span(i, i == 1 ? EventKind.AGENT : EventKind.OTHER).under(i - 1).at(i, 20_000).event());
    }
    Collections.shuffle(chain, new Random(7));
    assertThat(ASSEMBLY.assemble(chain, Long.MAX_VALUE).runs())
        .extracting(Run::spans)
        .containsExactly(10_000);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void runsDependOnTheSetOfSpansAndNotOnTheirOrderOrRepetition(long seed) {
    List<AgentEvent> events = new ArrayList<>(RandomTrace.of(new SplittableRandom(seed)));
    Random random = new Random(seed);
    long clock = START_MILLIS + random.nextInt(40_000);
    AssembledTrace inOrder = ASSEMBLY.assemble(events, clock);
    for (int again = 0; again < 5; again++) {
      List<AgentEvent> shuffled = new ArrayList<>(events);
      shuffled.addAll(events.subList(0, random.nextInt(events.size())));
      Collections.shuffle(shuffled, random);
      assertThat(ASSEMBLY.assemble(shuffled, clock)).isEqualTo(inOrder);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everySpanIsInAtMostOneRunAndSpansAboveRunsInNone(long seed) {
    List<AgentEvent> events = RandomTrace.of(new SplittableRandom(seed));
    AssembledTrace trace = ASSEMBLY.assemble(events, Long.MAX_VALUE);
    int inRuns = trace.runs().stream().mapToInt(Run::spans).sum();
    assertThat(inRuns).isPositive().isLessThanOrEqualTo(trace.items());
    assertThat(trace.runs()).extracting(Run::runId).doesNotHaveDuplicates();
  }

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  private static java.util.Map.Entry<String, String> entry(String key, String value) {
    return java.util.Map.entry(key, value);
  }

  private static Facts texts(String... namesAndTexts) {
    FactSink sink = new FactSink();
    for (int at = 0; at < namesAndTexts.length; at += 2) {
      sink.text(namesAndTexts[at], namesAndTexts[at + 1]);
    }
    return sink.facts();
  }
}
