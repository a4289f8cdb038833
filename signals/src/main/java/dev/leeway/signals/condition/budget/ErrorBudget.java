package dev.leeway.signals.condition.budget;

import dev.leeway.signals.condition.Condition;
import dev.leeway.signals.condition.Memory;
import dev.leeway.signals.condition.Minute;
import dev.leeway.signals.condition.Want;
import dev.leeway.signals.condition.budget.BudgetSettings.Budgeted;
import dev.leeway.signals.condition.budget.BudgetSettings.Objective;
import dev.leeway.signals.condition.budget.BurnRing.Sum;
import dev.leeway.signals.drift.Numbers;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.window.MergedWindow;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
    return dimension.isEmpty() && settings.budgeted(signal).isPresent()
        ? Want.COUNTS
        : Want.NOTHING;
  }

  @Override
  public void judge(Minute minute, Memory memory, Consumer<RuleHit> hits) {
    for (MergedWindow window : minute.windows()) {
      settings
          .budgeted(window.signal())
          .ifPresent(budgeted -> {
            BurnRing ring = BurnRing.decode(memory.get(window.signal()));
            ring.add(minute.startMillis(), sumOf(window, budgeted));
            keep(ring, window, memory);
            judge(window, budgeted, ring).ifPresent(hits);
          });
    }
  }

  @Override
  public void warm(MergedWindow hour, Memory memory) {
    settings
        .budgeted(hour.signal())
        .ifPresent(budgeted -> {
          BurnRing ring = BurnRing.decode(memory.get(hour.signal()));
          ring.addHour(hour.fromMillis(), sumOf(hour, budgeted));
          keep(ring, hour, memory);
        });
  }

  private static void keep(BurnRing ring, MergedWindow window, Memory memory) {
    memory.put(window.signal(), ring.encode(), window.toMillis() + BurnRing.KEPT_MILLIS);
  }

  private static Sum sumOf(MergedWindow window, Budgeted budgeted) {
    double bad =
        budgeted.goodCategories().isEmpty()
            ? window.sum()
            : window.countOutside(budgeted.goodCategories());
    return new Sum(Math.max(0, bad), window.count());
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
    Sum longer = ring.window(pair.longMinutes, end);
    Sum shorter = ring.window(pair.shortMinutes, end);
    boolean enough =
        longer.bad() >= settings.badMin()
            && shorter.bad() >= Math.ceil(settings.badMin() / 4.0)
            && ring.reachMillis(end) >= pair.shortMinutes * Minute.MILLIS;
    if (!enough) {
      return Optional.empty();
    }
    Optional<Objective> promised = settings.objectiveOf(window.slice().agent(), window.signal());
    if (promised.isPresent()) {
      return Optional.of(new Burn(pair, longer, shorter, promised.get().allowed(), true, 0));
    }
    Sum before = ring.window(BurnPair.THREE_DAYS.longMinutes, end).minus(longer);
    if (!pair.pages || before.all() < settings.learnedRunsMin()) {
      return Optional.empty();
    }
    double allowed = Math.max(settings.learnedAllowanceMin(), before.share());
    return Optional.of(new Burn(pair, longer, shorter, allowed, false, before.all()));
  }

  private RuleHit hit(MergedWindow window, Budgeted budgeted, Burn burn) {
    Map<String, Double> evidence = new TreeMap<>();
    evidence.put("burn_long", burn.ofLong());
    evidence.put("burn_short", burn.ofShort());
    evidence.put("burn_limit", burn.pair.burnMin);
    evidence.put("bad_long", burn.longer.bad());
    evidence.put("n_long", (double) burn.longer.all());
    evidence.put("bad_short", burn.shorter.bad());
    evidence.put("n_short", (double) burn.shorter.all());
    evidence.put("allowed_share", burn.allowed);
    evidence.put("objective_promised", burn.promised ? 1.0 : 0.0);
    return new RuleHit(
        burn.pair.pages ? FAST : SLOW,
        window.signal(),
        window.slice(),
        burn.promised && burn.pair.pages ? Severity.CRITICAL : Severity.WARNING,
        window.toMillis(),
        burn.ofLong(),
        burn.text(budgeted.label()),
        evidence,
        window.exemplars());
  }

  /** How fast a budget burns over a pair of windows. */
  private record Burn(
      BurnPair pair, Sum longer, Sum shorter, double allowed, boolean promised, long learnedFrom) {
    double ofLong() {
      return longer.share() / allowed;
    }

    double ofShort() {
      return shorter.share() / allowed;
    }

    boolean tooFast() {
      return ofLong() >= pair.burnMin && ofShort() >= pair.burnMin;
    }

    String text(String label) {
      String budget =
          promised
              ? "the budget of " + Numbers.percent(allowed)
              : "the usual %s (of %s before; no objective is set)"
                  .formatted(Numbers.percent(allowed), Numbers.count(learnedFrom));
      return "%s: %s over %s (%s of %s) and %s over %s; %s burns %s as fast as it may"
          .formatted(
              label,
              Numbers.percent(longer.share()),
              BurnPair.words(pair.longMinutes),
              Numbers.plain(longer.bad()),
              Numbers.count(longer.all()),
              Numbers.percent(shorter.share()),
              BurnPair.words(pair.shortMinutes),
              budget,
              Numbers.ratio(ofLong()));
    }
  }
}
