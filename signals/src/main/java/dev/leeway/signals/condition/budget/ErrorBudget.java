package dev.leeway.signals.condition.budget;

import dev.leeway.signals.condition.Condition;
import dev.leeway.signals.condition.Memory;
import dev.leeway.signals.condition.Minute;
import dev.leeway.signals.condition.Want;
import dev.leeway.signals.condition.budget.BudgetSettings.Budgeted;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.window.MergedWindow;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An agent uses up its error budget too fast: {@code burn = bad share / (1 - objective)} is at or
 * above the limit of a {@link BurnPair} over its long and its short window.
 *
 * <p>Where nobody promised anything the budget is learned: the agent's own bad share of the three
 * days before the long window, and at least {@link BudgetSettings#learnedAllowanceMin}. A learned
 * budget pages nobody and has no ticket: of what is usual nobody needs to be told. Below {@link
 * BudgetSettings#badMin} bad ones in the long window, and a quarter of that in the short one, or
 * before the short window has passed once, there is not enough data.
 */
public final class ErrorBudget implements Condition {
  public static final String FAST = "budget.fast";
  public static final String SLOW = "budget.slow";

  private final BudgetSettings settings;

  public ErrorBudget(BudgetSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "budget";
  }

  @Override
  public Want wants(String signal, String dimension) {
    return dimension.isEmpty() ? settings.wants(signal) : Want.NOTHING;
  }

  @Override
  public void judge(Minute minute, Memory memory, Consumer<RuleHit> hits) {
    for (MergedWindow window : minute.windows()) {
      settings
          .budgeted(window.slice().agent(), window.signal())
          .ifPresent(budgeted -> {
            BurnRing ring = BurnRing.decode(memory.get(budgeted.key()));
            ring.add(minute.startMillis(), budgeted.count(window));
            keep(ring, budgeted, window, memory);
            judge(window, budgeted, ring).ifPresent(hits);
          });
    }
  }

  @Override
  public void warm(MergedWindow hour, Memory memory) {
    settings
        .budgeted(hour.slice().agent(), hour.signal())
        .ifPresent(budgeted -> {
          BurnRing ring = BurnRing.decode(memory.get(budgeted.key()));
          ring.addStored(hour.fromMillis(), budgeted.count(hour));
          keep(ring, budgeted, hour, memory);
        });
  }

  private static void keep(BurnRing ring, Budgeted budgeted, MergedWindow window, Memory memory) {
    memory.put(budgeted.key(), ring.encode(), window.toMillis() + BurnRing.KEPT_MILLIS);
  }

  /** The pair that burns most beyond its limit; those that page come first. */
  private Optional<RuleHit> judge(MergedWindow window, Budgeted budgeted, BurnRing ring) {
    for (BurnPair pair : BurnPair.values()) {
      Optional<Burn> burn = burnOf(pair, window, ring).filter(Burn::tooFast);
      if (burn.isPresent()) {
        return Optional.of(hit(window, budgeted, burn.get()));
      }
    }
    return Optional.empty();
  }

  /** What a pair of windows says; empty for not enough data. */
  private Optional<Burn> burnOf(BurnPair pair, MergedWindow window, BurnRing ring) {
    long end = window.toMillis();
    boolean enough = ring.reachMillis(end) >= pair.shortMinutes() * Minute.MILLIS;
    return BudgetStanding.burnOf(settings, window.slice().agent(), window.signal(), pair, ring, end)
        .filter(burn -> enough && burn.longer().bad() >= settings.badMin())
        .filter(burn -> burn.shorter().bad() >= Math.ceil(settings.badMin() / 4.0));
  }

  private RuleHit hit(MergedWindow window, Budgeted budgeted, Burn burn) {
    return new RuleHit(
        burn.pair().pages() ? FAST : SLOW,
        window.signal(),
        window.slice(),
        burn.allowance().promised() && burn.pair().pages() ? Severity.CRITICAL : Severity.WARNING,
        window.toMillis(),
        burn.ofLong(),
        burn.text(budgeted.label()),
        burn.evidence(),
        window.exemplars());
  }
}
