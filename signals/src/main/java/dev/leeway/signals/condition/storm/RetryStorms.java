package dev.leeway.signals.condition.storm;

import dev.leeway.signals.condition.Condition;
import dev.leeway.signals.condition.Memory;
import dev.leeway.signals.condition.Minute;
import dev.leeway.signals.condition.Want;
import dev.leeway.signals.drift.Numbers;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.rule.RetryStorm;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.MergedWindow;
import dev.leeway.signals.window.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds {@link RetryStorm} against an agent and each of its dependencies, minute by minute. One
 * storm is told once: of the dependency whose runs retry clearly more than the agent's do, else of
 * the agent. A run's attempts count for all that it depends on, so they don't tell two tools of the
 * same runs apart.
 */
public final class RetryStorms implements Condition {
  private static final String AMPLIFICATION = "retry.amplification";
  private static final String OUTCOME = "run.outcome";
  private static final Set<String> DEPENDENCIES =
      Set.of("", Dimensions.PROVIDER, Dimensions.MODEL, Dimensions.TOOL);

  /** Minutes further apart have nothing to do with each other. */
  private static final long KEPT_MILLIS = 15 * Minute.MILLIS;

  private static final double CLEARLY_MORE = 1.1;
  private static final int VERSION = 1;

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
    Storm worst = null;
    for (MergedWindow attempts : minute.windows()) {
      if (!attempts.signal().equals(AMPLIFICATION)) {
        continue;
      }
      Optional<MergedWindow> outcomes = minute.of(OUTCOME, attempts.slice());
      if (outcomes.isPresent() && outcomes.get().count() > 0) {
        Storm storm = judge(minute, attempts, outcomes.get(), memory);
        worst = storm == null ? worst : worse(worst, storm);
      }
    }
    if (worst != null) {
      hits.accept(hit(worst, minute));
    }
  }

  private @Nullable Storm judge(
      Minute minute, MergedWindow attempts, MergedWindow outcomes, Memory memory) {
    String key = attempts.slice().dimension() + '\0' + attempts.slice().value();
    List<TimedStep> steps = decode(memory.get(key));
    steps.removeIf(step -> step.minuteMillis < minute.endMillis() - KEPT_MILLIS);
    steps.add(new TimedStep(minute.startMillis(), RetryStorm.Step.of(attempts, outcomes)));
    if (steps.size() > rule.minutes()) {
      steps.removeFirst();
    }
    memory.put(key, encode(steps), minute.endMillis() + KEPT_MILLIS);
    RetryStorm.Verdict verdict = rule.judge(steps.stream().map(TimedStep::step).toList());
    return verdict.state() == RetryStorm.State.STORM
        ? new Storm(attempts.slice(), verdict, outcomes.exemplars())
        : null;
  }

  /** The whole agent unless a dependency clearly stands out. */
  private static Storm worse(@Nullable Storm one, Storm other) {
    if (one == null) {
      return other;
    }
    double first = one.verdict.amplification();
    double second = other.verdict.amplification();
    if (one.slice.wholeAgent()) {
      return second > CLEARLY_MORE * first ? other : one;
    }
    if (other.slice.wholeAgent()) {
      return first > CLEARLY_MORE * second ? one : other;
    }
    return first >= second ? one : other;
  }

  private record Storm(Slice slice, RetryStorm.Verdict verdict, List<String> exemplars) {}

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
        "retry storm%s: %s attempts per call, up from %s, while failed runs rose from %s to %s"
                .formatted(
                    where,
                    Numbers.plain(verdict.amplification()),
                    Numbers.plain(verdict.amplificationBefore()),
                    Numbers.percent(verdict.failedBefore()),
                    Numbers.percent(verdict.failed()))
            + " within %d minutes (%s runs)"
                .formatted(rule.minutes(), Numbers.count(verdict.runs())),
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

  private record TimedStep(long minuteMillis, RetryStorm.Step step) {}

  private static byte[] encode(List<TimedStep> steps) {
    StateWriter writer = new StateWriter(VERSION).number(steps.size());
    for (TimedStep timed : steps) {
      RetryStorm.Step step = timed.step;
      writer.number(timed.minuteMillis).number(step.runs());
      writer.real(step.amplification()).real(step.failed());
    }
    return writer.bytes();
  }

  private static List<TimedStep> decode(byte @Nullable [] bytes) {
    List<TimedStep> steps = new ArrayList<>();
    if (bytes != null) {
      StateReader reader = new StateReader(bytes, VERSION);
      for (int left = reader.size(); left > 0; left--) {
        steps.add(
            new TimedStep(
                reader.number(),
                new RetryStorm.Step(reader.number(), reader.real(), reader.real())));
      }
    }
    return steps;
  }
}
