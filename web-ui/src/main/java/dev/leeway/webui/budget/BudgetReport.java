package dev.leeway.webui.budget;

import dev.leeway.signals.condition.budget.Allowance;
import dev.leeway.signals.condition.budget.BadCount;
import dev.leeway.signals.condition.budget.BudgetStanding;
import java.time.Duration;

/**
 * An agent's error budget of one signal.
 *
 * @param month bad ones and all of the last 30 days
 */
public record BudgetReport(BudgetStanding standing, BadCount month) {
  public static final Duration MONTH = Duration.ofDays(30);

  public String signal() {
    return standing.budgeted().signal();
  }

  /**
   * What may be bad in a month, as time: of 99.9 % it is 43 min 12 s. Zero without an allowance.
   */
  public Duration budget() {
    return monthsPart(allowedShare());
  }

  /** The part of the month's budget that is left, below zero when it is overdrawn. */
  public double leftShare() {
    return allowedShare() > 0 ? 1 - month.share() / allowedShare() : 0;
  }

  /** The same as time at today's traffic; negative when it is overdrawn. */
  public Duration left() {
    return monthsPart(allowedShare() * leftShare());
  }

  public double allowedShare() {
    return standing.allowance().map(Allowance::share).orElse(0.0);
  }

  private static Duration monthsPart(double share) {
    return Duration.ofSeconds(Math.round(MONTH.toSeconds() * share));
  }
}
