package dev.leeway.signals.condition.budget;

import static dev.leeway.signals.condition.ConditionWalk.MINUTE;
import static dev.leeway.signals.condition.ConditionWalk.SHOP;
import static dev.leeway.signals.condition.ConditionWalk.categories;
import static dev.leeway.signals.condition.ConditionWalk.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.signals.condition.ConditionWalk;
import dev.leeway.signals.condition.budget.BudgetSettings.Budgeted;
import dev.leeway.signals.condition.budget.BudgetSettings.Objective;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.window.Buckets;
import dev.leeway.signals.window.NamePattern;
import dev.leeway.signals.window.WindowPartial;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ErrorBudgetTest {
  private static final String OUTCOME = "run.outcome";
  private static final BudgetSettings PROMISED =
      BudgetSettings.defaults()
          .promising(List.of(new Objective(NamePattern.ANY, usual(OUTCOME), 0.99)));

  private ConditionWalk walk = new ConditionWalk(new ErrorBudget(PROMISED));
  private long now;

  @Test
  void sevenPercentPagesAgainstABudgetOfOnePercentOnceHalfAnHourIsKnown() {
    run(29, 93, 7);
    assertThat(walk.hits).isEmpty();
    run(1, 93, 7);
    RuleHit hit = walk.hits.getFirst();
    assertThat(hit.detector()).isEqualTo("budget.fast");
    assertThat(hit.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(hit.evidence())
        .containsEntry("bad_long", 210.0)
        .containsEntry("n_long", 3_000.0)
        .containsEntry("burn_limit", 6.0);
  }

  @Test
  void bothWindowsMustBurn() {
    run(60, 100, 0);
    run(5, 80, 20);
    // Five minutes of twenty percent are 100 of 6,000 in the hour: 1.7 times, not 14.4.
    assertThat(walk.hits).isEmpty();
  }

  @Test
  void whatIsOverIsNotToldForAnHour() {
    run(60, 80, 20);
    assertThat(walk.hits).isNotEmpty();
    long told = walk.hits.size();
    run(40, 100, 0);
    long last = walk.hits.getLast().atMillis();
    // The hour still burns, but the half hour falls below six times 19 minutes after the end.
    assertThat(walk.hits.size()).isGreaterThan((int) told);
    assertThat(last).isLessThanOrEqualTo(60 * MINUTE + 22 * MINUTE);
  }

  @Test
  void theNumbersAndTheSentenceAreThoseOfTheWindows() {
    run(60, 80, 20);
    RuleHit hit = walk.hits.getFirst();
    assertThat(hit.atMillis()).isEqualTo(5 * MINUTE);
    assertThat(hit.effect()).isEqualTo(20);
    assertThat(hit.effectText())
        .isEqualTo(
            "runs that did not end OK: 20 % over 1 h (100 of 500) and 20 % over 5 min; the budget"
                + " of 1.0 % burns ×20 as fast as it may");
    assertThat(hit.evidence())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "burn_long", 20.0,
                "burn_short", 20.0,
                "burn_limit", 14.4,
                "bad_long", 100.0,
                "n_long", 500.0,
                "bad_short", 100.0,
                "n_short", 500.0,
                "allowed_share", 0.01,
                "objective_promised", 1.0));
    assertThat(hit.exemplarTraceIds()).containsExactly("trace-240000");
  }

  @Test
  void aSlowLeakIsATicketOnceSixHoursAreKnown() {
    run(359, 98, 2);
    assertThat(walk.hits).isEmpty();
    run(2, 98, 2);
    assertThat(walk.hits)
        .extracting(RuleHit::detector, RuleHit::severity)
        .containsExactly(tuple("budget.slow", Severity.WARNING));
  }

  @Test
  void aFewFailuresOfAFewRunsAreNotEnoughData() {
    for (int minute = 0; minute < 60; minute += 7) {
      walk.add(categories(SHOP, OUTCOME, minute * MINUTE, "ERROR", 1));
    }
    walk.to(SHOP, 60 * MINUTE);
    assertThat(walk.hits).isEmpty();
  }

  @Test
  void withoutAPromiseTheBudgetIsLearnedAndNeverPages() {
    walk = new ConditionWalk(new ErrorBudget(BudgetSettings.defaults()));
    run(600, 98, 2);
    assertThat(walk.hits).isEmpty();
    run(60, 60, 40);
    assertThat(walk.hits).isNotEmpty();
    RuleHit hit = walk.hits.getFirst();
    assertThat(hit.severity()).isEqualTo(Severity.WARNING);
    assertThat(hit.effectText()).contains("the usual 2.0 % (of ").contains("no objective is set");
  }

  @Test
  void aLearnedBudgetNeedsRunsToLearnFrom() {
    walk = new ConditionWalk(new ErrorBudget(BudgetSettings.defaults()));
    run(4, 100, 0);
    run(60, 60, 40);
    assertThat(walk.hits).isEmpty();
  }

  @Test
  void anAgentThatIsUsuallyBadIsNotNews() {
    walk = new ConditionWalk(new ErrorBudget(BudgetSettings.defaults()));
    run(900, 80, 20);
    assertThat(walk.hits).isEmpty();
  }

  @Test
  void sharesCountByTheirSum() {
    walk =
        new ConditionWalk(
            new ErrorBudget(
                BudgetSettings.defaults()
                    .promising(
                        List.of(
                            new Objective(
                                new NamePattern("sh*"), usual("rate_limit.share"), 0.95)))));
    for (int minute = 0; minute < 6; minute++) {
      walk.add(numbers(SHOP, "rate_limit.share", minute * MINUTE, 20, 15));
    }
    walk.to(SHOP, 6 * MINUTE);
    assertThat(walk.hits).extracting(RuleHit::signal).containsExactly("rate_limit.share");
    assertThat(walk.hits.getFirst().effect()).isEqualTo(0.75 / 0.05, within(1e-9));
  }

  @Test
  void aPromisedLatencyCountsWhatTookLongerByTheDistribution() {
    walk = new ConditionWalk(new ErrorBudget(promising(new Good.AtMost(2_000), 0.98)));
    for (int minute = 0; minute < 6; minute++) {
      walk.add(durations(minute, 1_900, 90, 3_000, 10));
    }
    walk.to(SHOP, 6 * MINUTE);
    assertThat(walk.hits).isEmpty();
    for (int minute = 6; minute < 12; minute++) {
      walk.add(durations(minute, 1_900, 5, 3_000, 95));
    }
    walk.to(SHOP, 12 * MINUTE);
    assertThat(walk.hits.getFirst().signal()).isEqualTo("run.duration");
    assertThat(walk.hits.getFirst().evidence())
        .containsEntry("bad_long", 250.0)
        .containsEntry("n_long", 800.0);
  }

  @Test
  void anotherLimitBeginsItsOwnCountAndWithoutAPromiseNothingIsKept() {
    walk = new ConditionWalk(new ErrorBudget(BudgetSettings.defaults()));
    walk.add(durations(0, 1_900, 90, 3_000, 10));
    walk.to(SHOP, MINUTE);
    assertThat(walk.keys()).noneMatch(key -> key.contains("run.duration"));
    walk = new ConditionWalk(new ErrorBudget(promising(new Good.AtMost(2_000), 0.95)));
    walk.add(durations(0, 1_900, 90, 3_000, 10));
    walk.to(SHOP, MINUTE);
    assertThat(walk.keys()).anyMatch(key -> key.contains("run.duration <= 2000.0"));
  }

  @Test
  void hoursOutOfStorageAreLearnedFrom() {
    walk = new ConditionWalk(new ErrorBudget(BudgetSettings.defaults()));
    WindowPartial hour = categories(SHOP, OUTCOME, 0, "OK", 980, "ERROR", 20);
    walk.add(
        new WindowPartial(
            SHOP, OUTCOME, 0, 3_600, 1_000, 0, Map.of(), hour.categories(), List.of()));
    now = 120;
    run(10, 60, 40);
    assertThat(walk.hits).isNotEmpty();
  }

  @Test
  void threeDaysTakeFourKilobytesAndAreGoneAfterThreeSilentDays() {
    run(4_320, 98, 2);
    assertThat(walk.bytes()).isLessThan(4_096);
    walk.to(SHOP, (now + 4_321) * MINUTE);
    assertThat(walk.keys()).containsExactly("wb\0prod\0shop");
  }

  @Test
  void anObjectiveOfAllIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Objective(NamePattern.ANY, usual(OUTCOME), 1))
        .withMessage("an objective must be within (0, 1): 1.0");
  }

  private static Budgeted usual(String signal) {
    return BudgetSettings.defaults().signals().stream()
        .filter(known -> known.signal().equals(signal))
        .findFirst()
        .orElseThrow();
  }

  private static BudgetSettings promising(Good good, double objective) {
    Budgeted duration = new Budgeted("run.duration", "runs that took too long", good);
    return BudgetSettings.defaults()
        .promising(List.of(new Objective(NamePattern.ANY, duration, objective)));
  }

  private static WindowPartial durations(
      long minute, double fast, long fastRuns, double slow, long slowRuns) {
    return new WindowPartial(
        SHOP,
        "run.duration",
        minute * MINUTE,
        60,
        fastRuns + slowRuns,
        fast * fastRuns + slow * slowRuns,
        Map.of(Buckets.indexOf(fast), fastRuns, Buckets.indexOf(slow), slowRuns),
        Map.of(),
        List.of());
  }

  private void run(int minutes, long ok, long errors) {
    for (int minute = 0; minute < minutes; minute++, now++) {
      walk.add(
          errors == 0
              ? categories(SHOP, OUTCOME, now * MINUTE, "OK", ok)
              : categories(SHOP, OUTCOME, now * MINUTE, "OK", ok, "ERROR", errors));
      walk.to(SHOP, (now + 1) * MINUTE);
    }
  }
}
