package dev.leeway.webui.agent;

import dev.leeway.storage.query.SignalValues;
import java.time.Instant;

/**
 * What one version of an agent did in the range.
 *
 * @param firstSeen ever, as far as it is known
 */
record VersionReading(
    String version,
    Instant firstSeen,
    long runs,
    double failedShare,
    SignalValues duration,
    SignalValues inputTokens,
    SignalValues cost) {}
