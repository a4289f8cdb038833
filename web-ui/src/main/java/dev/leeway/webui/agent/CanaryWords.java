package dev.leeway.webui.agent;

import dev.leeway.signals.catalogue.Direction;
import dev.leeway.signals.drift.canary.Decision;
import dev.leeway.signals.drift.canary.SignalState;
import dev.leeway.signals.drift.canary.SignalVerdict;
import dev.leeway.webui.parts.Tone;
import dev.leeway.webui.words.Numbers;
import dev.leeway.webui.words.SignalWords;
import dev.leeway.webui.words.Unit;
import java.util.Locale;

/** How a verdict on a version reads on a page. */
final class CanaryWords {
  private CanaryWords() {}

  static String say(Decision decision) {
    return switch (decision) {
      case PROMOTE -> "Promote";
      case HOLD -> "Hold";
      case ROLLBACK -> "Roll back";
      case INCONCLUSIVE -> "Inconclusive";
    };
  }

  static Tone tone(Decision decision) {
    return switch (decision) {
      case PROMOTE -> Tone.GOOD;
      case HOLD -> Tone.LEARNING;
      case ROLLBACK -> Tone.BAD;
      case INCONCLUSIVE -> Tone.NEUTRAL;
    };
  }

  static String say(SignalState state) {
    return switch (state) {
      case WORSE -> "worse";
      case WITHIN_MARGIN -> "within margin";
      case OPEN -> "open";
      case NOT_ENOUGH_DATA -> "not enough data";
    };
  }

  static Tone tone(SignalState state) {
    return switch (state) {
      case WORSE -> Tone.BAD;
      case WITHIN_MARGIN -> Tone.GOOD;
      case OPEN -> Tone.LEARNING;
      case NOT_ENOUGH_DATA -> Tone.NEUTRAL;
    };
  }

  /** A version's level, in the signal's unit. */
  static String level(SignalVerdict signal, double level) {
    Unit unit =
        signal.measure().scale().inPoints()
            ? Unit.SHARE
            : SignalWords.of(signal.measure().signal()).unit();
    return unit.say(level);
  }

  /** The effect with its limits: in points of a share, or as a factor. */
  static String change(SignalVerdict signal) {
    if (!Double.isFinite(signal.effect())) {
      return Numbers.NONE;
    }
    return signal.measure().scale().inPoints()
        ? "%s (%s to %s) points"
            .formatted(points(signal.effect()), points(signal.low()), points(signal.high()))
        : "×%s (%s to %s)"
            .formatted(factor(signal.effect()), factor(signal.low()), factor(signal.high()));
  }

  static String tolerated(SignalVerdict signal) {
    boolean rate = signal.measure().scale().inPoints();
    String more = rate ? points(signal.margin()) + " points" : "×" + factor(1 + signal.margin());
    String less =
        rate ? points(-signal.margin()) + " points" : "×" + factor(1 / (1 + signal.margin()));
    if (signal.measure().worse() == Direction.EITHER_WAY) {
      return less + " to " + more;
    }
    return signal.measure().worse() == Direction.LOWER_IS_WORSE ? less : more;
  }

  /** How much is known, of how much is needed: log e-values. */
  static String evidence(double logE, double limit) {
    return Double.isFinite(logE)
        ? String.format(Locale.ROOT, "%.1f / %.1f", Math.max(0, logE), limit)
        : Numbers.NONE;
  }

  static String needed(SignalVerdict signal) {
    Long needed = signal.neededToPromote();
    boolean open =
        signal.state() == SignalState.OPEN || signal.state() == SignalState.NOT_ENOUGH_DATA;
    return !open || needed == null || needed <= signal.m() ? Numbers.NONE : Numbers.count(needed);
  }

  private static String points(double share) {
    return String.format(Locale.ROOT, "%+.1f", 100 * share);
  }

  private static String factor(double factor) {
    return factor >= 1_000
        ? "∞"
        : String.format(Locale.ROOT, factor >= 10 ? "%.0f" : "%.2f", factor);
  }
}
