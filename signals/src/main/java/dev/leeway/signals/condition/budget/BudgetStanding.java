package dev.leeway.signals.condition.budget;

import dev.leeway.signals.condition.Minute;
import dev.leeway.signals.condition.budget.BudgetSettings.Budgeted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where an agent's budget of one signal stands, told from stored windows by the formulas of {@link
 * ErrorBudget}, and also where that has nothing to say yet.
 *
 * @param allowance empty where nothing was promised and too little is known
 * @param known what the last three days hold before the last hour: what an allowance is learned
 *     from
 * @param burns of every pair of windows that is judged; none without an allowance
 */
public record BudgetStanding(
    Budgeted budgeted, Optional<Allowance> allowance, BadCount known, List<Burn> burns) {
  public BudgetStanding {
    burns = List.copyOf(burns);
  }

  /**
   * What some minutes hold.
   *
   * @param minutes 1, or a whole quarter of an hour that is not within the last hour
   */
  public record Stretch(long startMillis, int minutes, BadCount count) {}

  public static BudgetStanding of(
      BudgetSettings settings,
      String agent,
      Budgeted budgeted,
      List<Stretch> stretches,
      long endMillis) {
    BurnRing ring = new BurnRing();
    for (Stretch stretch : stretches) {
      if (stretch.minutes == 1) {
        ring.add(stretch.startMillis, stretch.count);
      } else {
        ring.addStored(stretch.startMillis, stretch.count);
      }
    }
    List<Burn> burns = new ArrayList<>();
    for (BurnPair pair : BurnPair.values()) {
      burnOf(settings, agent, budgeted.signal(), pair, ring, endMillis).ifPresent(burns::add);
    }
    BadCount known = ring.before(BurnPair.HOUR.longMinutes(), endMillis);
    return new BudgetStanding(
        budgeted, Allowance.of(settings, agent, budgeted.signal(), known), known, burns);
  }

  /** Of what is usual nobody needs a ticket: a learned budget has no slow pair. */
  static Optional<Burn> burnOf(
      BudgetSettings settings,
      String agent,
      String signal,
      BurnPair pair,
      BurnRing ring,
      long endMillis) {
    BadCount longer = ring.window(pair.longMinutes(), endMillis);
    BadCount shorter = ring.window(pair.shortMinutes(), endMillis);
    return Allowance.of(settings, agent, signal, ring.before(pair.longMinutes(), endMillis))
        .filter(allowance -> allowance.promised() || pair.pages())
        .map(allowance -> new Burn(pair, longer, shorter, allowance));
  }

  /** The last whole minute before a time, which windows are closed by. */
  public static long endOf(long millis) {
    return Math.floorDiv(millis, Minute.MILLIS) * Minute.MILLIS;
  }
}
