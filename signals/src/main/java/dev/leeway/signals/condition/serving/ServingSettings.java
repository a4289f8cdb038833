package dev.leeway.signals.condition.serving;

import dev.leeway.signals.condition.forecast.Trend;
import java.io.Serializable;

/**
 * When somebody is told of a model server's limits.
 *
 * @param forecastMinutes how far ahead something must be used up
 * @param queueLimit requests that may wait for one replica: what its queue is full at
 * @param preemptionsPerMinute of one replica
 * @param preemptionMinutes in a row with so many preemptions
 * @param saturatedMinutes in a row beyond the knee
 * @param headroomMin of an agent's capacity, at today's inputs
 */
public record ServingSettings(
    int forecastMinutes,
    double queueLimit,
    double preemptionsPerMinute,
    int preemptionMinutes,
    int saturatedMinutes,
    double headroomMin)
    implements Serializable {

  public ServingSettings {
    if (forecastMinutes < 1 || preemptionMinutes < 1 || saturatedMinutes < Trend.POINTS_MIN) {
      throw new IllegalArgumentException(
          "minutes must be at least 1, 1 and %d: %d, %d, %d"
              .formatted(Trend.POINTS_MIN, forecastMinutes, preemptionMinutes, saturatedMinutes));
    }
    if (!(queueLimit > 0 && preemptionsPerMinute > 0 && headroomMin >= 0)) {
      throw new IllegalArgumentException(
          "limits must be above 0: %s, %s, %s"
              .formatted(queueLimit, preemptionsPerMinute, headroomMin));
    }
  }

  public static ServingSettings defaults() {
    return new ServingSettings(30, 100, 1, 5, Trend.POINTS_MIN, 0.5);
  }
}
