package dev.leeway.streamjobs.run;

import dev.leeway.signals.rule.LoopRule;
import dev.leeway.signals.rules.GroundingRules;
import dev.leeway.signals.rules.LoopRules;
import dev.leeway.signals.rules.RuleBook;
import dev.leeway.signals.run.RunRules;
import java.io.Serializable;

/**
 * What run assembly may do per second and how much it remembers.
 *
 * @param verifyBeforeMillis traces of records that were appended before this are looked after in
 *     storage: a start without the newest checkpoint has forgotten what was open
 * @param openRowsPerTickMax rows of open runs written per second; more wait
 * @param rebuildsPerTickMax traces rebuilt per second; more wait
 * @param spanIdsMax span ids remembered of one trace; beyond, resends are stored twice
 * @param openBytesMax of state that open runs may hold, all subtasks together; beyond, the spans of
 *     those that were silent longest are read from storage when they are over
 * @param rules what is looked for in a run
 */
public record AssemblySettings(
    long verifyBeforeMillis,
    int openRowsPerTickMax,
    int rebuildsPerTickMax,
    int spanIdsMax,
    long openBytesMax,
    RuleBook rules)
    implements Serializable {

  private static final long OPEN_BYTES_MAX = 256L << 20;

  public static AssemblySettings verifyingBefore(long millis) {
    return new AssemblySettings(millis, 100, 200, 100_000, OPEN_BYTES_MAX, RuleBook.defaults());
  }

  public LoopRule loopRule() {
    return rules.of(LoopRules.SECTION).rule();
  }

  /** What is settled of the judgement on runs. */
  public RunRules runRules() {
    return new RunRules(loopRule(), rules.of(GroundingRules.SECTION).rule());
  }

  public AssemblySettings withRules(RuleBook newRules) {
    return new AssemblySettings(
        verifyBeforeMillis,
        openRowsPerTickMax,
        rebuildsPerTickMax,
        spanIdsMax,
        openBytesMax,
        newRules);
  }
}
