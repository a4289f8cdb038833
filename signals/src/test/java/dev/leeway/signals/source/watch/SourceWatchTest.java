package dev.leeway.signals.source.watch;

import static dev.leeway.signals.source.watch.Orders.DAY;
import static dev.leeway.signals.source.watch.Orders.HOUR;
import static dev.leeway.signals.source.watch.Orders.MINUTE;
import static dev.leeway.signals.source.watch.Orders.START;
import static dev.leeway.signals.source.watch.Orders.load;
import static dev.leeway.signals.source.watch.Orders.use;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.source.SourceTimes;
import dev.leeway.signals.source.SourceUpdate;
import dev.leeway.signals.window.Measurement;
import dev.leeway.signals.window.Observation;
import dev.leeway.signals.window.Slice;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SourceWatchTest {
  @Test
  void aSourceThatFallsSilentIsToldByTimeAlone() {
    Orders orders = Orders.promisedEvery(3_600).live(load(START));

    orders.passUntil(START + HOUR);
    assertThat(orders.hits).isEmpty();

    orders.passUntil(START + HOUR + MINUTE);
    assertThat(orders.words())
        .containsExactly(
            "LASTING orders: last loaded 1 h ago, promised every 1 h; no answer has used it since"
                + " 11:00 UTC");
    assertThat(orders.hits.getFirst().severity()).isEqualTo(Severity.WARNING);
    assertThat(orders.hits.getFirst().slice())
        .isEqualTo(Slice.ofAgent("acme", "", "__all__").with("data_source", "orders"));
  }

  @Test
  void answersFromStaleDataAreCountedListedAndToldWithTheirAgents() {
    Orders orders = Orders.promisedEvery(3_600).live(load(START));
    orders.live(use(START + 10 * MINUTE, "desk", 1));
    for (int i = 0; i < 12; i++) {
      orders.live(use(START + HOUR + (5 + i) * MINUTE, i % 3 == 0 ? "desk" : "shop", 10 + i));
    }
    orders.live(use(START + HOUR + 16 * MINUTE + 1, "shop", 21));
    orders.passUntil(START + HOUR + 20 * MINUTE);

    assertThat(orders.hits.getLast().effectText())
        .startsWith("orders: last loaded 1 h ")
        .endsWith("promised every 1 h; 12 answers of 2 agents used it since 11:00 UTC");
    assertThat(orders.hits.getLast().severity()).isEqualTo(Severity.CRITICAL);
    assertThat(orders.hits.getLast().exemplarTraceIds())
        .hasSize(5)
        .first()
        .asString()
        .endsWith("15");
    assertThat(answersOf(orders, "desk"))
        .containsExactly("FRESH", "STALE", "STALE", "STALE", "STALE");
    assertThat(answersOf(orders, "shop")).hasSize(8).containsOnly("STALE");
  }

  @Test
  void recoveryClosesTheFindingAndCountsAnew() {
    Orders orders = Orders.promisedEvery(3_600).live(load(START));
    orders.live(use(START + 70 * MINUTE, "desk", 1)).live(load(START + 80 * MINUTE));
    orders.passUntil(START + 90 * MINUTE);

    RuleHit over = orders.hits.getLast();
    assertThat(over.course()).isEqualTo(RuleHit.Course.OVER);
    assertThat(over.effectText())
        .isEqualTo(
            "orders: in order again at 11:20 UTC, after 20 min; 1 answer of 1 agent used it since"
                + " 11:00 UTC");
    orders.passUntil(START + 80 * MINUTE + HOUR + MINUTE);
    assertThat(orders.hits.getLast().effectText())
        .contains("no answer has used it since 12:20 UTC");
  }

  @Test
  void aSourceThatWasNeverUpdatedIsUnknownAndSaysNothing() {
    Orders orders = Orders.promisedEvery(60);
    for (int i = 0; i < 20; i++) {
      orders.live(use(START + i * HOUR, "desk", i + 1));
    }
    orders.passUntil(START + 3 * DAY);

    assertThat(orders.hits).isEmpty();
    assertThat(orders.observations).isEmpty();
  }

  @Test
  void withoutAPromiseTheLearnedIntervalTellsFromADayOfUpdatesOn() {
    Orders early = Orders.unpromised();
    loadsEvery(early, 30 * MINUTE, 40);
    early.passUntil(START + 3 * DAY);
    assertThat(early.hits).isEmpty();

    Orders learned = Orders.unpromised();
    loadsEvery(learned, 30 * MINUTE, 50);
    learned.passUntil(START + 49 * 30 * MINUTE + 121 * MINUTE);
    assertThat(learned.words())
        .containsExactly(
            "LASTING orders: last loaded 1 h ago, usually every 30 min (49 gaps, the longest"
                + " 30 min); no answer has used it since 11:30 UTC",
            "LASTING orders: last loaded 1 h 30 min ago, usually every 30 min (49 gaps, the longest"
                + " 30 min); no answer has used it since 11:30 UTC",
            "LASTING orders: last loaded 2 h ago, usually every 30 min (49 gaps, the longest"
                + " 30 min); no answer has used it since 11:30 UTC");
    assertThat(learned.hits)
        .extracting(RuleHit::severity)
        .containsExactly(Severity.INFO, Severity.INFO, Severity.WARNING);
  }

  @Test
  void aPipelineThatRestsAtNightIsNotLateEachEvening() {
    Orders orders = Orders.unpromised();
    for (int day = 0; day < 5; day++) {
      for (int hour = 0; hour < 10; hour++) {
        orders.live(load(START + day * DAY + hour * HOUR));
      }
    }
    orders.passUntil(START + 4 * DAY + 9 * HOUR + 15 * HOUR);
    assertThat(orders.hits).isEmpty();
    orders.passUntil(START + 4 * DAY + 9 * HOUR + 23 * HOUR);
    assertThat(orders.hits).isNotEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theOrderOfArrivalWithinHalfAMinuteMakesNoDifference(long seed) {
    List<SourceUpdate> story = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      story.add(load(START + i * 5_000L, 1_000 + i, 0.01));
    }
    for (int i = 0; i < 5; i++) {
      story.add(use(START + 2_500L * i, "desk", i + 1));
    }
    List<SourceUpdate> later = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      later.add(use(START + 30 * MINUTE + 2_000L * i, "desk", 20 + i));
    }
    later.add(load(START + 30 * MINUTE + 9_000, 1_003, 0.01));
    Orders inOrder = told(story, later);
    Collections.shuffle(story, new Random(seed));
    Collections.shuffle(later, new Random(seed));
    Orders shuffled = told(story, later);

    assertThat(shuffled.words()).isEqualTo(inOrder.words()).hasSize(3);
    assertThat(answersOf(shuffled, "desk"))
        .containsExactlyInAnyOrderElementsOf(answersOf(inOrder, "desk"));
  }

  /** What came by then arrives at the end of its half minute, in the order of the list. */
  private static Orders told(List<SourceUpdate> story, List<SourceUpdate> later) {
    Orders orders = Orders.promisedEvery(600);
    orders.passUntil(START + 12_000);
    story.forEach(orders::saw);
    orders.passUntil(START + 30 * MINUTE + 12_000);
    later.forEach(orders::saw);
    return orders.passUntil(START + 33 * MINUTE);
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 8);
  }

  @Test
  void aReplayIsJudgedInItsOwnTimeAndAnOutageInItsMiddleIsTold() {
    Orders orders = Orders.promisedEvery(3_600);
    orders.passUntil(START + 300 * DAY);
    List<SourceUpdate> replayed = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      replayed.add(use(START + i * HOUR / 2, "desk", i + 1));
    }
    for (int i : new int[] {0, 1, 2, 6, 7, 8, 9}) {
      replayed.add(load(START + i * HOUR));
    }
    // The uses of all hours come first, the loads after them: nothing is told in between.
    replayed.forEach(update -> orders.saw(Orders.appended(update, orders.now())));
    assertThat(orders.hits).isEmpty();
    orders.passUntil(orders.now() + MINUTE);

    assertThat(orders.hits).extracting(RuleHit::course).first().isEqualTo(RuleHit.Course.LASTING);
    assertThat(orders.hits).extracting(RuleHit::course).last().isEqualTo(RuleHit.Course.OVER);
    assertThat(orders.hits)
        .allSatisfy(
            hit -> assertThat(hit.atMillis()).isBetween(START + 3 * HOUR, START + 6 * HOUR));
  }

  @Test
  void aReplayCountsTheAnswersThatItHeardOfBeforeTheirTimeWasJudged() {
    Orders orders = Orders.promisedEvery(3_600);
    orders.passUntil(START + 300 * DAY);
    for (SourceUpdate update :
        List.of(
            load(START),
            load(START + HOUR),
            use(START + 125 * MINUTE, "desk", 1),
            use(START + 130 * MINUTE, "desk", 2))) {
      orders.saw(Orders.appended(update, orders.now()));
    }
    orders.passUntil(orders.now() + MINUTE);

    assertThat(orders.hits.getLast().effectText())
        .endsWith("2 answers of 1 agent used it since 12:00 UTC");
  }

  @Test
  void aResendSaysNothingNew() {
    Orders orders = Orders.promisedEvery(3_600);
    SourceUpdate load = load(START, 100, 0.5);
    SourceUpdate use = use(START + 70 * MINUTE, "desk", 1);
    orders.live(load(START - HOUR)).live(load).saw(load).live(use).saw(use).saw(load);
    orders.passUntil(START + 80 * MINUTE);

    assertThat(answersOf(orders, "desk")).containsExactly("STALE");
    assertThat(orders.observations.getFirst().measurements())
        .containsExactly(
            Measurement.number("source.interval", 3_600),
            Measurement.number("source.volume", 100),
            Measurement.number("source.nulls", 0.5));
    assertThat(orders.observations).hasSize(2);
  }

  @Test
  void whatAUseTellsOfItselfCountsBeforeWhatIsKnownOfTheSource() {
    Orders orders = Orders.unpromised();
    orders.live(use(SourceTimes.at(START).asOf(START - 2 * HOUR), "desk", 1, 3_600.0));
    orders.live(use(SourceTimes.at(START + MINUTE).asOf(START), "desk", 2, 3_600.0));
    orders.passUntil(START + 5 * MINUTE);

    assertThat(answersOf(orders, "desk")).containsExactly("STALE", "FRESH");
  }

  @Test
  void aCounterThatMovesIsAnUpdateAndTheFirstNumberIsNone() {
    Orders orders = Orders.promisedEvery(3_600);
    orders.live(Orders.counted(START, 7)).live(Orders.counted(START + 2 * HOUR, 7));
    orders.passUntil(START + 3 * HOUR);
    assertThat(orders.hits).isEmpty();

    orders.live(Orders.counted(START + 4 * HOUR, 8)).passUntil(START + 5 * HOUR + MINUTE);
    assertThat(orders.hits).hasSize(1);
  }

  @Test
  void aFailedUpdateIsToldWhereNothingIsPromised() {
    Orders orders = Orders.unpromised().live(load(START)).live(Orders.failure(START + HOUR));
    orders.passUntil(START + HOUR + MINUTE);
    assertThat(orders.hits.getLast().effectText())
        .startsWith("orders: the update of 11:00 UTC failed");

    Orders promised =
        Orders.promisedEvery(7_200).live(load(START)).live(Orders.failure(START + HOUR));
    promised.passUntil(START + HOUR + MINUTE);
    assertThat(promised.hits).isEmpty();
  }

  @Test
  void whatIsWrongForAWeekIsNoLongerToldAndNotToldAnewUntilItWasRight() {
    Orders orders = Orders.promisedEvery(3_600).live(load(START)).passUntil(START + 9 * DAY);
    RuleHit last = orders.hits.getLast();
    assertThat(last.course()).isEqualTo(RuleHit.Course.OVER);
    assertThat(last.effectText()).contains("still so after 7 d");

    int told = orders.hits.size();
    orders.live(load(START + 9 * DAY)).passUntil(START + 9 * DAY + 2 * HOUR);
    assertThat(orders.hits).hasSizeGreaterThan(told);
    assertThat(orders.hits.getLast().course()).isEqualTo(RuleHit.Course.LASTING);
  }

  @Test
  void whatWasToldForNobodyIsToldWhereTheSourceIsUsed() {
    Orders orders = Orders.promisedEvery(3_600).live(load(START)).passUntil(START + 2 * HOUR);
    orders.live(use(START + 3 * HOUR, "desk", 1)).passUntil(START + 3 * HOUR + MINUTE);

    assertThat(orders.hits)
        .extracting(hit -> hit.slice().environment() + " " + hit.course())
        .endsWith(" OVER", "production LASTING");
  }

  @Test
  void whatIsForgottenLeavesNothingOpen() {
    Orders orders = Orders.promisedEvery(3_600).live(load(START)).passUntil(START + 2 * HOUR);
    assertThat(orders.watch().forgottenMillis()).isEqualTo(START + 30 * DAY);
    orders.watch().end(START + 30 * DAY, orders);
    assertThat(orders.hits.getLast().course()).isEqualTo(RuleHit.Course.OVER);
  }

  @Test
  void theBytesOfEachVersionAreReadForEver() throws IOException {
    Orders orders = Orders.promisedEvery(3_600);
    for (int i = 0; i < 9; i++) {
      orders.live(load(START + i * 20L * MINUTE, 1_000 + i, 0.01));
    }
    orders.live(Orders.counted(START + 3 * HOUR, 3));
    orders.live(use(START + 4 * HOUR, "desk", 7)).passUntil(START + 4 * HOUR + MINUTE);

    assertThat(HexFormat.of().formatHex(orders.watch().bytes())).isEqualTo(golden(2));
    assertThat(HexFormat.of().formatHex(read(golden(2)).bytes())).isEqualTo(golden(2));
    assertThat(hitsOfTheNextDay(golden(1))).isNotEmpty().isEqualTo(hitsOfTheNextDay(golden(2)));
  }

  private static List<RuleHit> hitsOfTheNextDay(String golden) {
    Orders out = Orders.unpromised();
    read(golden).look(START + DAY, out);
    return out.hits;
  }

  private static SourceWatch read(String golden) {
    return SourceWatch.of(
        "acme",
        "orders",
        (environment, source) -> SourceTerms.DEFAULTS,
        HexFormat.of().parseHex(golden));
  }

  private static String golden(int version) throws IOException {
    String name = "source-watch-v" + version + ".hex";
    try (InputStream file = SourceWatchTest.class.getResourceAsStream(name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }

  private static void loadsEvery(Orders orders, long gapMillis, int times) {
    for (int i = 0; i < times; i++) {
      orders.live(load(START + i * gapMillis));
    }
  }

  private static List<String> answersOf(Orders orders, String agent) {
    return orders.observations.stream()
        .filter(said -> said.agent().agent().equals(agent))
        .peek(said -> assertThat(said.dimensions()).isEqualTo(Map.of("data_source", "orders")))
        .map(Observation::measurements)
        .flatMap(List::stream)
        .map(Measurement::category)
        .toList();
  }
}
