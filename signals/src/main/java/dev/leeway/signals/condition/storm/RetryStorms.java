package dev.leeway.signals.condition.storm;

import dev.leeway.signals.condition.Condition;
import dev.leeway.signals.condition.Memory;
import dev.leeway.signals.condition.Minute;
import dev.leeway.signals.condition.Want;
import dev.leeway.signals.condition.storm.StormState.Onset;
import dev.leeway.signals.condition.storm.StormState.TimedStep;
import dev.leeway.signals.drift.Numbers;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.rule.RetryStorm;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.MergedWindow;
import dev.leeway.signals.window.Slice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Holds {@link RetryStorm} against an agent and each of its dependencies, minute by minute, and
 * states a storm for as long as it goes on. One storm is told once: of the dependency whose calls
 * are repeated clearly more than the agent's are, else of the agent; and while it goes on no other
 * is told but one that is clearly worse. Runs that fail are those of the dependency where runs are
 * kept by it, else the agent's.
 */
public final class RetryStorms implements Condition {
  private static final String AMPLIFICATION = "retry.amplification";
  private static final String OUTCOME = "run.outcome";

  /** Of several that are hit alike, the first of these is named. */
  private static final List<String> DEPENDENCIES =
      List.of("", Dimensions.PROVIDER, Dimensions.TOOL, Dimensions.DATA_SOURCE, Dimensions.MODEL);

  /** Minutes further apart have nothing to do with each other. */
  private static final long KEPT_MILLIS = 15 * Minute.MILLIS;

  /** A storm that paused for as long as closes its finding is over. */
  private static final long OVER_MILLIS = 10 * Minute.MILLIS;

  private static final double CLEARLY_MORE = 1.1;

  private final RetryStorm rule;

  public RetryStorms(RetryStorm rule) {
    this.rule = rule;
  }

  @Override
  public String name() {
    return "storm";
  }

  @Override
  public Want wants(String signal, String dimension) {
    boolean wanted = signal.equals(AMPLIFICATION) || signal.equals(OUTCOME);
    return wanted && DEPENDENCIES.contains(dimension) ? Want.COUNTS : Want.NOTHING;
  }

  @Override
  public void judge(Minute minute, Memory memory, Consumer<RuleHit> hits) {
    List<Storm> going = new ArrayList<>();
    List<Storm> rising = new ArrayList<>();
    for (MergedWindow attempts : minute.windows()) {
      if (attempts.signal().equals(AMPLIFICATION) && attempts.count() > 0) {
        outcomesOf(minute, attempts.slice())
            .flatMap(outcomes -> judge(minute, attempts, outcomes, memory))
            .ifPresent(
                storm -> (storm.fromMillis < minute.endMillis() ? going : rising).add(storm));
      }
    }
    going.forEach(storm -> hits.accept(hit(storm, minute)));
    worstOf(rising)
        .filter(storm -> going.stream().allMatch(other -> clearlyMore(storm, other)))
        .ifPresent(storm -> {
          begin(storm, minute, memory);
          hits.accept(hit(storm, minute));
        });
  }

  private static Optional<MergedWindow> outcomesOf(Minute minute, Slice slice) {
    return minute
        .of(OUTCOME, slice)
        .filter(outcomes -> outcomes.count() > 0)
        .or(() -> minute.of(OUTCOME, minute.agent()))
        .filter(outcomes -> outcomes.count() > 0);
  }

  private Optional<Storm> judge(
      Minute minute, MergedWindow attempts, MergedWindow outcomes, Memory memory) {
    TimedStep step = new TimedStep(minute.startMillis(), RetryStorm.Step.of(attempts, outcomes));
    StormState state =
        StormState.decode(memory.get(keyOf(attempts.slice())))
            .with(step, minute.endMillis() - KEPT_MILLIS, rule.minutes());
    Optional<Onset> onset =
        state.onset().filter(of -> of.lastMillis() >= minute.endMillis() - OVER_MILLIS);
    RetryStorm.Verdict verdict =
        onset
            .map(of -> rule.judge(state.minutes(), of.before()))
            .orElseGet(() -> rule.judge(state.minutes()));
    boolean storm = verdict.state() == RetryStorm.State.STORM;
    keep(
        attempts.slice(),
        state.with(storm ? onset.map(of -> of.heldAt(minute.endMillis())) : onset),
        minute,
        memory);
    long from = onset.map(Onset::fromMillis).orElse(minute.endMillis());
    return storm
        ? Optional.of(new Storm(attempts.slice(), step.step(), verdict, from, outcomes.exemplars()))
        : Optional.empty();
  }

