package dev.leeway.simulator.fleet;

import java.util.List;

/**
 * What one agent of the fleet is like at its best.
 *
 * @param turnsMean mean of model calls in a run beyond the first
 * @param inputTokensMedian median prompt length of a first call; log-normal with {@code inputSigma}
 * @param errorShare share of model calls that fail for good
 * @param retryShare share of model calls that need a second attempt
 * @param dataSource knowledge base that it retrieves from, empty for none
 */
record AgentProfile(
    String name,
    String version,
    String provider,
    String model,
    String system,
    List<String> questions,
    List<Tool> tools,
    double turnsMean,
    double inputTokensMedian,
    double inputSigma,
    double outputTokensMedian,
    double millisPerToken,
    double errorShare,
    double retryShare,
    String dataSource) {}
