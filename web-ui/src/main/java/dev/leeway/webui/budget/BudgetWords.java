package dev.leeway.webui.budget;

import dev.leeway.signals.condition.budget.Burn;
import dev.leeway.webui.parts.Tone;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** Objectives, budgets and burn rates as people say them. */
final class BudgetWords {
  private static final double NEAR = 0.5;

  private BudgetWords() {}

  /** With all the nines that it has: {@code 99.95 %}. */
  static String objective(double good) {
    BigDecimal percent =
        BigDecimal.valueOf(good).movePointRight(2).setScale(4, RoundingMode.HALF_EVEN);
    return percent.stripTrailingZeros().toPlainString() + " %";
  }

  /** The two largest units: {@code 43 min 12 s}, {@code 7 h 12 min}. */
  static String time(Duration time) {
    if (time.toDays() > 0) {
      return pair(time.toDays(), "d", time.toHoursPart(), "h");
    }
    if (time.toHours() > 0) {
      return pair(time.toHours(), "h", time.toMinutesPart(), "min");
    }
    return time.toMinutes() > 0
        ? pair(time.toMinutes(), "min", time.toSecondsPart(), "s")
        : time.toSeconds() + " s";
  }

  /** Both windows count: what burnt an hour ago and stopped is no alarm. */
  static Tone tone(Burn burn) {
    if (burn.tooFast()) {
      return burn.pair().pages() ? Tone.BAD : Tone.WARN;
    }
    double nearest = Math.min(burn.ofLong(), burn.ofShort()) / burn.pair().limit();
    return nearest >= NEAR ? Tone.WARN : Tone.GOOD;
  }

  private static String pair(long large, String unit, long small, String smallUnit) {
    return large + " " + unit + (small == 0 ? "" : " " + small + " " + smallUnit);
  }
}
