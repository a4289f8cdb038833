package dev.leeway.signals.condition.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.leeway.signals.condition.budget.BudgetSettings.Budgeted;
import dev.leeway.signals.condition.budget.BudgetSettings.Objective;
import dev.leeway.signals.window.Distribution;
import dev.leeway.signals.window.NamePattern;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GoodTest {
  private static final Distribution VALUES =
      Distribution.ofValues(0, 0, 100, 1_900, 2_000, 2_100, 9_000);

  @Test
  void aboveALimitIsBadAndTheLimitItselfIsNot() {
    assertThat(bad(new Good.AtMost(2_000), VALUES)).isEqualTo(2);
    assertThat(bad(new Good.AtMost(1e12), VALUES)).isZero();
    assertThat(bad(new Good.AtMost(1e-6), VALUES)).isEqualTo(5);
  }

  @Test
  void belowALimitIsBadAndZerosAreBelowAny() {
    assertThat(bad(new Good.AtLeast(2_000), VALUES)).isEqualTo(4);
    assertThat(bad(new Good.AtLeast(1e-6), VALUES)).isEqualTo(2);
  }

  @Test
  void whereEachValueIsAShareTheyAddUp() {
    assertThat(new Good.SharesOfBad().badOf(10, 2.5, Map.of(), Distribution.EMPTY)).isEqualTo(2.5);
    assertThat(new Good.SharesOfGood().badOf(10, 2.5, Map.of(), Distribution.EMPTY)).isEqualTo(7.5);
  }

  @Test
  void neverAreMoreBadThanThereAreNorFewerThanNone() {
    Budgeted score = new Budgeted("grounding.score", "score", new Good.SharesOfGood());
    assertThat(score.count(Map.of(), 12, 10, Distribution.EMPTY)).isEqualTo(new BadCount(0, 10));
    assertThat(score.count(Map.of(), -5, 10, Distribution.EMPTY)).isEqualTo(new BadCount(10, 10));
    assertThat(score.count(Map.of(), -5, -2, Distribution.EMPTY)).isEqualTo(new BadCount(0, -2));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void aLimitThatNothingCanBeComparedWithIsRefused(double limit) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Good.AtMost(limit));
    assertThatIllegalArgumentException().isThrownBy(() -> new Good.AtLeast(limit));
  }

  @Test
  void anAgentHasOneBudgetOfEachSignalAsTheFirstPromiseThatFitsSays() {
    Budgeted slow = new Budgeted("run.duration", "slow", new Good.AtMost(2_000));
    Budgeted slower = new Budgeted("run.duration", "slower", new Good.AtMost(9_000));
    Budgeted cut =
        new Budgeted("run.outcome", "cut", new Good.Categories(Set.of("OK", "TRUNCATED")));
    BudgetSettings settings =
        BudgetSettings.defaults()
            .promising(
                List.of(
                    new Objective(new NamePattern("shop"), slow, 0.9),
                    new Objective(new NamePattern("shop"), cut, 0.9),
                    new Objective(NamePattern.ANY, slower, 0.99)));
    assertThat(settings.budgetsOf("shop"))
        .extracting(Budgeted::label)
        .containsExactly(
            "cut",
            "calls that timed out",
            "attempts that were rate limited",
            "answers from stale data",
            "slow");
    assertThat(settings.budgetsOf("desk")).contains(slower).doesNotContain(slow, cut).hasSize(5);
    assertThat(BudgetSettings.defaults().budgetsOf("shop")).hasSize(4);
  }

  private static double bad(Good good, Distribution values) {
    return good.badOf(values.count(), Double.NaN, Map.of(), values);
  }
}
