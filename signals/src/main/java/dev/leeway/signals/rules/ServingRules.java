package dev.leeway.signals.rules;

import dev.leeway.signals.condition.serving.ServingSettings;
import java.time.Duration;

/** When a model server is at its limits: section {@code serving}. */
public record ServingRules(ServingSettings settings) implements RuleSection {
  private static final ServingSettings USUAL = ServingSettings.defaults();

  public static final Section<ServingRules> SECTION =
      Section.of("serving", new ServingRules(USUAL), ServingRules::read);

  static ServingRules read(RuleReader in) {
    Duration ahead =
        in.duration(
            "forecast",
            Duration.ofMinutes(USUAL.forecastMinutes()),
            Duration.ofMinutes(1),
            Duration.ofHours(6));
    return new ServingRules(
        new ServingSettings(
            (int) ahead.toMinutes(),
            in.number("queue_limit", USUAL.queueLimit(), 1, 1e6),
            in.number("preemptions_per_minute", USUAL.preemptionsPerMinute(), 1, 1e6),
            in.whole("preemption_minutes", USUAL.preemptionMinutes(), 1, 60),
            in.whole("saturated_minutes", USUAL.saturatedMinutes(), 8, 15),
            in.number("headroom", USUAL.headroomMin(), 0, 10)));
  }
}
