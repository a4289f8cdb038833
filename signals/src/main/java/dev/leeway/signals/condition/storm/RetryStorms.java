package dev.leeway.signals.condition.storm;

import dev.leeway.signals.condition.Condition;
import dev.leeway.signals.condition.Memory;
import dev.leeway.signals.condition.Minute;
import dev.leeway.signals.condition.Want;
import dev.leeway.signals.condition.storm.StormState.Onset;
import dev.leeway.signals.condition.storm.StormState.TimedStep;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import dev.leeway.signals.rule.RetryStorm;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.MergedWindow;
import dev.leeway.signals.window.Slice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Holds {@link RetryStorm} against an agent and each of its dependencies, minute by minute, and
 * states a storm for as long as it goes on. One storm is told once: of the dependency whose calls
 * are repeated clearly more than the agent's are, else of the agent; and while it goes on no other
 * is told but one that is clearly worse. What goes on untold beside it is told when it outlasts it:
 * by minutes alone that came after it. Runs that fail are those of the dependency where runs are
 * kept by it, else the agent's.
 */
public final class RetryStorms implements Condition {
  static final String AMPLIFICATION = "retry.amplification";
  private static final String OUTCOME = "run.outcome";

  /** Of several that are hit alike, the first of these is named. */
  private static final List<String> DEPENDENCIES =
      List.of("", Dimensions.PROVIDER, Dimensions.TOOL, Dimensions.DATA_SOURCE, Dimensions.MODEL);

  /** Minutes further apart have nothing to do with each other. */
  private static final long KEPT_MILLIS = 15 * Minute.MILLIS;

  /** A storm that paused for as long as closes its finding is over. */
  private static final long OVER_MILLIS = 10 * Minute.MILLIS;

  /** When a storm was last told; no slice is called so. */
  private static final String TOLD = "told";

  private static final int TOLD_VERSION = 1;

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
    List<Storm> storms = new ArrayList<>();
    for (MergedWindow attempts : minute.windows()) {
      if (attempts.signal().equals(AMPLIFICATION) && attempts.count() > 0) {
        outcomesOf(minute, attempts.slice())
            .flatMap(outcomes -> judge(minute, attempts, outcomes, memory))
            .ifPresent(storms::add);
      }
    }
    List<Storm> told = new ArrayList<>(storms.stream().filter(Storm::told).toList());
    nextOf(storms, told, minute, memory)
        .ifPresent(next -> {
          begin(next, minute, memory);
          told.add(next);
        });
    told.forEach(storm -> hits.accept(storm.hit(rule, minute, storms)));
    if (!told.isEmpty()) {
      keepToldUntil(minute, memory);
    }
  }

  /** What is to be told from now on. */
  private static Optional<Storm> nextOf(
      List<Storm> storms, List<Storm> told, Minute minute, Memory memory) {
    long toldUntil = told.isEmpty() ? toldUntil(memory) : minute.endMillis();
    List<Storm> untold =
        storms.stream()
            .filter(storm -> !storm.told())
            .filter(storm -> storm.rising() || storm.sinceMillis() >= toldUntil)
            .toList();
    return worstOf(untold)
        .filter(storm -> told.stream().allMatch(other -> storm.clearlyMoreThan(other)));
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
    Optional<Onset> known =
        state.onset().filter(of -> of.lastMillis() >= minute.endMillis() - OVER_MILLIS);
    Optional<RetryStorm.Verdict> holds =
        known.map(of -> rule.judge(state.minutes(), of.before())).filter(RetryStorms::storm);
    Optional<RetryStorm.Verdict> rises =
        known.filter(Onset::told).isPresent()
            ? Optional.empty()
            : Optional.of(rule.judge(state.minutes())).filter(RetryStorms::storm);
    Optional<Onset> onset =
        holds.isPresent()
            ? known.map(of -> of.heldAt(minute.endMillis()))
            : rises.map(verdict -> Onset.seen(minute.endMillis(), state.minutes().getFirst()));
    keep(attempts.slice(), state.with(onset.or(() -> known)), minute, memory);
    return onset.map(of ->
        new Storm(
            attempts.slice(),
            step.step(),
            holds.or(() -> rises).orElseThrow(),
            of,
            state.sinceMillis(),
            rises.isPresent(),
            outcomes.exemplars()));
  }

  private static boolean storm(RetryStorm.Verdict verdict) {
    return verdict.state() == RetryStorm.State.STORM;
  }

  private static void begin(Storm storm, Minute minute, Memory memory) {
    StormState state = StormState.decode(memory.get(keyOf(storm.slice())));
    keep(storm.slice(), state.with(Optional.of(storm.onset().stated())), minute, memory);
  }

  private static void keepToldUntil(Minute minute, Memory memory) {
    memory.put(
        TOLD,
        new StateWriter(TOLD_VERSION).number(minute.endMillis()).bytes(),
        minute.endMillis() + KEPT_MILLIS);
  }

  /** The end of the last minute in which a storm was told; long ago where none was lately. */
  private static long toldUntil(Memory memory) {
    byte[] bytes = memory.get(TOLD);
    return bytes == null ? Long.MIN_VALUE : new StateReader(bytes, TOLD_VERSION).number();
  }

  private static void keep(Slice slice, StormState state, Minute minute, Memory memory) {
    memory.put(keyOf(slice), state.encode(), minute.endMillis() + KEPT_MILLIS);
  }

  private static String keyOf(Slice slice) {
    return slice.dimension() + '\0' + slice.value();
  }

  /** The whole agent unless a dependency clearly stands out. */
  private static Optional<Storm> worstOf(List<Storm> storms) {
    Optional<Storm> agent = storms.stream().filter(storm -> storm.slice().wholeAgent()).findFirst();
    Optional<Storm> dependency =
        storms.stream()
            .filter(storm -> !storm.slice().wholeAgent())
            .max(
                Comparator.comparingDouble((Storm storm) -> storm.now().amplification())
                    .thenComparing(
                        storm -> DEPENDENCIES.indexOf(storm.slice().dimension()),
                        Comparator.reverseOrder())
                    .thenComparing(storm -> storm.slice().value(), Comparator.reverseOrder()));
    boolean standsOut =
        agent.isEmpty() || dependency.filter(one -> one.clearlyMoreThan(agent.get())).isPresent();
    return standsOut ? dependency : agent;
  }
}
