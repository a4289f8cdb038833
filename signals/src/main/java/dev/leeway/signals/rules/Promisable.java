package dev.leeway.signals.rules;

import dev.leeway.signals.catalogue.Direction;
import dev.leeway.signals.catalogue.Signal;
import dev.leeway.signals.catalogue.SignalCatalogue;
import dev.leeway.signals.catalogue.Unit;
import dev.leeway.signals.condition.budget.BudgetSettings;
import dev.leeway.signals.condition.budget.BudgetSettings.Budgeted;
import dev.leeway.signals.condition.budget.Good;
import dev.leeway.signals.drift.Numbers;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which signals an owner can promise something of, and what of each is good: the good categories of
 * a categorical one, the sum of one whose values are shares, and of every other number a limit that
 * the owner says. What belongs to no agent, or to a field of its answers, can't be promised.
 */
final class Promisable {
  private static final Set<String> SHARES =
      Set.of(
          "timeout.share",
          "rate_limit.share",
          "retrieval.empty",
          "grounding.score",
          "rate_limit.compliance");

  private static final Map<String, Signal> SIGNALS = promisable();

  private Promisable() {}

  static Set<String> names() {
    return SIGNALS.keySet();
  }

  /** Whether a limit can be said of it. */
  static boolean limited(String signal) {
    return !known(signal).categorical();
  }

  /** The unit that its limits are in, for people. */
  static String unitOf(String signal) {
    return unit(known(signal).unit());
  }

  /** What is promised of it without a limit; empty where only a limit says what is good. */
  static Optional<Budgeted> plain(String signal) {
    Optional<Budgeted> usual =
        BudgetSettings.defaults().signals().stream()
            .filter(known -> known.signal().equals(signal))
            .findFirst();
    return usual.or(() -> goodOf(known(signal)));
  }

  static Budgeted atMost(String signal, double limit) {
    return limited(signal, "above", limit, new Good.AtMost(limit));
  }

  static Budgeted atLeast(String signal, double limit) {
    return limited(signal, "below", limit, new Good.AtLeast(limit));
  }

  private static Optional<Budgeted> goodOf(Signal signal) {
    if (signal.categorical()) {
      String good = String.join(", ", new TreeSet<>(signal.goodCategories()));
      return Optional.of(
          new Budgeted(
              signal.name(),
              signal.displayName() + " other than " + good,
              new Good.Categories(signal.goodCategories())));
    }
    if (!SHARES.contains(signal.name())) {
      return Optional.empty();
    }
    boolean good = signal.direction() == Direction.LOWER_IS_WORSE;
    return Optional.of(
        new Budgeted(
            signal.name(),
            signal.displayName() + (good ? ", what is missing of it" : ""),
            good ? new Good.SharesOfGood() : new Good.SharesOfBad()));
  }

  private static Signal known(String signal) {
    return Objects.requireNonNull(SIGNALS.get(signal), signal);
  }

  private static Budgeted limited(String signal, String word, double limit, Good good) {
    String words =
        "%s %s %s %s"
            .formatted(known(signal).displayName(), word, Numbers.plain(limit), unitOf(signal));
    return new Budgeted(signal, words.strip(), good);
  }

  private static String unit(Unit unit) {
    String symbol = unit.symbol();
    if (symbol.equals("1")) {
      return "";
    }
    return symbol.startsWith("{") ? unit.name().toLowerCase(Locale.ROOT) : symbol;
  }

  private static Map<String, Signal> promisable() {
    Map<String, Signal> found = new TreeMap<>();
    for (Signal signal : SignalCatalogue.standard().signals()) {
      boolean ofAgents =
          switch (signal.scope()) {
            case RUN, SPAN, POINT, SCORE -> !signal.kept().perField();
            case SOURCE -> signal.name().equals("answers.stale");
            case AGENT -> false;
          };
      if (ofAgents && !(signal.categorical() && signal.goodCategories().isEmpty())) {
        found.put(signal.name(), signal);
      }
    }
    return Map.copyOf(found);
  }
}
