package dev.leeway.signals.rule;

import static dev.leeway.signals.event.SpanFixture.llm;
import static dev.leeway.signals.event.SpanFixture.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.fact.Told;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The ways of going round in circles that need to know what was said, and their near misses. */
final class LoopKindsTest {
  private static final String PROSE = "A page of some length about shoes. ".repeat(10);

  @Test
  void anOrderWhoseQuantityGrowsTo260IsToldWhileItGrows() {
    int[] quantities = {10, 20, 40, 80, 160, 260};
    List<LoopHit> hits =
        hits(
            quantities.length,
            i ->
                Told.tool(
                    i,
                    "order_items",
                    "{\"sku\":\"N-1\",\"quantity\":" + quantities[i] + "}",
                    "{}"));
    assertThat(hits)
        .first()
        .satisfies(hit -> {
          assertThat(hit.kind()).isEqualTo(LoopKind.ESCALATION);
          assertThat(hit.tool()).isEqualTo("order_items");
          assertThat(hit.path()).isEqualTo("quantity");
          assertThat(hit.from()).isEqualTo(10);
          assertThat(hit.to()).isEqualTo(80);
        });
  }

  @Test
  void anOrderThatIsAddedToCallByCallIsToldThoughEachAnswerIsNews() {
    List<LoopHit> hits =
        hits(
            260,
            i ->
                Told.tool(
                    i,
                    "add_nuggets",
                    "{\"sku\":\"N-1\",\"quantity\":1}",
                    "{\"order\":{\"nuggets_count\":"
                        + (i + 1)
                        + "},\"request_id\":\"r"
                        + i
                        + "\"}"));
    assertThat(hits).extracting(LoopHit::kind).contains(LoopKind.REPEAT, LoopKind.ESCALATION);
    assertThat(hits.getFirst().repeats()).isLessThan(10);
  }

  @Test
  void aCartThatManyDifferentCallsFillIsToldOnceItIsAbsurd() {
    assertThat(
            hits(
                60,
                i ->
                    Told.tool(
                        i,
                        "add_to_cart",
                        "{\"sku\":\"N-" + i + "\"}",
                        "{\"cart\":{\"item_count\":" + 4 * (i + 1) + "}}")))
        .extracting(LoopHit::kind)
        .contains(LoopKind.ESCALATION);
    assertThat(
            hits(
                12,
                i ->
                    Told.tool(
                        i,
                        "add_to_cart",
                        "{\"sku\":\"N-" + i + "\"}",
                        "{\"cart\":{\"item_count\":" + (i + 1) + "}}")))
        .isEmpty();
  }

  @Test
  void aQuantityThatGrowsALittleOrForAnotherItemIsNoLoop() {
    assertThat(
            hits(
                5,
                i ->
                    Told.tool(i, "order", "{\"sku\":\"N-1\",\"quantity\":" + (10 + i) + "}", "{}")))
        .isEmpty();
    assertThat(
            hits(
                8,
                i ->
                    Told.tool(
                        i,
                        "order",
                        "{\"sku\":\"N-" + i + "\",\"quantity\":" + (1 << i) + "}",
                        "{}")))
        .isEmpty();
  }

  @Test
  void paginationWhoseCursorPageOrOffsetGrowsIsNoLoop() {
    for (String name : List.of("page", "offset", "page_number", "start_index", "cursor")) {
      assertThat(
              hits(
                  100,
                  i ->
                      Told.tool(
                          i,
                          "list_orders",
                          "{\"" + name + "\":" + 10 * i + ",\"page_size\":50}",
                          "{\"orders\":[" + i + "],\"total_count\":5000}")))
          .as(name)
          .isEmpty();
    }
  }

  @Test
  void pollingWithProgressIsNoLoop() {
    assertThat(
            hits(
                100,
                i ->
                    Told.tool(
                        i,
                        "get_export_status",
                        "{\"job\":\"j-1\"}",
                        "{\"status\":\"running\",\"percent\":" + i + ",\"rows_count\":" + i + "}")))
        .isEmpty();
  }

  @Test
  void aGrowingListOfAToolThatReadsIsNoLoop() {
    assertThat(
            hits(
                30,
                i ->
                    Told.tool(
                        i,
                        "read_log",
                        "{\"job\":\"j-1\"}",
                        "{\"lines\":[" + "1,".repeat(i) + "1],\"count\":" + i + "}")))
        .isEmpty();
  }

  @Test
  void membersThatChangeByThemselvesDoNotHideALoop() {
    assertThat(
            hits(
                5,
                i ->
                    Told.tool(
                        i,
                        "search",
                        "{\"q\":\"shoes\",\"request_id\":\"" + i + "\",\"timestamp\":" + i + "}",
                        "{\"hits\":[],\"took_ms\":" + 3 * i + "}")))
        .singleElement()
        .satisfies(hit -> assertThat(hit.repeats()).isEqualTo(5));
  }

