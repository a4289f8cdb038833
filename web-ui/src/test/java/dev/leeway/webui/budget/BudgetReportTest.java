package dev.leeway.webui.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.signals.condition.budget.Allowance;
import dev.leeway.signals.condition.budget.BadCount;
import dev.leeway.signals.condition.budget.BudgetSettings;
import dev.leeway.signals.condition.budget.BudgetStanding;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BudgetReportTest {

  /** The minutes of a month that every handbook has. */
  @ParameterizedTest
  @CsvSource({
    "0.001, 43 min 12 s, 99.9 %",
    "0.0005, 21 min 36 s, 99.95 %",
    "0.0001, 4 min 19 s, 99.99 %",
    "0.00001, 26 s, 99.999 %",
    "0.03, 21 h 36 min, 97 %"
  })
  void anObjectiveAllowsSoMuchTimeAMonth(double allowed, String time, String objective) {
    assertThat(BudgetWords.time(report(allowed, new BadCount(0, 1)).budget())).isEqualTo(time);
    assertThat(BudgetWords.objective(1 - allowed)).isEqualTo(objective);
  }

  @Test
  void whatIsLeftIsThePartOfTheBudgetThatTheMonthsBadOnesDidNotUse() {
    BudgetReport report = report(0.01, new BadCount(25, 10_000));
    assertThat(report.leftShare()).isCloseTo(0.75, within(1e-12));
    assertThat(report.left()).isEqualTo(Duration.ofHours(5).plusMinutes(24));
  }

  @Test
  void anOverdrawnBudgetIsLessThanNothing() {
    BudgetReport report = report(0.001, new BadCount(2, 1_000));
    assertThat(report.leftShare()).isCloseTo(-1, within(1e-12));
    assertThat(report.left()).isEqualTo(Duration.ofSeconds(-2_592));
  }

  @Test
  void withoutAnAllowanceNothingIsClaimed() {
    BudgetReport report =
        new BudgetReport(
            new BudgetStanding(
                BudgetSettings.defaults().signals().getFirst(),
                Optional.empty(),
                BadCount.NONE,
                List.of()),
            new BadCount(1, 2));
    assertThat(report.budget()).isZero();
    assertThat(report.leftShare()).isZero();
  }

  private static BudgetReport report(double allowed, BadCount month) {
    return new BudgetReport(
        new BudgetStanding(
            BudgetSettings.defaults().signals().getFirst(),
            Optional.of(new Allowance(allowed, true, 0)),
            BadCount.NONE,
            List.of()),
        month);
  }
}
