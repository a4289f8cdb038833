package dev.leeway.signals.condition.limit;

import dev.leeway.signals.condition.Condition;
import dev.leeway.signals.condition.Memory;
import dev.leeway.signals.condition.Minute;
import dev.leeway.signals.condition.Want;
import dev.leeway.signals.drift.Numbers;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.window.MergedWindow;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An agent retries before the time that {@code retry-after} asked for: over the last ten minutes
 * less than half of its retries waited, in five runs or more that were asked to.
 */
public final class RetryAfter implements Condition {
  private static final String SIGNAL = "rate_limit.compliance";
  private static final int MINUTES = 10;
  private static final int RUNS_MIN = 5;
  private static final double WAITED_MIN = 0.5;
  private static final int VERSION = 1;

  @Override
  public String name() {
    return "retry_after";
  }

  @Override
  public Want wants(String signal, String dimension) {
    return signal.equals(SIGNAL) && dimension.isEmpty() ? Want.COUNTS : Want.NOTHING;
  }

  private record Retries(long runs, double waited) {}

  @Override
  public void judge(Minute minute, Memory memory, Consumer<RuleHit> hits) {
    for (MergedWindow window : minute.windows()) {
      SortedMap<Long, Retries> minutes = decode(memory.get(SIGNAL));
      minutes.put(minute.startMillis(), new Retries(window.count(), window.sum()));
      minutes.headMap(minute.endMillis() - MINUTES * Minute.MILLIS).clear();
      memory.put(SIGNAL, encode(minutes), minute.endMillis() + MINUTES * Minute.MILLIS);
      long runs = minutes.values().stream().mapToLong(Retries::runs).sum();
      double waited = minutes.values().stream().mapToDouble(Retries::waited).sum() / runs;
      if (runs >= RUNS_MIN && waited < WAITED_MIN) {
        hits.accept(hit(window, runs, waited));
      }
    }
  }

  private static RuleHit hit(MergedWindow window, long runs, double waited) {
    return new RuleHit(
        "rule.retry_after",
        SIGNAL,
        window.slice(),
        Severity.WARNING,
        window.toMillis(),
        1 - waited,
        "only %s of retries waited as long as retry-after asked for (%s runs in %d min): others are"
                .formatted(Numbers.percent(waited), Numbers.count(runs), MINUTES)
            + " refused again and use up the limit",
        Map.of("waited", waited, "n", (double) runs, "n_needed", (double) RUNS_MIN),
        window.exemplars());
  }

  private static byte[] encode(Map<Long, Retries> minutes) {
    StateWriter writer = new StateWriter(VERSION).number(minutes.size());
    minutes.forEach(
        (start, retries) -> writer.number(start).number(retries.runs).real(retries.waited));
    return writer.bytes();
  }

  private static SortedMap<Long, Retries> decode(byte @Nullable [] bytes) {
    TreeMap<Long, Retries> minutes = new TreeMap<>();
    if (bytes != null) {
      StateReader reader = new StateReader(bytes, VERSION);
      for (int left = reader.size(); left > 0; left--) {
        minutes.put(reader.number(), new Retries(reader.number(), reader.real()));
      }
    }
    return minutes;
  }
}