  @Test
  void proseThatDiffersInAFewNumbersIsTheSameResult() {
    assertThat(
            hits(
                5,
                i ->
                    Told.tool(
                        i,
                        "visit_page",
                        "{\"url\":\"https://a.example\"}",
                        PROSE + i + " seconds ago")))
        .hasSize(1);
  }

  @Test
  void hardlyDifferentQuestionsWithoutNewsAreALoopAndOfOtherThingsAreNot() {
    String[] marks = {"", ",", ".", "!", "?", ";", ":", " -", " --"};
    assertThat(
            hits(
                9,
                i ->
                    Told.tool(
                        i,
                        "web_search",
                        "{\"query\":\"who won the chess world cup" + marks[i] + "\"}",
                        PROSE)))
        .extracting(LoopHit::kind)
        .containsExactly(LoopKind.NEAR_REPEAT);
    String[] cities = {"Rome", "Oslo", "Bern", "Kyiv", "Riga", "Lima", "Cairo", "Seoul", "Delhi"};
    assertThat(
            hits(
                9,
                i ->
                    Told.tool(
                        i,
                        "web_search",
                        "{\"query\":\"how many people live within the city limits of "
                            + cities[i]
                            + " today\"}",
                        cities[i].repeat(50))))
        .isEmpty();
  }

  @Test
  void callsInTurnWithoutNewsAreACycleFromTheThirdRoundOn() {
    IntFunction<AgentEvent> turn =
        i -> Told.tool(i, i % 2 == 0 ? "get_cart" : "get_user", "{\"id\":\"7\"}", "{\"ok\":true}");
    assertThat(hits(5, turn)).isEmpty();
    assertThat(hits(6, turn))
        .singleElement()
        .satisfies(hit -> {
          assertThat(hit.kind()).isEqualTo(LoopKind.CYCLE);
          assertThat(hit.repeats()).isEqualTo(3);
        });
  }

  @Test
  void workDoneItemByItemIsNoCycle() {
    assertThat(
            hits(
                40,
                i ->
                    Told.tool(
                        i,
                        i % 2 == 0 ? "get_ticket" : "classify_ticket",
                        "{\"id\":\"T" + i / 2 + "\"}",
                        "{\"ok\":true}")))
        .isEmpty();
  }

  @Test
  void aCycleWhoseResultsAreNewsIsNone() {
    assertThat(
            hits(
                40,
                i ->
                    Told.tool(
                        i,
                        i % 2 == 0 ? "get_queue" : "get_worker",
                        "{\"id\":\"7\"}",
                        "{\"depth\":" + (100 - i) + "}")))
        .isEmpty();
  }

  @Test
  void theSameAnswerCodeAndErrorAreToldAtTheirLimits() {
    assertThat(
            hits(
                5,
                i -> Told.answer(1 + i, "I will now look for the shoes in the whole shop again.")))
        .extracting(LoopHit::kind)
        .containsExactly(LoopKind.OUTPUT);
    assertThat(
            hits(
                4,
                i ->
                    Told.answer(
                        1 + i,
                        "Thought: try "
                            + i
                            + "\nCode:\n```py\nresult = search('x')\n```<end_code>")))
        .extracting(LoopHit::kind)
        .containsExactly(LoopKind.CODE);
    assertThat(hits(5, i -> failed(1 + i, "KeyError: 'price' in row " + i)))
        .extracting(LoopHit::kind)
        .containsExactly(LoopKind.ERROR);
  }

  @Test
  void aLimitThatIsMetAgainAndAgainIsNoLoop() {
    List<LoopHit> hits = hits(20, i -> failed(1 + i, "429 Too Many Requests, retry in " + i));
    assertThat(hits).isEmpty();
  }

  @Test
  void aFailureThatGoesUpTheTreeIsOne() {
    LoopWatch watch = new LoopWatch(LoopRule.defaults());
    watch.add(failed(3, "boom: no such column", 2));
    watch.addFailure(failed(2, "boom: no such column", 1));
    watch.addFailure(failed(1, "boom: no such column", 0));
    assertThat(watch.counts().errors()).isEqualTo(1);
  }

  @Test
  void callsThatOnlyAModelsAnswerTellsAreCountedUntilTheirToolHasSpans() {
    IntFunction<AgentEvent> calling =
        i -> Told.calling(1 + i, "order", "{\"sku\":\"N-1\",\"quantity\":1}");
    assertThat(hits(10, calling)).extracting(LoopHit::kind).contains(LoopKind.REPEAT);
    LoopWatch watch = new LoopWatch(LoopRule.defaults());
    watch.add(Told.tool(50, "order", "{\"sku\":\"N-2\"}", "{}"));
    for (int i = 0; i < 4; i++) {
      watch.add(calling.apply(i));
    }
    assertThat(watch.counts().identical()).isEqualTo(1);
  }

