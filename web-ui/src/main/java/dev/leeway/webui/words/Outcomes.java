package dev.leeway.webui.words;

import dev.leeway.signals.run.RunOutcome;
import dev.leeway.storage.query.SignalValues;
import java.util.Locale;

/** What the mix of outcomes says. */
public final class Outcomes {
  private Outcomes() {}

  /** Share of closed runs that did not give what was asked for; NaN when none has closed. */
  public static double failedShare(SignalValues outcomes) {
    long closed = 0;
    long good = 0;
    for (RunOutcome outcome : RunOutcome.values()) {
      long runs = outcomes.categories().getOrDefault(outcome.name(), 0L);
      closed += outcome == RunOutcome.OPEN ? 0 : runs;
      good += outcome.good() ? runs : 0;
    }
    return closed == 0 ? Double.NaN : (double) (closed - good) / closed;
  }

  /** An outcome's stored name as people say it: {@code rate limited}. */
  public static String say(String outcome) {
    return outcome.equals("OK") ? "OK" : outcome.toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
