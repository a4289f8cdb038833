package dev.leeway.signals.rules;

import dev.leeway.signals.condition.rate.Period;
import dev.leeway.signals.condition.rate.RateLimit;
import dev.leeway.signals.condition.rate.RateSettings;
import dev.leeway.signals.window.NamePattern;
import dev.leeway.signals.window.Rate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How much agents do and may spend per minute, hour, day or month: section {@code rates}.
 *
 * @param watch whether surges and slumps are looked for
 * @param surge times the busiest usual five minutes
 * @param slump part of the quietest usual five minutes
 * @param limits each holds, whatever others say
 */
public record RateRules(boolean watch, double surge, double slump, List<RateLimit> limits)
    implements RuleSection {
  private static final Set<String> SIGNALS =
      Arrays.stream(Rate.values()).map(Rate::signal).collect(Collectors.toUnmodifiableSet());

  public static final Section<RateRules> SECTION = Section.of("rates", defaults(), RateRules::read);

  public RateRules {
    limits = List.copyOf(limits);
  }

  public static RateRules defaults() {
    RateSettings usual = RateSettings.defaults();
    return new RateRules(usual.watched(), usual.surge(), usual.slump(), usual.limits());
  }

  public RateSettings settings() {
    return new RateSettings(watch, surge, slump, limits);
  }

  static RateRules read(RuleReader in) {
    RateRules usual = defaults();
    return new RateRules(
        in.on("watch", usual.watch),
        in.number("surge", usual.surge, 1.2, 1_000),
        in.number("slump", usual.slump, 0.001, 0.8),
        in.each("limits", RateRules::limit));
  }

  private static RateLimit limit(RuleReader in) {
    String signal = in.text("signal", Rate.COST.signal());
    if (!SIGNALS.contains(signal)) {
      in.unknown("signal", "rate", signal, SIGNALS);
    }
    if (!in.has("at_most")) {
      in.problem("at_most", "expected how much may be used, such as 200, and nothing came");
    }
    return new RateLimit(
        new NamePattern(in.text("agent", NamePattern.ANY.glob())),
        new NamePattern(in.text("environment", NamePattern.ANY.glob())),
        Rate.of(signal).orElse(Rate.COST),
        in.text("by", ""),
        in.number("at_most", 1, 1e-6, 1e15),
        in.choice("per", Period.class).orElse(Period.DAY));
  }
}
