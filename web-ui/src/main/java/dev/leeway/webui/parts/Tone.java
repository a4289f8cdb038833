package dev.leeway.webui.parts;

import dev.leeway.signals.drift.Health;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.run.RunOutcome;
import java.util.Locale;

/** How good or bad something is; shown by colour and always by a word or a shape as well. */
public enum Tone {
  GOOD,
  NEUTRAL,
  LEARNING,
  WARN,
  BAD;

  public String className() {
    return "lw-tone-" + name().toLowerCase(Locale.ROOT);
  }

  public static Tone of(Severity severity) {
    return switch (severity) {
      case CRITICAL -> BAD;
      case WARNING -> WARN;
      case INFO -> NEUTRAL;
    };
  }

  public static Tone of(Health health) {
    return switch (health) {
      case LEARNING -> LEARNING;
      case STABLE -> GOOD;
      case MOVED -> WARN;
      case DRIFT -> BAD;
    };
  }

  public static Tone of(RunOutcome outcome) {
    return switch (outcome) {
      case OK -> GOOD;
      case OPEN, ABANDONED -> NEUTRAL;
      case TRUNCATED, REFUSED, RATE_LIMITED -> WARN;
      case ERROR, TIMEOUT, LOOPED, UNGROUNDED, CONTRACT_BROKEN -> BAD;
    };
  }
}
