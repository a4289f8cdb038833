package dev.leeway.signals.condition.mix;

import static dev.leeway.signals.condition.ConditionWalk.MINUTE;
import static dev.leeway.signals.condition.ConditionWalk.SHOP;
import static dev.leeway.signals.condition.ConditionWalk.categories;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.leeway.signals.condition.Condition;
import dev.leeway.signals.condition.ConditionWalk;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.window.Slice;
import dev.leeway.signals.window.WindowPartial;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class NewInMixTest {
  private static final String USUAL = "json {name: text, price: number}";
  private static final String LOST = "json {name: text}";
  private static final Slice CHAT = SHOP.with("operation", "chat");

  @Test
  void aFieldThatDisappearsIsToldWithItsShareAndItsTraces() {
    ConditionWalk walk = learned(CHAT, "contract.shape", USUAL, 60);

    minutes(walk, 60, 62, at -> shapes(at, USUAL, 4, LOST, 2));
    assertThat(walk.hits).isEmpty();
    minutes(walk, 62, 63, at -> shapes(at, USUAL, 4, LOST, 2));

    assertThat(walk.hits).hasSize(1);
    RuleHit hit = walk.hits.getFirst();
    assertThat(hit.detector()).isEqualTo("contract.shape");
    assertThat(hit.slice()).isEqualTo(CHAT);
    assertThat(hit.effectText())
        .isEqualTo(
            "field price disappeared in 33 % (6 of 18 answers) since 01:00 UTC; before, 100 % of"
                + " 1,060 answers were json {name: text, price: number}");
    assertThat(hit.exemplarTraceIds()).containsExactly("lost62");
  }

  private static final String V1 =
      "01c0cf24020a757375616c0e0002c0cf24020872617265040208726172650a7472616365";
  private static final String V2 =
      "02c0cf24020a757375616c0e0002c0cf24020872617265040208726172650a747261636500";

  @Test
  void fourOfFourAreEnoughAndThreeAreNot() {
    ConditionWalk three = learned(CHAT, "contract.shape", USUAL, 60);
    // Ten minutes later nothing else is recent.
    minutes(three, 90, 93, at -> categories(CHAT, "contract.shape", at * MINUTE, LOST, 1));
    assertThat(three.hits).isEmpty();

    ConditionWalk four = learned(CHAT, "contract.shape", USUAL, 60);
    minutes(four, 90, 94, at -> categories(CHAT, "contract.shape", at * MINUTE, LOST, 1));
    assertThat(four.hits).hasSize(1);
  }

  @Test
  void fourTurnsOfOneConversationAreNotEnough() {
    ConditionWalk walk = learned(CHAT, "contract.shape", USUAL, 60);
    minutes(walk, 90, 94, at -> by(at, "trace" + at + " conversation"));
    assertThat(walk.hits).isEmpty();

    ConditionWalk other = learned(CHAT, "contract.shape", USUAL, 60);
    minutes(other, 90, 94, at -> by(at, "trace" + at + " conversation" + at % 3));
    assertThat(other.hits).hasSize(1);
    assertThat(other.hits.getFirst().exemplarTraceIds()).containsExactly("trace93");
  }

  @Test
  void whatStaysIsUsualTheDayAfterAlsoForWhoSleepsAtNight() {
    ConditionWalk walk = learned(CHAT, "contract.shape", USUAL, 30);
    int day = 24 * 60;
    for (int days = 1; days <= 3; days++) {
      minutes(
          walk,
          days * day,
          days * day + 8 * 60,
          at -> categories(CHAT, "contract.shape", at * MINUTE, LOST, 4));
    }
    long last = walk.hits.getLast().atMillis() / MINUTE;
    assertThat(last).isBetween(day + 470L, day + 480L);
  }

  @Test
  void bytesOfVersionOneAreStillRead() {
    LearnedMix mix = LearnedMix.decode(HexFormat.of().parseHex(V1), Set.of());
    assertThat(mix.learnedCount()).isEqualTo(7);
    assertThat(mix.newSince()).isEqualTo(5 * MINUTE);
    assertThat(mix.recentCount(10)).isEqualTo(2);
    assertThat(HexFormat.of().formatHex(mix.encode())).isEqualTo(V2);
    assertThat(LearnedMix.decode(HexFormat.of().parseHex(V2), Set.of()).encode())
        .isEqualTo(mix.encode());
  }

  @Test
  void slicesBeyondTheBudgetAreNotJudgedAsOne() {
    Slice others = SHOP.with("field", "__other__");
    ConditionWalk walk = learned(others, "contract.value", "done", 60);

    minute(walk, 60, categories(others, "contract.value", 60 * MINUTE, "failed", 20));

    assertThat(walk.hits).isEmpty();
  }

  @Test
  void saysNothingBeforeItHasLearnedEnough() {
    ConditionWalk walk = learned(CHAT, "contract.shape", USUAL, 15);

    minute(walk, 15, categories(CHAT, "contract.shape", 15 * MINUTE, LOST, 20));

    assertThat(walk.hits).isEmpty();
  }

  @Test
  void aCommonShapeThatGrowsIsNoNews() {
    ConditionWalk walk = walk("contract.shape");
    for (int at = 0; at < 60; at++) {
      minute(walk, at, categories(CHAT, "contract.shape", at * MINUTE, USUAL, 19, LOST, 1));
    }
    minute(walk, 60, categories(CHAT, "contract.shape", 60 * MINUTE, LOST, 20));

    assertThat(walk.hits).isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aMixThatStaysIsQuietForAWeekAlsoWithATailOfRareShapes(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    ConditionWalk walk = walk("contract.shape");
    for (int at = 0; at < 7 * 24 * 12; at++) {
      Map<String, Integer> counts = new TreeMap<>();
      for (int run = 0; run < 40; run++) {
        double draw = random.nextDouble();
        String shape = draw < 0.9 ? "json {}" : draw < 0.98 ? "text" : "odd " + random.nextInt(300);
        counts.merge(shape, 1, Integer::sum);
      }
      Object[] pairs =
          counts.entrySet().stream()
              .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
              .toArray();
      long minute = at * 5L;
      minute(walk, minute, categories(CHAT, "contract.shape", minute * MINUTE, pairs));
    }
    assertThat(walk.hits).isEmpty();
  }

  static LongStream seeds() {
    return LongStream.range(0, 5);
  }

  @Test
  void aChangeDoesNotTeachItselfAndIsTakenAsUsualAfterADay() {
    ConditionWalk walk = learned(CHAT, "contract.shape", USUAL, 30);
    for (int at = 30; at < 30 + 26 * 60; at++) {
      minute(walk, at, categories(CHAT, "contract.shape", at * MINUTE, LOST, 4));
    }
    long last = walk.hits.getLast().atMillis();

    assertThat(walk.hits.size()).isGreaterThan(200);
    assertThat(last / MINUTE).isBetween(30 + 23L * 60, 31 + 24L * 60);
  }

  @Test
  void onlySomeOfTheVersionsAreNamed() {
    ConditionWalk walk = learned(CHAT, "contract.shape", USUAL, 60);
    for (long at = 60; at < 63; at++) {
      minute(
          walk,
          at,
          shapes(at, USUAL, 12, LOST, 6),
          categories(SHOP.with("version", "42"), "contract.shape", at * MINUTE, USUAL, 12),
          categories(SHOP.with("version", "43"), "contract.shape", at * MINUTE, LOST, 6));
    }

    assertThat(walk.hits.getFirst().effectText()).endsWith("; only from version 43");
  }

  @Test
  void theWholeAgentIsJudgedWhereNoOperationKnowsEnough() {
    ConditionWalk walk = learned(SHOP, "contract.shape", USUAL, 30);

    minutes(walk, 30, 33, at -> categories(SHOP, "contract.shape", at * MINUTE, LOST, 10));

    assertThat(walk.hits).extracting(RuleHit::slice).containsExactly(SHOP);
  }

  @Test
  void anotherModelUnderTheSameVersionIsASilentChange() {
    Slice version = SHOP.with("version", "42");
    ConditionWalk walk = learned(version, "model.mix", "openai/gpt-5-2025", 30);

    minutes(
        walk, 30, 33, at -> categories(version, "model.mix", at * MINUTE, "openai/gpt-5-2026", 20));

    assertThat(walk.hits).hasSize(1);
    assertThat(walk.hits.getFirst().detector()).isEqualTo("model.silent_change");
    assertThat(walk.hits.getFirst().effectText())
        .isEqualTo(
            "openai/gpt-5-2025 → openai/gpt-5-2026 in 100 % (60 of 60 runs) since 00:30 UTC,"
                + " without a new version of the agent");
  }

  @Test
  void anotherBuildOfTheModelIsToldForInformation() {
    Slice version = SHOP.with("version", "42");
    ConditionWalk walk = learned(version, "model.fingerprint", "fp_1", 30);

    minutes(walk, 30, 33, at -> categories(version, "model.fingerprint", at * MINUTE, "fp_2", 20));

    assertThat(walk.hits)
        .extracting(RuleHit::detector, RuleHit::severity)
        .containsExactly(tuple("model.silent_change", Severity.INFO));
    assertThat(walk.hits.getFirst().effectText())
        .startsWith("build fp_2 of the model answers 100 % (60 of 60 runs) since 00:30 UTC");
  }

  @Test
  void anotherModelThatCameWithANewVersionIsNone() {
    Slice version = SHOP.with("version", "42");
    ConditionWalk walk = learned(version, "model.mix", "openai/gpt-5", 30);

    for (int at = 30; at < 90; at++) {
      minute(
          walk,
          at,
          categories(SHOP.with("version", "43"), "model.mix", at * MINUTE, "openai/gpt-6", 20),
          categories(SHOP, "model.mix", at * MINUTE, "openai/gpt-6", 20));
    }
    assertThat(walk.hits).isEmpty();
  }

  @Test
  void hoursOutOfStorageTeachItToo() {
    ConditionWalk walk = walk("contract.shape");
    walk.add(
        new WindowPartial(
            CHAT, "contract.shape", 0, 3_600, 500, 0, Map.of(), Map.of(USUAL, 500L), List.of()));

    minutes(walk, 90, 93, at -> categories(CHAT, "contract.shape", at * MINUTE, LOST, 2));

    assertThat(walk.hits).hasSize(1);
  }

  /** Twenty a minute, of which those of the last ten minutes are not learned yet. */
  private static ConditionWalk learned(Slice slice, String signal, String category, int minutes) {
    ConditionWalk walk = walk(signal);
    for (int at = 0; at < minutes; at++) {
      minute(walk, at, categories(slice, signal, at * MINUTE, category, 20));
    }
    return walk;
  }

  private static ConditionWalk walk(String signal) {
    return new ConditionWalk(
        StandardMixes.of(Map.of()).stream()
            .filter(condition -> condition.name().equals("mix." + signal))
            .toArray(Condition[]::new));
  }

  private static void minutes(
      ConditionWalk walk, int from, int to, LongFunction<WindowPartial> partial) {
    for (long at = from; at < to; at++) {
      minute(walk, at, partial.apply(at));
    }
  }

  /** One answer that lost a field, and who gave it. */
  private static WindowPartial by(long at, String exemplar) {
    return new WindowPartial(
        CHAT,
        "contract.shape",
        at * MINUTE,
        60,
        1,
        0,
        Map.of(),
        Map.of(LOST, 1L),
        List.of(),
        Map.of(LOST, exemplar));
  }

  private static void minute(ConditionWalk walk, long at, WindowPartial... partials) {
    walk.add(partials).to(SHOP, (at + 1) * MINUTE);
  }

  private static WindowPartial shapes(
      long at, String first, long firstCount, String second, long secondCount) {
    WindowPartial plain =
        categories(CHAT, "contract.shape", at * MINUTE, first, firstCount, second, secondCount);
    return new WindowPartial(
        plain.slice(),
        plain.signal(),
        plain.windowStartMillis(),
        plain.windowSeconds(),
        plain.count(),
        plain.sum(),
        plain.buckets(),
        plain.categories(),
        plain.exemplars(),
        Map.of(first, "usual" + at, second, "lost" + at));
  }
}
