package dev.leeway.webui.words;

import dev.leeway.signals.catalogue.Signal;
import dev.leeway.signals.catalogue.SignalCatalogue;
import dev.leeway.signals.catalogue.Verdict;
import dev.leeway.signals.condition.standard.StandardVerdicts;
import java.util.Locale;
import java.util.Optional;

/**
 * How a signal is called on a page: its title, its unit, and the words for more and less of it.
 *
 * @param more how a rise is said: {@code longer}, {@code more}
 */
public record SignalWords(String signal, String title, Unit unit, String more, String less) {
  private static final SignalCatalogue CATALOGUE = SignalCatalogue.standard();

  /** What is neither a signal of the catalogue nor a verdict is called by its own name. */
  public static SignalWords of(String signal) {
    Optional<Signal> known = CATALOGUE.find(signal);
    return known
        .map(listed -> of(signal, listed.displayName(), unitOf(listed)))
        .orElseGet(() -> of(signal, titleOf(signal), Unit.COUNT));
  }

  /** What it means, in a sentence or two; empty for what nobody has described. */
  public String meaning() {
    return CATALOGUE
        .find(signal)
        .map(Signal::about)
        .or(() -> StandardVerdicts.find(signal).map(Verdict::about))
        .map(Signal.About::meaning)
        .orElse("");
  }

  /** Whether it has categories and no numbers. */
  public boolean categorical() {
    return CATALOGUE.find(signal).filter(Signal::categorical).isPresent();
  }

  private static SignalWords of(String signal, String title, Unit unit) {
    return switch (unit) {
      case MILLIS, SECONDS -> new SignalWords(signal, title, unit, "longer", "shorter");
      case DOLLARS -> new SignalWords(signal, title, unit, "dearer", "cheaper");
      case SHARE, RATIO -> new SignalWords(signal, title, unit, "higher", "lower");
      case TOKENS, COUNT, PER_MINUTE -> new SignalWords(signal, title, unit, "more", "fewer");
    };
  }

  private static Unit unitOf(Signal signal) {
    return switch (signal.unit()) {
      case MILLISECONDS -> Unit.MILLIS;
      case SECONDS -> Unit.SECONDS;
      case TOKENS -> Unit.TOKENS;
      case RUNS_PER_MINUTE -> Unit.PER_MINUTE;
      case US_DOLLARS, US_DOLLARS_PER_MINUTE -> Unit.DOLLARS;
      case RATIO -> Unit.RATIO;
      case SHARE, NONE -> Unit.SHARE;
      case RUNS,
          REQUESTS,
          STEPS,
          TOOLS,
          CALLS,
          CHARACTERS,
          WORDS,
          ROUNDS,
          MESSAGES,
          DOCUMENTS,
          PARTS,
          LEVELS,
          BYTES,
          ERRORS,
          SYMPTOMS,
          ROWS,
          VALUES ->
          Unit.COUNT;
    };
  }

  private static String titleOf(String verdict) {
    return StandardVerdicts.find(verdict)
        .map(listed -> listed.about().displayName())
        .orElseGet(() -> spelled(verdict));
  }

  private static String spelled(String signal) {
    String name = signal.replace('.', ' ').replace('_', ' ');
    return name.isEmpty()
        ? name
        : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }
}
