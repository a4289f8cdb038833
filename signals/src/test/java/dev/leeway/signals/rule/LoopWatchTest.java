package dev.leeway.signals.rule;

import static dev.leeway.signals.event.SpanFixture.START_MILLIS;
import static dev.leeway.signals.event.SpanFixture.TRACE;
import static dev.leeway.signals.event.SpanFixture.llm;
import static dev.leeway.signals.event.SpanFixture.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventFlag;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.fact.Told;
import dev.leeway.signals.window.Slice;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LoopWatchTest {
  private static final Slice SHOP = Slice.ofAgent("default", "production", "shop-assistant");

  @Test
  void theFifthIdenticalCallIsALoop() {
    LoopWatch watch = new LoopWatch(LoopRule.defaults());
    watch.add(llm(90).tokens(100, 10).cost(0.25).event());
    for (int call = 0; call < 4; call++) {
      assertThat(watch.add(call(call, "add_to_cart", 7, 8))).isEmpty();
    }
    watch.add(llm(91).tokens(200, 20).cost(0.5).event());
    watch.add(llm(92).tokens(300, 30).cost(0.75).flagged(EventFlag.AGGREGATE_USAGE).event());
    assertThat(watch.add(call(4, "add_to_cart", 7, 8)))
        .contains(
            new LoopHit(
                LoopKind.REPEAT,
                SHOP,
                TRACE,
                "add_to_cart",
                5,
                true,
                "",
                0,
                0,
                START_MILLIS,
                START_MILLIS + 4 * 1000 + 500,
                0.75,
                330,
                SpendMark.NONE));
    assertThat(watch.looped()).isTrue();
  }

  @Test
  void aLoopIsToldAgainAtEachDoublingOnly() {
    LoopWatch watch = new LoopWatch(LoopRule.defaults());
    List<Integer> told = new ArrayList<>();
    for (int call = 0; call < 100; call++) {
      watch.add(call(call, "add_to_cart", 7, 8)).forEach(hit -> told.add(hit.repeats()));
    }
    assertThat(told).containsExactly(5, 10, 20, 40, 80);
    assertThat(watch.counts().identical()).isEqualTo(100);
  }

  @Test
  void pollingWhoseResultChangesIsNoLoop() {
    assertThat(hits(i -> call(i, "get_status", 7, 100 + i), 200)).isEmpty();
  }

  @Test
  void paginationWhoseArgumentsChangeIsNoLoop() {
    assertThat(hits(i -> call(i, "list_orders", 100 + i, 8), 200)).isEmpty();
  }

  @Test
  void otherCallsInBetweenDoNotHideALoop() {
    assertThat(hits(i -> call(i, i % 2 == 0 ? "search" : "open", 7 + i % 2, 8), 10))
        .filteredOn(hit -> hit.kind() == LoopKind.REPEAT)
        .extracting(LoopHit::tool)
        .containsExactly("search", "open");
  }

  @Test
  void resultsThatWereNotCapturedEqualEachOther() {
    assertThat(hits(i -> call(i, "search", 7, 0), 5)).hasSize(1);
  }

  @Test
  void callsWithoutCapturedArgumentsAreNoLoopBeforeTheTwentyFifthInARow() {
    assertThat(hits(i -> call(i, "search", 0, 0), 24)).isEmpty();
    assertThat(hits(i -> call(i, "search", 0, 0), 25))
        .singleElement()
        .satisfies(hit -> {
          assertThat(hit.repeats()).isEqualTo(25);
          assertThat(hit.identicalArguments()).isFalse();
          assertThat(hit.firstMillis()).isEqualTo(START_MILLIS);
          assertThat(hit.lastMillis()).isEqualTo(START_MILLIS + 24_500);
        });
  }

  @Test
  void aCallOfAnotherToolBreaksTheRow() {
    assertThat(hits(i -> call(i, i == 20 ? "open" : "search", 0, 0), 44)).isEmpty();
    assertThat(hits(i -> call(i, "search", i == 20 ? 7 : 0, 0), 44)).isEmpty();
  }

  @Test
  void aTaskThatGoesRoundThroughSeveralAgentsIsALoopOfItsTrace() {
    LoopWatch watch = new LoopWatch(LoopRule.defaults());
    List<LoopHit> hits = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      String agent = "searcher-" + i;
      hits.addAll(
          watch.add(
              span(1 + i, EventKind.TOOL).tool("search", 7, 8).by(agent).at(i, i + 1).event()));
    }
    assertThat(hits)
        .singleElement()
        .satisfies(hit ->
            assertThat(hit.agent())
                .isEqualTo(Slice.ofAgent("default", "production", "searcher-4")));
  }

  @ParameterizedTest(name = "inner first: {0}")
  @ValueSource(booleans = {true, false})
  void spansOfOneCallThatWrapEachOtherCountOnce(boolean innerFirst) {
    LoopWatch watch = new LoopWatch(LoopRule.defaults());
    for (int i = 0; i < 4; i++) {
      AgentEvent outer = call(i, "search", 7, 8);
      AgentEvent inner =
          span(100 + i, EventKind.TOOL).tool("search", 7, 8).under(outer.spanId()).event();
      watch.add(innerFirst ? inner : outer);
      watch.add(innerFirst ? outer : inner);
    }
    assertThat(watch.counts().identical()).isEqualTo(4);
  }

  @Test
  void wrappedSpansDoNotBreakARow() {
    LoopWatch watch = new LoopWatch(LoopRule.defaults());
    for (int i = 0; i < 25; i++) {
      watch.add(call(i, "search", 0, 0));
      watch.add(
          span(100 + i, EventKind.TOOL)
              .tool("search", 0, 0)
              .under(1 + i)
              .at(i * 1000L, i * 1000L + 400)
              .event());
    }
    assertThat(watch.counts().identical()).isEqualTo(25);
  }

  @Test
  void worstIsZeroWhereNoArgumentsWereCaptured() {
    LoopWatch watch = new LoopWatch(LoopRule.defaults());
    watch.add(call(0, "search", 0, 0));
    assertThat(watch.counts().identical()).isZero();
    watch.add(call(1, "search", 5, 0));
    assertThat(watch.counts().identical()).isEqualTo(1);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theOrderOfArrivalDoesNotMatterToWhatIsFound(long seed) {
    Random random = new Random(seed);
    List<AgentEvent> calls = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      calls.add(call(i, "tool" + random.nextInt(2), random.nextInt(3), random.nextInt(2)));
    }
    for (int i = 60; i < 90; i++) {
      calls.add(call(i, "search", 0, 0));
    }
    LoopWatch inOrder = fed(calls);
    Collections.shuffle(calls, random);
    LoopWatch shuffled = fed(calls);
    assertThat(shuffled.counts().identical()).isEqualTo(inOrder.counts().identical());
    assertThat(shuffled.looped()).isEqualTo(inOrder.looped());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aWatchThatWentThroughBytesFindsTheSame(long seed) {
    Random random = new Random(seed);
    LoopWatch kept = new LoopWatch(LoopRule.defaults());
    LoopWatch travelled = new LoopWatch(LoopRule.defaults());
    for (int i = 0; i < 80; i++) {
      AgentEvent event =
          random.nextInt(3) == 0
              ? llm(1000 + i).tokens(i, 1).cost(0.25).event()
              : call(i, "tool", random.nextInt(3), 0);
      travelled = LoopWatch.of(LoopRule.defaults(), travelled.bytes());
      assertThat(travelled.add(event)).isEqualTo(kept.add(event));
    }
  }

  static LongStream seeds() {
    return LongStream.range(0, 20);
  }

  @Test
  void itsStateIsBounded() {
    LoopWatch watch = new LoopWatch(LoopRule.defaults());
    for (int i = 0; i < 5_000; i++) {
      watch.add(
          span(1 + i, EventKind.TOOL).tool("tool" + i, i, i).by("agent" + i).at(i, i + 1).event());
      watch.add(llm(10_000 + i).by("agent" + i).tokens(1, 1).cost(0.5).event());
    }
    assertThat(watch.bytes()).hasSizeLessThan(9_000);
  }

  @Test
  void versionOneIsStillRead() throws IOException {
    LoopWatch read = LoopWatch.of(LoopRule.defaults(), HexFormat.of().parseHex(golden(1)));
    assertThat(read.counts().identical()).isEqualTo(2);
    for (int second = 3; second < 7; second++) {
      assertThat(read.add(call(second, "add_to_cart", 7, 8))).isEmpty();
    }
    assertThat(read.add(call(7, "add_to_cart", 7, 8)))
        .singleElement()
        .satisfies(hit -> assertThat(hit.spendTokens()).isEqualTo(110));
  }

  @Test
  void versionTwoIsReadAndWrittenAsEver() throws IOException {
    LoopWatch watch = new LoopWatch(LoopRule.defaults());
    watch.add(llm(90).tokens(100, 10).cost(0.25).event());
    watch.add(call(0, "add_to_cart", 7, 8));
    watch.add(Told.tool(1, "add_to_cart", "{\"sku\":\"A-1\",\"quantity\":2}", "{\"items\":[1]}"));
    watch.add(Told.tool(2, "add_to_cart", "{\"sku\":\"A-1\",\"quantity\":4}", "{\"items\":[1,2]}"));
    watch.add(Told.tool(3, "search", "{\"q\":\"blue shoes size 42\"}", "x".repeat(300)));
    watch.add(Told.tool(4, "search", "{\"q\":\"blue shoes, size 42\"}", "x".repeat(300)));
    watch.add(Told.answer(91, "I will look for the blue shoes in the catalogue once more."));
    watch.add(call(5, "open", 0, 0));
    String golden = golden(2);
    assertThat(HexFormat.of().formatHex(watch.bytes())).isEqualTo(golden);
    LoopWatch read = LoopWatch.of(LoopRule.defaults(), HexFormat.of().parseHex(golden));
    assertThat(HexFormat.of().formatHex(read.bytes())).isEqualTo(golden);
  }

  private static String golden(int version) throws IOException {
    String name = "loop-watch-v" + version + ".hex";
    try (InputStream file = LoopWatchTest.class.getResourceAsStream(name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }

  @Test
  void anUnknownVersionIsRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LoopWatch.of(LoopRule.defaults(), new byte[] {5}))
        .withMessage("loop watch bytes: expected version 2, came 5");
  }

  private interface Calls {
    AgentEvent at(int index);
  }

  private static List<LoopHit> hits(Calls calls, int size) {
    LoopWatch watch = new LoopWatch(LoopRule.defaults());
    List<LoopHit> hits = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      hits.addAll(watch.add(calls.at(i)));
    }
    return hits;
  }

  private static LoopWatch fed(List<AgentEvent> calls) {
    LoopWatch watch = new LoopWatch(LoopRule.defaults());
    calls.forEach(watch::add);
    return watch;
  }

  /** The call of that second. */
  private static AgentEvent call(int second, String tool, long argumentsHash, long resultHash) {
    return span(1 + second, EventKind.TOOL)
        .tool(tool, argumentsHash, resultHash)
        .at(second * 1000L, second * 1000L + 500)
        .event();
  }
}
