package dev.leeway.signals.condition.serving;

import dev.leeway.signals.condition.Condition;
import dev.leeway.signals.condition.Memory;
import dev.leeway.signals.condition.Minute;
import dev.leeway.signals.condition.Want;
import dev.leeway.signals.drift.Numbers;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.window.MergedWindow;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A KV cache, a GPU's memory or a queue is about to be full: more than half is in use, and by its
 * {@link Outlook} all of it will be within so many minutes, of no more than were seen. What stood
 * as high within a day and came down again is only told once it is higher than it was then.
 */
public final class Exhaustion implements Condition {
  private static final double USED_MIN = 0.5;
  private static final double ABOVE_RELIEVED = 0.05;
  private static final double URGENT_MINUTES = 5;
  private static final double MINUTES_LEAST = 0.5;

  private final ServingSettings settings;

  public Exhaustion(ServingSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "exhaustion";
  }

  @Override
  public Want wants(String signal, String dimension) {
    for (Resource resource : Resource.values()) {
      if (signal.equals(resource.signal()) && Places.judged(dimension, resource.dimension())) {
        return Want.COUNTS;
      }
    }
    return Want.NOTHING;
  }

  @Override
  public void judge(Minute minute, Memory memory, Consumer<RuleHit> hits) {
    for (Resource resource : Resource.values()) {
      for (MergedWindow window : Places.of(minute, resource.signal(), resource.dimension())) {
        if (window.count() > 0) {
          judge(resource, window, memory, hits);
        }
      }
    }
  }

  private void judge(
      Resource resource, MergedWindow window, Memory memory, Consumer<RuleHit> hits) {
    String key = Places.key(resource.signal(), window.slice());
    LevelMemory level = LevelMemory.decode(memory.get(key));
    level.add(window.fromMillis(), resource.used(window.mean(), settings.queueLimit()));
    memory.put(key, level.encode(), window.toMillis() + LevelMemory.KEPT_MILLIS);
    if (Outlook.of(level.points()) instanceof Outlook.Filling filling
        && filling.used() >= USED_MIN
        && filling.used() > level.relieved() + (level.relieved() > 0 ? ABOVE_RELIEVED : 0)
        && filling.within(settings.forecastMinutes())) {
      hits.accept(hit(resource, window, filling));
    }
  }

  private RuleHit hit(Resource resource, MergedWindow window, Outlook.Filling filling) {
    return new RuleHit(
        resource.detector(),
        resource.signal(),
        window.slice(),
        filling.minutes() <= URGENT_MINUTES ? Severity.CRITICAL : Severity.WARNING,
        window.toMillis(),
        // It grows as the end comes nearer, so that a finding says how near it is.
        settings.forecastMinutes() / Math.max(MINUTES_LEAST, filling.minutes()),
        "%s of %s is %s %s and grows by %s a minute: full in %s min (%s to %s; by the mean of each of %d minutes)"
            .formatted(
                resource.words(),
                Places.words(window.slice()),
                Numbers.percent(filling.used()),
                resource.state(),
                Numbers.percent(filling.perMinute()),
                Numbers.plain(filling.minutes()),
                Numbers.plain(filling.soonest()),
                Numbers.plain(filling.latest()),
                filling.seen()),
        Map.of(
            "used", filling.used(),
            "growth_per_minute", filling.perMinute(),
            "minutes_to_exhaustion", filling.minutes(),
            "minutes_to_exhaustion_low", filling.soonest(),
            "minutes_to_exhaustion_high", filling.latest(),
            "minutes_seen", (double) filling.seen(),
            "minutes_needed", (double) Outlook.MINUTES_MIN),
        window.exemplars());
  }
}
