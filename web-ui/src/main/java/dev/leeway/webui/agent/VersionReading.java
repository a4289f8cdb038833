package dev.leeway.webui.agent;

import dev.leeway.storage.query.SignalValues;

/** What one version of an agent did in the range. */
record VersionReading(
    String version,
    long runs,
    double failedShare,
    SignalValues duration,
    SignalValues inputTokens,
    SignalValues cost) {}
