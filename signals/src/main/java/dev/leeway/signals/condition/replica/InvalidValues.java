package dev.leeway.signals.condition.replica;

import dev.leeway.signals.condition.Condition;
import dev.leeway.signals.condition.Memory;
import dev.leeway.signals.condition.Minute;
import dev.leeway.signals.condition.Want;
import dev.leeway.signals.drift.Numbers;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.MergedWindow;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Spans carry NaN or infinite values, which no healthy program writes: one is enough. Where all of
 * a minute's came from one replica of several, the replica is named.
 */
public final class InvalidValues implements Condition {
  private static final String SIGNAL = "value.invalid";

  @Override
  public String name() {
    return "invalid";
  }

  @Override
  public Want wants(String signal, String dimension) {
    boolean wanted = dimension.isEmpty() || dimension.equals(Dimensions.REPLICA);
    return signal.equals(SIGNAL) && wanted ? Want.COUNTS : Want.NOTHING;
  }

  @Override
  public void judge(Minute minute, Memory memory, Consumer<RuleHit> hits) {
    for (MergedWindow whole : minute.of(SIGNAL, "")) {
      List<MergedWindow> replicas = minute.of(SIGNAL, Dimensions.REPLICA);
      boolean oneReplica = replicas.size() == 1 && replicas.getFirst().count() == whole.count();
      hits.accept(hit(oneReplica ? replicas.getFirst() : whole));
    }
  }

  private static RuleHit hit(MergedWindow window) {
    String where = window.slice().wholeAgent() ? "" : ", all from " + window.slice().value();
    return new RuleHit(
        "rule.invalid_value",
        SIGNAL,
        window.slice(),
        Severity.WARNING,
        window.toMillis(),
        window.sum(),
        "%s NaN or infinite values in %s spans within a minute%s"
            .formatted(Numbers.plain(window.sum()), Numbers.count(window.count()), where),
        Map.of("values", window.sum(), "spans", (double) window.count()),
        window.exemplars(),
        RuleHit.Course.ONCE);
  }
}