  @Test
  void aRunThatUsesMoreThanAnyRunMayIsToldAtEachDoubling() {
    LoopRule rule = LoopRule.defaults();
    List<LoopHit> hits = hits(4_100, i -> span(1 + i, EventKind.LLM).at(i, i + 1).event());
    assertThat(hits).extracting(LoopHit::kind).containsOnly(LoopKind.SPEND);
    assertThat(hits).extracting(LoopHit::repeats).containsExactly(1_000, 2_000, 4_000);
    assertThat(rule.spend().steps()).isEqualTo(1_000);
  }

  @Test
  void aRunFarBeyondWhatIsUsualIsToldWhileItGoesOnAndAgainWhenItReachesTheLimitForAll() {
    UsualSpend usual = new UsualSpend(400, 3, 2_000, 0.05);
    LoopWatch watch = new LoopWatch(LoopRule.defaults());
    List<LoopHit> hits = new ArrayList<>();
    for (int i = 0; i < 110; i++) {
      watch = LoopWatch.of(LoopRule.defaults(), watch.bytes());
      hits.addAll(watch.add(llm(1 + i).cost(0.5).event(), usual));
    }
    assertThat(hits)
        .extracting(LoopHit::spendUsd)
        .containsExactly(1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 50.0);
    assertThat(hits)
        .extracting(hit -> hit.mark().absolute())
        .containsExactly(false, false, false, false, false, false, true);
    assertThat(hits.getFirst().mark()).isEqualTo(new SpendMark(SpendMeasure.USD, 1, 0.05, 400));
  }

  @Test
  void whatIsUnusualChangesNothingOfWhatTheRowSays() {
    LoopWatch knowing = new LoopWatch(LoopRule.defaults());
    LoopWatch plain = new LoopWatch(LoopRule.defaults());
    knowing.add(llm(1).cost(2).event(), new UsualSpend(400, 3, 2_000, 0.05));
    plain.add(llm(1).cost(2).event());
    assertThat(knowing.spendShare()).isEqualTo(plain.spendShare()).isEqualTo(0.04);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatIsFoundInATraceOfLoopsDoesNotDependOnTheOrderOfArrival(long seed) {
    List<AgentEvent> events = new ArrayList<>();
    IntStream.range(0, 8)
        .mapToObj(
            i -> Told.tool(i, "order", "{\"sku\":\"N-1\",\"quantity\":" + (1 << i) + "}", "{}"))
        .forEach(events::add);
    IntStream.range(10, 22)
        .mapToObj(i -> Told.tool(i, i % 2 == 0 ? "get_a" : "get_b", "{\"id\":\"7\"}", "{}"))
        .forEach(events::add);
    IntStream.range(30, 36)
        .mapToObj(i -> Told.answer(i, "I will now look for the shoes in the whole shop again."))
        .forEach(events::add);
    LoopWatch inOrder = fed(events);
    Collections.shuffle(events, new Random(seed));
    LoopWatch shuffled = fed(events);
    assertThat(List.of(shuffled.counts().grown(), shuffled.counts().cycle()))
        .isEqualTo(List.of(inOrder.counts().grown(), inOrder.counts().cycle()));
    assertThat(shuffled.counts().outputs()).isEqualTo(inOrder.counts().outputs());
    assertThat(shuffled.counts().symptoms()).isEqualTo(inOrder.counts().symptoms());
  }

  static LongStream seeds() {
    return LongStream.range(0, 10);
  }

  @Test
  void whatItKeepsOfATraceOfEverythingIsBounded() {
    LoopWatch watch = new LoopWatch(LoopRule.defaults());
    for (int i = 0; i < 3_000; i++) {
      watch.add(
          Told.tool(
              i,
              "tool" + i,
              "{\"q\":\"words of call number " + i + " and more of them\",\"n\":" + i + "}",
              PROSE + i));
      watch.add(Told.answer(10_000 + i, PROSE + "Answer " + i));
      watch.add(failed(20_000 + i, "error of the kind " + (char) ('a' + i % 26) + i));
    }
    assertThat(watch.bytes()).hasSizeLessThan(11_000);
  }

  private static AgentEvent failed(long spanId, String message) {
    return failed(spanId, message, 0);
  }

  private static AgentEvent failed(long spanId, String message, long parent) {
    return Told.told(
        span(spanId, EventKind.STEP)
            .failed("Error")
            .under(parent)
            .at(spanId * 1000, spanId * 1000 + 1)
            .attribute("exception.message", message));
  }

  private static List<LoopHit> hits(int size, IntFunction<AgentEvent> events) {
    LoopWatch watch = new LoopWatch(LoopRule.defaults());
    List<LoopHit> hits = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      // Through bytes each time, as in the stream.
      watch = LoopWatch.of(LoopRule.defaults(), watch.bytes());
      hits.addAll(watch.add(events.apply(i)));
    }
    return hits;
  }

  private static LoopWatch fed(List<AgentEvent> events) {
    LoopWatch watch = new LoopWatch(LoopRule.defaults());
    events.forEach(watch::add);
    return watch;
  }
}
