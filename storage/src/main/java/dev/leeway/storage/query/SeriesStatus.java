package dev.leeway.storage.query;

import dev.leeway.signals.drift.Health;
import dev.leeway.signals.window.Slice;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a signal of a slice stands on the ladder, as it was last told.
 *
 * @param logE null before the first pane was tested
 * @param frozenDistance null where no first reference is known
 * @param findingId empty if none is open
 */
public record SeriesStatus(
    Slice slice,
    String signal,
    Health health,
    Instant at,
    long runs,
    long runsNeeded,
    @Nullable Double logE,
    double logLimit,
    double effect,
    @Nullable Double frozenDistance,
    boolean pinned,
    String findingId) {}
