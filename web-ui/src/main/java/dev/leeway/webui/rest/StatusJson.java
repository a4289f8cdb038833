package dev.leeway.webui.rest;

import dev.leeway.storage.query.SeriesStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a signal stands on the ladder learning, stable, moved, drift, as the API gives it.
 *
 * @param runs in the reference, of {@code runsNeeded} while learning
 * @param logE evidence so far; null before the first test
 * @param frozenDistance from the first baseline there was; null where none is known
 * @param findingId of the open finding; null if none is
 */
record StatusJson(
    String health,
    Instant at,
    long runs,
    long runsNeeded,
    @Nullable Double logE,
    double logLimit,
    double effect,
    @Nullable Double frozenDistance,
    boolean pinned,
    @Nullable String findingId) {

  static StatusJson of(SeriesStatus status) {
    return new StatusJson(
        status.health().name(),
        status.at(),
        status.runs(),
        status.runsNeeded(),
        status.logE(),
        status.logLimit(),
        status.effect(),
        status.frozenDistance(),
        status.pinned(),
        status.findingId().isEmpty() ? null : status.findingId());
  }
}
