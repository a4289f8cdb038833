package dev.leeway.signals.condition.serving;

import dev.leeway.signals.condition.Condition;
import dev.leeway.signals.condition.Memory;
import dev.leeway.signals.condition.Minute;
import dev.leeway.signals.condition.Want;
import dev.leeway.signals.drift.Numbers;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.MergedWindow;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A model server keeps preempting requests: minute after minute it throws away what it has
 * computed, and computes it again. A single minute of it is what a burst does.
 */
public final class Preemptions implements Condition {
  private static final String SIGNAL = "serve.preemptions";
  private static final long KEPT_MILLIS = 10 * Minute.MILLIS;
  private static final int VERSION = 1;

  private final ServingSettings settings;

  public Preemptions(ServingSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "preemptions";
  }

  @Override
  public Want wants(String signal, String dimension) {
    return signal.equals(SIGNAL) && Places.judged(dimension, Dimensions.REPLICA)
        ? Want.COUNTS
        : Want.NOTHING;
  }

  @Override
  public void judge(Minute minute, Memory memory, Consumer<RuleHit> hits) {
    for (MergedWindow window : Places.of(minute, SIGNAL, Dimensions.REPLICA)) {
      String key = window.slice().value();
      if (window.sum() < settings.preemptionsPerMinute()) {
        memory.remove(key);
        continue;
      }
      InARow row = InARow.decode(memory.get(key)).plus(minute.startMillis(), window.sum());
      memory.put(key, row.encode(), minute.endMillis() + KEPT_MILLIS);
      if (row.minutes >= settings.preemptionMinutes()) {
        hits.accept(hit(window, row));
      }
    }
  }

  private RuleHit hit(MergedWindow window, InARow row) {
    double perMinute = row.preempted / row.minutes;
    return new RuleHit(
        "rule.preemptions",
        SIGNAL,
        window.slice(),
        Severity.WARNING,
        window.toMillis(),
        perMinute,
        "%s preempts requests: %s a minute for %s min, work that is done twice"
            .formatted(
                Places.words(window.slice()), Numbers.plain(perMinute), Numbers.count(row.minutes)),
        Map.of(
            "preemptions_per_minute",
            perMinute,
            "preemptions_per_minute_limit",
            settings.preemptionsPerMinute(),
            "minutes",
            (double) row.minutes,
            "minutes_limit",
            (double) settings.preemptionMinutes()),
        window.exemplars());
  }

  /** Minutes in a row with preemptions. */
  private record InARow(long lastMinute, long minutes, double preempted) {

    InARow plus(long minute, double more) {
      boolean next = minute - lastMinute == Minute.MILLIS;
      return next ? new InARow(minute, minutes + 1, preempted + more) : new InARow(minute, 1, more);
    }

    byte[] encode() {
      return new StateWriter(VERSION).number(lastMinute).number(minutes).real(preempted).bytes();
    }

    static InARow decode(byte @Nullable [] bytes) {
      if (bytes == null) {
        return new InARow(0, 0, 0);
      }
      StateReader reader = new StateReader(bytes, VERSION);
      return new InARow(reader.number(), reader.number(), reader.real());
    }
  }
}
