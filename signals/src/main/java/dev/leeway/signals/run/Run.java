package dev.leeway.signals.run;

import dev.leeway.signals.event.AgentSource;
import dev.leeway.signals.event.SpanStatus;
import dev.leeway.signals.event.TraceId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run as it is stored: a topmost AGENT or WORKFLOW span of a trace with all below it, else the
 * trace's root, else the trace itself.
 *
 * @param runId the span id of the run's root; zero when the trace stands for itself
 * @param revision grows with what is known of the run; of two rows with one key the greater wins
 * @param withdrawn the run turned out not to be one: its row is to be hidden
 * @param durationNanos root's duration; without a root from first start to last end
 * @param signals every per-run signal's value, by signal name
 * @param categories every categorical per-run signal's answer, by signal name, but the outcome; and
 *     prints that runs are compared by
 * @param dimensions the further slice dimensions that the run carries, such as {@code model}
 * @param flags bits of {@link RunFlag}
 */
public record Run(
    AgentSource source,
    TraceId traceId,
    long runId,
    long revision,
    boolean withdrawn,
    String name,
    long startNanos,
    long durationNanos,
    SpanStatus status,
    RunOutcome outcome,
    String errorType,
    String conversationId,
    String userIdHash,
    int spans,
    int llmCalls,
    int toolCalls,
    int attempts,
    long inputTokens,
    long outputTokens,
    double costUsd,
    @Nullable Double groundingScore,
    Map<String, Double> signals,
    Map<String, String> categories,
    Map<String, String> dimensions,
    int flags) {

  public Run {
    signals = Map.copyOf(signals);
    categories = Map.copyOf(categories);
    dimensions = Map.copyOf(dimensions);
  }

  /** A run whose spans give no categories. */
  public Run(
      AgentSource source,
      TraceId traceId,
      long runId,
      long revision,
      boolean withdrawn,
      String name,
      long startNanos,
      long durationNanos,
      SpanStatus status,
      RunOutcome outcome,
      String errorType,
      String conversationId,
      String userIdHash,
      int spans,
      int llmCalls,
      int toolCalls,
      int attempts,
      long inputTokens,
      long outputTokens,
      double costUsd,
      @Nullable Double groundingScore,
      Map<String, Double> signals,
      Map<String, String> dimensions,
      int flags) {
    this(
        source,
        traceId,
        runId,
        revision,
        withdrawn,
        name,
        startNanos,
        durationNanos,
        status,
        outcome,
        errorType,
        conversationId,
        userIdHash,
        spans,
        llmCalls,
        toolCalls,
        attempts,
        inputTokens,
        outputTokens,
        costUsd,
        groundingScore,
        signals,
        Map.of(),
        dimensions,
        flags);
  }

  /** Epoch milliseconds of the run's end, which is the minute that its observations belong to. */
  public long endMillis() {
    return Math.floorDiv(startNanos + Math.max(0, durationNanos), 1_000_000L);
  }

  /** Whether its row is final as far as its spans go: the run is over. */
  public boolean closed() {
    return outcome != RunOutcome.OPEN;
  }

  public boolean has(RunFlag flag) {
    return flag.in(flags);
  }

  /** The same with other categories. */
  public Run with(Map<String, String> newCategories) {
    return new Run(
        source,
        traceId,
        runId,
        revision,
        withdrawn,
        name,
        startNanos,
        durationNanos,
        status,
        outcome,
        errorType,
        conversationId,
        userIdHash,
        spans,
        llmCalls,
        toolCalls,
        attempts,
        inputTokens,
        outputTokens,
        costUsd,
        groundingScore,
        signals,
        newCategories,
        dimensions,
        flags);
  }

  /** The row that hides this one, once the trace showed that this was no run. */
  public Run withdrawn(long byRevision) {
    return new Run(
        source,
        traceId,
        runId,
        byRevision,
        true,
        name,
        startNanos,
        durationNanos,
        status,
        outcome,
        errorType,
        conversationId,
        userIdHash,
        spans,
        llmCalls,
        toolCalls,
        attempts,
        inputTokens,
        outputTokens,
        costUsd,
        groundingScore,
        signals,
        categories,
        dimensions,
        flags);
  }
}
