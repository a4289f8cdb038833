package dev.leeway.signals.condition.contract;

import dev.leeway.signals.condition.Condition;
import dev.leeway.signals.condition.Memory;
import dev.leeway.signals.condition.Minute;
import dev.leeway.signals.condition.Want;
import dev.leeway.signals.drift.Numbers;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.Exemplar;
import dev.leeway.signals.window.MergedWindow;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Tells of every minute in which an answer broke a contract whose owner wants to hear of a single
 * one. What else is declared is judged by its share.
 */
public final class BrokenContract implements Condition {
  private static final String SIGNAL = "contract.violation";
  private static final String BROKEN = "BROKEN";

  private final List<WatchedContract> watched;

  public BrokenContract(List<WatchedContract> watched) {
    this.watched = List.copyOf(watched);
  }

  @Override
  public String name() {
    return "contract";
  }

  @Override
  public Want wants(String signal, String dimension) {
    boolean sliced = dimension.isEmpty() || dimension.equals(Dimensions.OPERATION);
    return !watched.isEmpty() && signal.equals(SIGNAL) && sliced ? Want.COUNTS : Want.NOTHING;
  }

  @Override
  public void judge(Minute minute, Memory memory, Consumer<RuleHit> hits) {
    for (MergedWindow window : minute.windows()) {
      long broken = window.countOf(BROKEN);
      if (broken > 0 && watched.stream().anyMatch(one -> one.isFor(window.slice()))) {
        hits.accept(hit(window, broken));
      }
    }
  }

  private static RuleHit hit(MergedWindow window, long broken) {
    double share = (double) broken / Math.max(1, window.count());
    String example = Exemplar.traceOf(window.exemplarOf().getOrDefault(BROKEN, ""));
    return new RuleHit(
        "rule.contract",
        SIGNAL,
        window.slice(),
        Severity.CRITICAL,
        window.toMillis(),
        share,
        "%s of %s answers broke what the rules file declares of them, in the minute from %s"
            .formatted(
                Numbers.count(broken),
                Numbers.count(window.count()),
                Numbers.timeOfDay(window.fromMillis())),
        Map.of("broken", (double) broken, "n", (double) window.count()),
        example.isEmpty() ? window.exemplars() : List.of(example));
  }
}
