package dev.leeway.signals.condition.rate;

import dev.leeway.signals.condition.Condition;
import dev.leeway.signals.condition.Memory;
import dev.leeway.signals.condition.Minute;
import dev.leeway.signals.condition.Want;
import dev.leeway.signals.drift.Numbers;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.window.MergedWindow;
import dev.leeway.signals.window.Rate;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An agent's runs, tokens or cost per minute surge or slump against its {@link UsualRate}: for five
 * minutes or more they are twice what the busiest five minutes around this time of day were, or
 * half of what the quietest were. That there are none at all is {@code agent.silent}'s. More tokens
 * are only told where there are not as many more runs, and more cost likewise, so that one surge is
 * one finding. One run that brings more than all others is no surge.
 */
public final class RateShift implements Condition {
  static final String SURGE = "rate.surge";
  static final String SLUMP = "rate.slump";
  private static final long KEPT_MILLIS = UsualRate.HOURS_KEPT * 60 * Minute.MILLIS;

  private final RateSettings settings;

  public RateShift(RateSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "rate";
  }

  @Override
  public Want wants(String signal, String dimension) {
    boolean wanted = settings.watched() && dimension.isEmpty();
    return wanted ? Rate.from(signal).map(RateShift::wanted).orElse(Want.NOTHING) : Want.NOTHING;
  }

  /** Runs weigh the same; of what they bring the heaviest is to be known. */
  private static Want wanted(Rate rate) {
    return rate == Rate.RUNS ? Want.COUNTS : Want.DISTRIBUTION;
  }

  @Override
  public void judge(Minute minute, Memory memory, Consumer<RuleHit> hits) {
    double more = 1;
    double less = 1;
    for (Rate rate : Rate.values()) {
      Optional<MergedWindow> window = minute.of(rate.source(), minute.agent());
      Shift shift = window.flatMap(seen -> shiftOf(rate, seen, memory)).orElse(null);
      if (shift == null) {
        continue;
      }
      boolean news =
          shift.surge()
              ? shift.ratio() >= settings.surge() * more
              : shift.ratio() <= settings.slump() * less;
      if (news) {
        hits.accept(hit(rate, window.orElseThrow(), shift));
      }
      more = Math.max(more, shift.ratio());
      less = Math.min(less, shift.ratio());
    }
  }

  private Optional<Shift> shiftOf(Rate rate, MergedWindow window, Memory memory) {
    double amount = rate.amountOf(window.count(), window.sum());
    UsualRate usual = UsualRate.decode(memory.get(rate.signal()));
    usual.add(window.fromMillis(), amount, heaviest(rate, window));
    memory.put(rate.signal(), usual.encode(), window.toMillis() + KEPT_MILLIS);
    return usual.shift(settings.surge(), settings.slump());
  }

  /** The most that one run brought; the mean of all where no distribution tells it. */
  private static double heaviest(Rate rate, MergedWindow window) {
    if (rate == Rate.RUNS || window.count() <= 0) {
      return 1;
    }
    double mean = window.sum() / window.count();
    return Math.max(mean, window.distribution().isEmpty() ? 0 : window.distribution().max());
  }

  private static RuleHit hit(Rate rate, MergedWindow window, Shift shift) {
    boolean surge = shift.surge();
    return new RuleHit(
        surge ? SURGE : SLUMP,
        rate.signal(),
        window.slice(),
        Severity.WARNING,
        window.toMillis(),
        surge ? shift.ratio() : 1 / Math.max(shift.ratio(), 1e-3),
        "%s a minute over %d min; around this time of day the %s five minutes had %s (%s)"
            .formatted(
                RateText.amount(rate, shift.perMinute()),
                shift.minutes(),
                surge ? "busiest" : "quietest",
                RateText.amount(rate, shift.usual()),
                Numbers.ratio(shift.ratio())),
        Map.of(
            "per_minute", shift.perMinute(),
            "per_minute_usual", shift.usual(),
            "ratio", shift.ratio(),
            "minutes", (double) shift.minutes(),
            "phi", shift.phi(),
            "log_chance", shift.logChance(),
            "alpha", UsualRate.ALPHA),
        window.exemplars());
  }
}
