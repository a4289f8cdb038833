package dev.leeway.signals.condition.telemetry;

import static dev.leeway.signals.condition.ConditionWalk.MINUTE;
import static dev.leeway.signals.condition.ConditionWalk.SHOP;
import static dev.leeway.signals.condition.ConditionWalk.categories;
import static dev.leeway.signals.condition.ConditionWalk.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.leeway.signals.condition.ConditionWalk;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.finding.Severity;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class TelemetryWatchTest {
  private static final String V1 =
      "0104022824403180000000000006405680000000000040040000000000000840bc2000000000000a060e"
          + "000000000000000000000000000000000000000000000000000000000000000000000000";

  private final ConditionWalk walk = new ConditionWalk(new TelemetryWatch());

  @Test
  void aFallOfTheShareOfSpansThatComeIsTold() {
    minutes(0, 30, Telemetry.COVERAGE, 2, 2);
    minutes(30, 62, Telemetry.COVERAGE, 2, 1.8);

    assertThat(walk.hits)
        .extracting(RuleHit::detector, RuleHit::signal, RuleHit::severity)
        .containsOnly(tuple("rule.telemetry", "telemetry.coverage", Severity.WARNING));
    assertThat(walk.hits)
        .extracting(RuleHit::effectText)
        .contains(
            "90 % of spans came, 100 % in the hour before (40 runs): what is told since is of fewer");
  }

  @Test
  void aNewVersionThatBringsUnmappedAttributesIsToldThoughItIsATenthOfTheAgent() {
    versions(0, 60, 20, 0, 0);
    versions(60, 75, 18, 2, 6);

    RuleHit first = walk.hits.getFirst();
    assertThat(first.slice()).isEqualTo(SHOP.with("version", "2"));
    assertThat(first.signal()).isEqualTo("telemetry.unmapped");
    assertThat(first.atMillis()).isEqualTo(70 * MINUTE);
    assertThat(first.effectText())
        .startsWith(
            "a span carries 3 attributes that no mapper knows, 0 in the hour before (20 runs)");
    assertThat(walk.hits).extracting(RuleHit::slice).containsOnly(SHOP.with("version", "2"));
  }

  @Test
  void aVersionThatAlwaysCarriesMoreThanTheOthersIsNot() {
    versions(0, 60, 18, 2, 6);
    walk.hits.clear();
    versions(60, 180, 18, 2, 6);
    assertThat(walk.hits).isEmpty();
  }

  @Test
  void aNewVersionThatTakesOverAtOnceIsToldOfTheAgentAlone() {
    versions(0, 60, 20, 0, 0);
    versions(60, 120, 0, 20, 60);
    assertThat(walk.hits).extracting(RuleHit::slice).contains(SHOP);
    long agent = walk.hits.stream().filter(hit -> hit.slice().equals(SHOP)).count();
    assertThat(agent).isGreaterThan(walk.hits.size() / 2);
  }

  /** Runs of two versions in each minute; those of the second have unmapped attributes. */
  private void versions(int from, int to, int first, int second, double unmapped) {
    for (int minute = from; minute < to; minute++) {
      long at = minute * MINUTE;
      walk.add(numbers(SHOP, Telemetry.RUNS, at, first + second, first + second));
      if (first > 0) {
        walk.add(numbers(SHOP.with("version", "1"), Telemetry.RUNS, at, first, first));
      }
      if (second > 0) {
        walk.add(numbers(SHOP.with("version", "2"), Telemetry.RUNS, at, second, second));
        walk.add(numbers(SHOP.with("version", "2"), Telemetry.UNMAPPED, at, second, unmapped));
        walk.add(numbers(SHOP, Telemetry.UNMAPPED, at, second, unmapped));
      }
      walk.to(SHOP, at + MINUTE);
    }
  }

  @Test
  void aSmallerFallIsNot() {
    minutes(0, 30, Telemetry.COVERAGE, 2, 2);
    minutes(30, 62, Telemetry.COVERAGE, 2, 1.92);
    assertThat(walk.hits).isEmpty();
  }

  @Test
  void anAgentThatWasAlwaysSampledIsNot() {
    minutes(0, 60, Telemetry.COVERAGE, 2, 0.2);
    assertThat(walk.hits).isEmpty();
  }

  @Test
  void lateSpansInOneRunOfTenAreTold() {
    minutes(0, 12, Telemetry.LATE, 1, 90);
    assertThat(walk.hits.getLast().effectText())
        .isEqualTo(
            "spans of 10 of 20 runs came after their run was over, 90 s after their end on average:"
                + " these runs are written again, and what they say is late");
  }

  @Test
  void twoOfTwentyRunsAreTooFewToSpeakOf() {
    minutes(0, 9, Telemetry.LATE, 0, 0);
    minutes(9, 10, Telemetry.LATE, 2, 180);
    assertThat(walk.hits).isEmpty();
  }

  @Test
  void fewerAreNot() {
    minutes(0, 10, Telemetry.LATE, 0, 0);
    walk.add(numbers(SHOP, Telemetry.LATE, 11 * MINUTE, 1, 90));
    minutes(11, 30, Telemetry.LATE, 0, 0);
    assertThat(walk.hits).isEmpty();
  }

  @Test
  void ofFewerThanTwentyRunsNothingIsTold() {
    minutes(0, 9, Telemetry.LATE, 1, 90);
    assertThat(walk.hits).isEmpty();
  }

  @Test
  void attributesThatNoMapperKnowsAreTellingWhenTheyBecomeMore() {
    minutes(0, 30, Telemetry.UNMAPPED, 2, 4);
    minutes(30, 62, Telemetry.UNMAPPED, 2, 8);
    assertThat(walk.hits)
        .extracting(RuleHit::severity, RuleHit::effect)
        .contains(tuple(Severity.INFO, 2.0));
  }

  @Test
  void someMoreOfTheAgentsOwnAreNot() {
    minutes(0, 30, Telemetry.UNMAPPED, 2, 6);
    minutes(30, 62, Telemetry.UNMAPPED, 2, 8);
    assertThat(walk.hits).isEmpty();
  }

  @Test
  void clocksThatDifferInOneRunOfTenAreTold() {
    minutes(0, 20, Telemetry.SKEW, 1, 7_200);
    assertThat(walk.hits.getFirst().effectText())
        .startsWith("clocks of senders differ by 7,200 ms on average in 10 of 20 runs");
  }

  @Test
  void runsWithoutASliceOfTheirOwnAreTold() {
    for (int minute = 0; minute < 12; minute++) {
      walk.add(
          numbers(SHOP, "run.count", minute * MINUTE, 2, 2),
          categories(SHOP, Telemetry.OVERFLOW, minute * MINUTE, "replica", 1));
    }
    walk.to(SHOP, 20 * MINUTE);
    assertThat(walk.hits)
        .last()
        .extracting(RuleHit::signal, RuleHit::severity, RuleHit::effect)
        .containsExactly("telemetry.overflow", Severity.INFO, 0.5);
  }

  @Test
  void itRemembersAnHourInLittleRoom() {
    minutes(0, 24 * 60, Telemetry.LATE, 2, 0);
    assertThat(walk.bytes()).isLessThan(1_500);
    walk.to(SHOP, 48 * 60 * MINUTE);
    assertThat(walk.bytes()).isLessThan(100);
  }

  @Test
  void foldedRunsThatWereTakenBackBeforeTheyCameAreNone() {
    Telemetry runs = Telemetry.of(Telemetry.RUNS, 20, 20);
    assertThat(runs.plus(Telemetry.of(Telemetry.OVERFLOW, -3, 0)).foldedShare()).isZero();
  }

  @Test
  void bytesOfVersionOneAreStillRead() {
    TelemetryBook book = new TelemetryBook();
    book.add(10 * MINUTE, new Telemetry(20, 18, 17.5, 3, 90, 2.5, 4, 7_200, 5));
    book.add(30 * MINUTE, Telemetry.of(Telemetry.RUNS, 7, 7));
    assertThat(HexFormat.of().formatHex(book.encode())).isEqualTo(V1);
    assertThat(TelemetryBook.decode(HexFormat.of().parseHex(V1)).encode())
        .isEqualTo(HexFormat.of().parseHex(V1));
  }

  /** Two runs a minute, and so many of them that say so much together. */
  private void minutes(int from, int to, String signal, long saying, double sum) {
    for (int minute = from; minute < to; minute++) {
      walk.add(numbers(SHOP, "run.count", minute * MINUTE, 2, 2));
      if (saying > 0) {
        walk.add(numbers(SHOP, signal, minute * MINUTE, saying, sum));
      }
    }
    walk.to(SHOP, (to + 1) * MINUTE);
  }
}
