package dev.leeway.webui.fleet;

import dev.leeway.signals.event.AgentSource;
import dev.leeway.signals.event.SpanStatus;
import dev.leeway.signals.event.TraceId;
import dev.leeway.signals.run.Run;
import dev.leeway.signals.run.RunOutcome;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Draws runs of one agent.
 *
 * @param tokens median input tokens of a run
 * @param millis median duration
 * @param failing share of runs without success
 * @param loops share of runs that repeat a tool call
 * @param operation the route of all of them; empty where none is known
 */
record SeededAgent(
    String name,
    String version,
    double tokens,
    double millis,
    double failing,
    double loops,
    String operation) {

  private static final List<RunOutcome> FAILURES =
      List.of(
          RunOutcome.ERROR,
          RunOutcome.ERROR,
          RunOutcome.TIMEOUT,
          RunOutcome.TRUNCATED,
          RunOutcome.RATE_LIMITED);

  SeededAgent(
      String name, String version, double tokens, double millis, double failing, double loops) {
    this(name, version, tokens, millis, failing, loops, "");
  }

  SeededAgent withVersion(String other) {
    return new SeededAgent(name, other, tokens, millis, failing, loops, operation);
  }

  SeededAgent withTokens(double other) {
    return new SeededAgent(name, version, other, millis, failing, loops, operation);
  }

  AgentSource source() {
    return new AgentSource("default", "production", name, version, name + "-1", name, version);
  }

  /** A run that started then. */
  Run run(long startMillis, SplittableRandom random) {
    double hardness = Math.exp(0.45 * gaussian(random));
    long input = Math.max(1, Math.round(tokens * hardness * Math.exp(0.25 * gaussian(random))));
    long output = Math.max(1, Math.round(180 * Math.exp(0.6 * gaussian(random))));
    int toolCalls = (int) Math.min(9, random.nextInt(4) + Math.floor(hardness));
    boolean failed = random.nextDouble() < failing;
    boolean looped = random.nextDouble() < loops;
    int repeats = looped ? 6 + random.nextInt(20) : 0;
    RunOutcome outcome =
        looped
            ? RunOutcome.LOOPED
            : failed ? FAILURES.get(random.nextInt(FAILURES.size())) : RunOutcome.OK;
    double duration = millis * Math.pow(hardness, 0.8) * Math.exp(0.3 * gaussian(random));
    double cost = input * 2.5e-6 + output * 1e-5;
    int llmCalls = 1 + toolCalls / 2;
    int attempts = llmCalls + toolCalls + (random.nextDouble() < 0.04 ? 1 : 0);
    Map<String, Double> signals = new HashMap<>();
    signals.put("run.count", 1.0);
    signals.put("run.duration", duration);
    signals.put("complexity.input_tokens", (double) input);
    signals.put("complexity.steps", (double) (llmCalls + toolCalls));
    signals.put("complexity.tools_used", (double) Math.min(4, toolCalls));
    signals.put("cost.run", cost);
    signals.put("retry.amplification", (double) attempts / (llmCalls + toolCalls));
    signals.put("loop.repeat", (double) repeats);
    signals.put("rate_limit.headroom", 0.4 + 0.35 * Math.sin(startMillis / 2.1e6));
    signals.put("telemetry.coverage", 0.96875);
    signals.put("contract.length", Math.rint(80 + output * 3.1));
    signals.putAll(SeededAnswer.of(startMillis).signals());
    return new Run(
        source(),
        new TraceId(random.nextLong() | 1, random.nextLong()),
        random.nextLong() | 1,
        1,
        false,
        "invoke_agent " + name,
        startMillis * 1_000_000,
        Math.round(duration * 1e6),
        outcome == RunOutcome.OK ? SpanStatus.OK : SpanStatus.ERROR,
        outcome,
        outcome == RunOutcome.TIMEOUT ? "timeout" : "",
        "conversation-" + random.nextInt(1_000),
        userOf(startMillis),
        1 + llmCalls + toolCalls,
        llmCalls,
        toolCalls,
        attempts,
        input,
        output,
        cost,
        signals.get("grounding.score"),
        signals,
        SeededContract.categories(this, startMillis),
        dimensions(startMillis),
        0);
  }

  /** Few users ask much, many ask little, some are not told; of one agent nobody is. */
  private String userOf(long startMillis) {
    long drawn = Math.floorMod(startMillis * 31, 1_009L);
    if (name.equals(SeededFleet.STEADY) || drawn < 90) {
      return "";
    }
    return String.format(Locale.ROOT, "%016x", 0x9e3779b97f4a7c15L * (1 + drawn * drawn / 20_000));
  }

  /** Agents that read sources: one of a single one, one of two, of which one is worth less. */
  private String sourcesOf(long startMillis) {
    boolean second = SeededAnswer.of(startMillis) != SeededAnswer.TRUE || startMillis % 5 == 0;
    return switch (name) {
      case SeededFleet.STEADY -> "policies";
      case SeededFleet.DRIFTING -> second ? "price-list" : "warehouse/orders";
      default -> "";
    };
  }

  private Map<String, String> dimensions(long startMillis) {
    Map<String, String> dimensions = new HashMap<>();
    dimensions.put("version", version);
    dimensions.put("model", SeededContract.model(name));
    dimensions.put("provider", SeededContract.provider(name));
    if (!sourcesOf(startMillis).isEmpty()) {
      dimensions.put("data_source", sourcesOf(startMillis));
    }
    if (!operation.isEmpty()) {
      dimensions.put("operation", operation);
    }
    return dimensions;
  }

  private static double gaussian(SplittableRandom random) {
    return random.nextGaussian();
  }
}
