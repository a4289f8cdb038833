package dev.leeway.webui.overview;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One agent as the overview shows it. Numbers are NaN where nothing was seen.
 *
 * @param covered share of runs that carried what the signals need, the least of them
 * @param coverage the same in words
 */
record AgentCard(
    String environment,
    String name,
    AgentHealth health,
    int openFindings,
    long runs,
    double failedShare,
    double durationP95,
    double inputTokensP50,
    List<@Nullable Double> runSpark,
    List<@Nullable Double> failedSpark,
    List<@Nullable Double> durationSpark,
    List<@Nullable Double> tokenSpark,
    double covered,
    String coverage,
    Instant lastSeen) {}
