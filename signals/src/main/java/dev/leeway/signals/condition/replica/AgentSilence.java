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
import dev.leeway.signals.window.Slice;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * An agent, or one of its replicas, that reported steadily has stopped: no run for longer than its
 * {@link Cadence} makes likely. No data is not zero, and nothing else would say so. Learned from a
 * day and 100 runs on: until then every night would be a silence. Of a replica it is a note, since
 * replicas come and go.
 *
 * <p>It is stated for six hours at most; then the silence is known, and the finding closes.
 */
public final class AgentSilence implements Condition {
  private static final String COUNT = "run.count";
  private static final String SIGNAL = "agent.silent";

  /** The key of the agent as a whole. */
  private static final String AGENT = "";

  private static final long AGAIN_MILLIS = 9 * Minute.MILLIS;
  private static final long TOLD_MILLIS = 6 * 60 * Minute.MILLIS;
  private static final long KEPT_MILLIS = Cadence.HOURS_KEPT * 60 * Minute.MILLIS;

  @Override
  public String name() {
    return "silence";
  }

  @Override
  public Want wants(String signal, String dimension) {
    boolean wanted = dimension.isEmpty() || dimension.equals(Dimensions.REPLICA);
    return signal.equals(COUNT) && wanted ? Want.COUNTS : Want.NOTHING;
  }

  @Override
  public void judge(Minute minute, Memory memory, Consumer<RuleHit> hits) {
    for (MergedWindow window : minute.windows()) {
      String key = window.slice().value();
      Cadence cadence = Cadence.decode(memory.get(key));
      cadence.add(minute.startMillis(), window.count());
      memory.put(key, cadence.encode(), minute.endMillis() + KEPT_MILLIS);
      if (cadence.learned()) {
        memory.wakeAt(key, cadence.silentAtMillis());
      }
    }
  }

  @Override
  public void wake(Slice agent, String key, long atMillis, Memory memory, Consumer<RuleHit> hits) {
    Cadence cadence = Cadence.decode(memory.get(key));
    if (atMillis - cadence.lastEndMillis() > TOLD_MILLIS) {
      return;
    }
    if (!key.isEmpty() && Cadence.decode(memory.get(AGENT)).lastEndMillis() < atMillis) {
      memory.wakeAt(key, atMillis + AGAIN_MILLIS);
      return;
    }
    hits.accept(hit(agent, key, atMillis, cadence));
    memory.wakeAt(key, atMillis + AGAIN_MILLIS);
  }

  private static RuleHit hit(Slice agent, String replica, long atMillis, Cadence cadence) {
    double minutes = (double) (atMillis - cadence.lastEndMillis()) / Minute.MILLIS;
    double rate = cadence.rateAt(cadence.lastEndMillis());
    boolean whole = replica.isEmpty();
    return new RuleHit(
        "rule.silent",
        SIGNAL,
        whole ? agent : agent.with(Dimensions.REPLICA, replica),
        whole ? Severity.WARNING : Severity.INFO,
        atMillis,
        minutes,
        "no run%s since %s, for %s min; %s a minute were usual"
            .formatted(
                whole ? "" : " of " + replica,
                Numbers.timeOfDay(cadence.lastEndMillis()),
                Numbers.plain(minutes),
                Numbers.plain(rate)),
        Map.of(
            "silent_minutes",
            minutes,
            "usual_per_minute",
            rate,
            "phi",
            cadence.phi(),
            "alpha",
            Cadence.ALPHA),
        List.of());
  }
}
