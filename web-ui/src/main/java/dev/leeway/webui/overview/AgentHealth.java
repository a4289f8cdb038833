package dev.leeway.webui.overview;

import dev.leeway.signals.finding.Finding;
import dev.leeway.webui.parts.Tone;
import dev.leeway.webui.words.Durations;
import dev.leeway.webui.words.Numbers;
import dev.leeway.webui.words.SignalWords;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * An agent's health in words. Order of judgement, worst first: an open finding, silence, a large
 * share of runs without success, still learning, steady.
 *
 * @param rank greater is worse
 */
public record AgentHealth(int rank, Tone tone, String word, String detail) {
  /** Runs that drift detection needs before it says anything. */
  public static final long RUNS_TO_LEARN = 2_000;

  private static final double FAILING_SHARE = 0.1;
  private static final long FAILING_RUNS_MIN = 20;

  /** So many runs would have come in the silence, had the agent gone on as before. */
  private static final double MISSED_RUNS = 10;

  private static final Duration SILENCE_MIN = Duration.ofMinutes(10);

  /**
   * Judges.
   *
   * @param open the agent's open findings, worst first
   * @param learned runs of the last seven days
   * @param runs runs in the range shown
   * @param failedShare NaN when no run has closed
   * @param runsPerMinute before it fell silent
   */
  static AgentHealth of(
      List<Finding> open,
      long learned,
      long runs,
      double failedShare,
      double runsPerMinute,
      Instant lastSeen,
      Instant now) {
    if (!open.isEmpty()) {
      return moved(open, now);
    }
    Duration silence = Duration.between(lastSeen, now);
    double missed = runsPerMinute * silence.toSeconds() / 60;
    if (silence.compareTo(SILENCE_MIN) > 0 && missed >= MISSED_RUNS) {
      String expected = Numbers.significant(Math.floor(missed)) + " runs would have come by now";
      String word = "Silent for " + Durations.whole(silence.toSeconds());
      return new AgentHealth(60, Tone.WARN, word, expected);
    }
    if (runs >= FAILING_RUNS_MIN && failedShare >= FAILING_SHARE) {
      String share = Numbers.significant(failedShare * 100) + " % of runs end without success";
      return new AgentHealth(50, Tone.WARN, "Failing often", share);
    }
    if (learned < RUNS_TO_LEARN) {
      String progress = Numbers.count(learned) + " of " + Numbers.count(RUNS_TO_LEARN) + " runs";
      return new AgentHealth(20, Tone.LEARNING, "Learning", progress + " before drift is judged");
    }
    return new AgentHealth(10, Tone.GOOD, "Steady", "Nothing moved");
  }

  private static AgentHealth moved(List<Finding> open, Instant now) {
    Finding worst = open.getFirst();
    long seconds = Math.max(0, now.getEpochSecond() - worst.onsetMillis() / 1000);
    String since = SignalWords.of(worst.signal()).title() + ", for " + Durations.whole(seconds);
    boolean rule = worst.detector().startsWith("rule.");
    String word = rule ? "Broke a rule" : "Drifting";
    int rank =
        switch (worst.severity()) {
          case CRITICAL -> 100;
          case WARNING -> 80;
          case INFO -> 55;
        };
    return new AgentHealth(rank + Math.min(9, open.size()), Tone.of(worst.severity()), word, since);
  }
}