  private void begin(Storm storm, Minute minute, Memory memory) {
    StormState state = StormState.decode(memory.get(keyOf(storm.slice)));
    Onset onset = new Onset(minute.endMillis(), minute.endMillis(), state.minutes().getFirst());
    keep(storm.slice, state.with(Optional.of(onset)), minute, memory);
  }

  private static void keep(Slice slice, StormState state, Minute minute, Memory memory) {
    memory.put(keyOf(slice), state.encode(), minute.endMillis() + KEPT_MILLIS);
  }

  private static String keyOf(Slice slice) {
    return slice.dimension() + '\0' + slice.value();
  }

  /** The whole agent unless a dependency clearly stands out. */
  private static Optional<Storm> worstOf(List<Storm> storms) {
    Optional<Storm> agent = storms.stream().filter(storm -> storm.slice.wholeAgent()).findFirst();
    Optional<Storm> dependency =
        storms.stream()
            .filter(storm -> !storm.slice.wholeAgent())
            .max(
                Comparator.comparingDouble((Storm storm) -> storm.now.amplification())
                    .thenComparing(
                        storm -> DEPENDENCIES.indexOf(storm.slice.dimension()),
                        Comparator.reverseOrder())
                    .thenComparing(storm -> storm.slice.value(), Comparator.reverseOrder()));
    boolean standsOut =
        agent.isEmpty() || dependency.filter(one -> clearlyMore(one, agent.get())).isPresent();
    return standsOut ? dependency : agent;
  }

  private static boolean clearlyMore(Storm one, Storm other) {
    return one.now.amplification() > CLEARLY_MORE * other.now.amplification();
  }

  /**
   * One slice's storm.
   *
   * @param now the minute alone, by which storms are compared
   * @param fromMillis when it was first told: now, or in an earlier minute
   */
  private record Storm(
      Slice slice,
      RetryStorm.Step now,
      RetryStorm.Verdict verdict,
      long fromMillis,
      List<String> exemplars) {}

  private RuleHit hit(Storm storm, Minute minute) {
    RetryStorm.Verdict verdict = storm.verdict;
    String where = storm.slice.wholeAgent() ? "" : " of " + storm.slice.value();
    return new RuleHit(
        "rule.retry_storm",
        AMPLIFICATION,
        storm.slice,
        Severity.CRITICAL,
        minute.endMillis(),
        verdict.amplification(),
        "retry storm%s: %s attempts per call, up from %s, while failed runs rose from %s to %s %s"
            .formatted(
                where,
                Numbers.plain(verdict.amplification()),
                Numbers.plain(verdict.amplificationBefore()),
                Numbers.percent(verdict.failedBefore()),
                Numbers.percent(verdict.failed()),
                when(storm, minute)),
        Map.of(
            "amplification", verdict.amplification(),
            "amplification_before", verdict.amplificationBefore(),
            "amplification_limit", rule.amplificationMin(),
            "failed", verdict.failed(),
            "failed_before", verdict.failedBefore(),
            "n", (double) verdict.runs(),
            "n_needed", (double) verdict.runsMin()),
        storm.exemplars);
  }

  private String when(Storm storm, Minute minute) {
    String seen =
        storm.slice.wholeAgent()
            ? Numbers.count(storm.verdict.runs()) + " runs"
            : "at least " + Numbers.count(storm.verdict.runs()) + " calls";
    long lasted = (minute.endMillis() - storm.fromMillis) / Minute.MILLIS;
    return lasted == 0
        ? "within %d minutes (%s)".formatted(rule.minutes(), seen)
        : "%d minutes ago and since (%s in the last %d)".formatted(lasted, seen, rule.minutes());
  }
}
