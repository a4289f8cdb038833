package dev.leeway.storage.query;

import dev.leeway.signals.window.Distribution;
import java.time.Instant;

/**
 * A stored baseline with its name.
 *
 * @param slot name of its {@code BaselineSlot}
 * @param distribution of a rate, zeros are what is good
 */
public record KeptBaseline(
    String baselineId,
    String slot,
    Instant from,
    Instant to,
    Instant computedAt,
    Distribution distribution) {}
