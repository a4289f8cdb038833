package dev.leeway.signals.condition.cascade;

import static dev.leeway.signals.condition.ConditionWalk.MINUTE;
import static dev.leeway.signals.condition.ConditionWalk.SHOP;
import static dev.leeway.signals.condition.ConditionWalk.categories;
import static dev.leeway.signals.condition.ConditionWalk.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.leeway.signals.condition.ConditionWalk;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.window.Buckets;
import dev.leeway.signals.window.WindowPartial;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CascadesTest {
  private static final String DATABASE = "database SELECT prices";

  private final ConditionWalk walk = new ConditionWalk(new Cascades(CascadeSettings.defaults()));

  @Test
  void theDependencyAtWhichMostFailuresBeginIsNamedWithItsShare() {
    quiet(0, 10);
    for (int minute = 10; minute < 15; minute++) {
      minute(minute, 10, 6, DATABASE, 5, 3, 200);
    }
    assertThat(walk.hits).extracting(hit -> hit.slice().value()).containsOnly(DATABASE);
    RuleHit last = walk.hits.getLast();
    assertThat(last.detector()).isEqualTo("rule.cascade");
    assertThat(last.slice().dimension()).isEqualTo("dependency");
    assertThat(last.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(last.effectText())
        .isEqualTo(
            "database SELECT prices failed first in 25 of 30 failing runs (50 % of all 50 in 5"
                + " min, 0.0 % before); 30 timed out; 3 failed spans one above the other; the same"
                + " work takes 2.94 times as long: it is slower, the inputs are not harder");
    assertThat(last.evidence())
        .contains(
            entry("runs_carrying", 25.0),
            entry("failing_runs", 30.0),
            entry("n", 50.0),
            entry("callers_failed", 2.0));
  }

  @Test
  void failuresThatComeWithHarderInputsAreSaidToPerhapsComeFromThem() {
    quiet(0, 10);
    for (int minute = 10; minute < 15; minute++) {
      minute(minute, 10, 4, DATABASE, 4, 1, 600);
    }
    assertThat(walk.hits.getLast().effectText())
        .endsWith(
            "inputs are 3 times as long, for which runs take no longer than before: harder inputs"
                + " may be why");
    assertThat(walk.hits.getLast().severity()).isEqualTo(Severity.WARNING);
  }

  @Test
  void failuresThatBeginEverywhereHaveNoOneOrigin() {
    quiet(0, 10);
    for (int minute = 10; minute < 15; minute++) {
      minute(minute, 10, 9, "tool t" + minute % 3, 3, 3, 200);
    }
    assertThat(walk.hits).isEmpty();
  }

  @Test
  void aModelIsItsProvidersBusiness() {
    quiet(0, 10);
    for (int minute = 10; minute < 15; minute++) {
      minute(minute, 10, 6, "model openai/gpt-4o", 6, 3, 200);
    }
    assertThat(walk.hits).isEmpty();
  }

  @Test
  void aModelWhoseProviderIsUnknownIsToldSinceNobodyElseWatchesIt() {
    quiet(0, 10);
    String model = "model meta-llama/Llama-3.1-8B (provider unknown)";
    for (int minute = 10; minute < 15; minute++) {
      minute(minute, 10, 10, model, 10, 1, 200);
    }
    assertThat(walk.hits.getLast().slice().value()).isEqualTo(model);
    assertThat(walk.hits.getLast().effectText())
        .startsWith(model + " failed first in 50 of 50 failing runs (100 % of all 50 in 5 min");
  }

  @Test
  void whatLastsForHoursIsToldUntilItEnds() {
    quiet(0, 70);
    for (int minute = 70; minute < 250; minute++) {
      minute(minute, 10, 8, DATABASE, 8, 1, 200);
    }
    long last = 71 * MINUTE;
    for (RuleHit hit : walk.hits) {
      assertThat(hit.atMillis() - last).isLessThan(10 * MINUTE);
      last = hit.atMillis();
    }
    assertThat(last).isGreaterThan(245 * MINUTE);
    assertThat(walk.hits.getLast().effectText()).contains("80 % of all 50 in 5 min, 0.0 % before");
    quiet(250, 320);
    assertThat(walk.hits.getLast().atMillis()).isEqualTo(last);
  }

  @Test
  void whatFailsFromTheStartIsToldAndWhatFailsABitIsNot() {
    for (int minute = 0; minute < 5; minute++) {
      minute(minute, 10, 9, DATABASE, 9, 1, 200);
    }
    assertThat(walk.hits.getFirst().effectText())
        .contains("too few runs before to say what is usual, 0 of 20");
    ConditionWalk abit = new ConditionWalk(new Cascades(CascadeSettings.defaults()));
    for (int minute = 0; minute < 90; minute++) {
      add(abit, minute, 10, 2, DATABASE, 2, 1, 200);
    }
    assertThat(abit.hits).isEmpty();
  }

  @Test
  void nineFailuresOrWhatHasAlwaysBeenSoAreNoCascade() {
    quiet(0, 10);
    for (int minute = 10; minute < 13; minute++) {
      minute(minute, 10, 3, DATABASE, 3, 1, 200);
    }
    assertThat(walk.hits).isEmpty();
    ConditionWalk always = new ConditionWalk(new Cascades(CascadeSettings.defaults()));
    for (int minute = 0; minute < 30; minute++) {
      add(always, minute, 40, 5, DATABASE, 5, 1, 200);
    }
    assertThat(always.hits).isEmpty();
  }

  @Test
  void whatIsRememberedIsSmallAndGoneAfterAnHour() {
    quiet(0, 70);
    assertThat(walk.bytesUnder("ws\0")).isBetween(100L, 10_000L);
    walk.to(SHOP, 140 * MINUTE);
    assertThat(walk.keys()).containsExactly("wb\0prod\0shop");
  }

  /** The bytes of the first version: they are to be read for ever. */
  @Test
  void whatTheFirstVersionWroteIsRead() {
    Stretch stretch =
        new Stretch(
            50,
            30,
            20,
            new Stretch.Mean(30, 60),
            new Stretch.Mean(50, 12.5),
            new Stretch.Mean(50, 10_000),
            Map.of(DATABASE, 25L, "tool quote", 3L));
    StateWriter writer = new StateWriter(1);
    stretch.encode(writer);
    assertThat(HexFormat.of().formatHex(writer.bytes())).isEqualTo(FIRST_VERSION);
    assertThat(Stretch.decode(new StateReader(HexFormat.of().parseHex(FIRST_VERSION), 1)))
        .isEqualTo(stretch);
  }

  @Test
  void whatWasUsualAtTheOnsetIsReadAsItWasWritten() {
    Onsets onsets = Onsets.decode(null, 0);
    onsets.wrong("tool quote", Stretch.NONE, 70 * MINUTE);
    onsets.wrong("tool quote", Stretch.NONE, 80 * MINUTE);
    assertThat(HexFormat.of().formatHex(onsets.encode())).isEqualTo(ONSETS);
    byte[] bytes = HexFormat.of().parseHex(ONSETS);
    assertThat(Onsets.decode(bytes, 145 * MINUTE).before("tool quote")).contains(Stretch.NONE);
    assertThat(Onsets.decode(bytes, 146 * MINUTE).before("tool quote")).isEmpty();
  }

  private static final String ONSETS =
      "010214746f6f6c2071756f746580d9800480f8c904000000000000000000000000000000000000000000000000"
          + "00000000000000";

  private static final String FIRST_VERSION =
      "01643c283c404e0000000000006440290000000000006440c3880000000000042c64617461626173652053454c45"
          + "4354207072696365733214746f6f6c2071756f746506";

  private void quiet(int from, int to) {
    for (int minute = from; minute < to; minute++) {
      minute(minute, 10, 0, DATABASE, 0, 1, 200);
    }
  }

  private void minute(
      int minute, long runs, long failed, String origin, long carried, double work, double tokens) {
    add(walk, minute, runs, failed, origin, carried, work, tokens);
  }

  private static void add(
      ConditionWalk walk,
      int minute,
      long runs,
      long failed,
      String origin,
      long carried,
      double work,
      double tokens) {
    long at = minute * MINUTE;
    walk.add(categories(SHOP, "run.outcome", at, "OK", runs - failed, "TIMEOUT", failed));
    if (carried > 0) {
      walk.add(categories(SHOP, "cascade.origin", at, origin, carried));
      walk.add(numbers(SHOP, "cascade.depth", at, failed, 2.0 * failed));
    }
    walk.add(numbers(SHOP, "complexity.input_tokens", at, runs, runs * tokens));
    walk.add(
        new WindowPartial(
            SHOP,
            "latency.residual",
            at,
            60,
            runs,
            runs * work,
            Map.of(Buckets.indexOf(work), runs),
            Map.of(),
            List.of()));
    walk.to(SHOP, at + MINUTE);
  }
}
