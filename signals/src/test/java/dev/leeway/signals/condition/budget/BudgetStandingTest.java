package dev.leeway.signals.condition.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.signals.condition.budget.BudgetSettings.Budgeted;
import dev.leeway.signals.condition.budget.BudgetSettings.Objective;
import dev.leeway.signals.condition.budget.BudgetStanding.Stretch;
import dev.leeway.signals.window.Distribution;
import dev.leeway.signals.window.NamePattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BudgetStandingTest {
  private static final long MINUTE = 60_000;
  private static final long END = 1_000_000 * 15 * MINUTE;
  private static final BudgetSettings LEARNED = BudgetSettings.defaults();
  private static final Budgeted OUTCOME = LEARNED.signals().getFirst();
  private static final BudgetSettings PROMISED =
      LEARNED.promising(List.of(new Objective(new NamePattern("shop"), OUTCOME, 0.99)));

  @Test
  void aPromisedBudgetBurnsOverEveryPairOfWindows() {
    // An hour with 2 bad of 10 a minute, and three days of 1 bad of 100 a quarter before it.
    BudgetStanding standing = standing(PROMISED, 2);
    assertThat(standing.allowance()).contains(new Allowance(0.01, true, 0));
    assertThat(standing.burns())
        .extracting(Burn::pair)
        .containsExactly(BurnPair.HOUR, BurnPair.QUARTER_DAY, BurnPair.THREE_DAYS);
    Burn hour = standing.burns().getFirst();
    assertThat(hour.longer()).isEqualTo(new BadCount(120, 600));
    assertThat(hour.shorter()).isEqualTo(new BadCount(10, 50));
    assertThat(hour.ofLong()).isCloseTo(20, within(1e-9));
    assertThat(hour.tooFast()).isTrue();
    assertThat(standing.burns().get(2).longer()).isEqualTo(new BadCount(120 + 284, 600 + 28_400));
  }

  @Test
  void aLearnedBudgetRestsOnTheDaysBeforeAndHasNoSlowPair() {
    BudgetStanding standing = standing(LEARNED, 1);
    assertThat(standing.allowance()).contains(new Allowance(0.01, false, 28_400));
    assertThat(standing.burns())
        .extracting(Burn::pair)
        .containsExactly(BurnPair.HOUR, BurnPair.QUARTER_DAY);
  }

  @Test
  void withTooLittleKnownThereIsNoAllowanceAndNoBurn() {
    BudgetStanding standing =
        BudgetStanding.of(LEARNED, "shop", OUTCOME, List.of(stretch(END - MINUTE, 1, 1, 10)), END);
    assertThat(standing.allowance()).isEmpty();
    assertThat(standing.known()).isEqualTo(BadCount.NONE);
    assertThat(standing.burns()).isEmpty();
  }

  @Test
  void badIsWhatHasNoGoodCategoryAndOfAShareItsSum() {
    assertThat(
            OUTCOME.count(Map.of("OK", 7L, "ERROR", 2L, "TIMEOUT", 1L), 0, 10, Distribution.EMPTY))
        .isEqualTo(new BadCount(3, 10));
    assertThat(LEARNED.signals().get(1).count(Map.of(), 1.5, 10, Distribution.EMPTY))
        .isEqualTo(new BadCount(1.5, 10));
  }

  private static BudgetStanding standing(BudgetSettings settings, int badAMinute) {
    List<Stretch> stretches = new ArrayList<>();
    long hour = END - 60 * MINUTE;
    for (long at = END - 3 * 24 * 60 * MINUTE; at < hour; at += 15 * MINUTE) {
      stretches.add(stretch(at, 15, 1, 100));
    }
    for (long at = hour; at < END; at += MINUTE) {
      stretches.add(stretch(at, 1, badAMinute, 10));
    }
    return BudgetStanding.of(settings, "shop", OUTCOME, stretches, END);
  }

  private static Stretch stretch(long start, int minutes, double bad, long all) {
    return new Stretch(start, minutes, new BadCount(bad, all));
  }
}
