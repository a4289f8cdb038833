package dev.leeway.storage.row;

import dev.leeway.signals.event.AgentSource;
import dev.leeway.signals.event.SpanStatus;
import dev.leeway.signals.event.TraceId;
import dev.leeway.signals.run.Run;
import dev.leeway.signals.run.RunOutcome;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of {@code runs}, in the columns of {@link RunRows}, as runs. */
public final class RunReader {
  private RunReader() {}

  public static String columnList() {
    return RunRows.TARGET.columnList();
  }

  public static RunRow read(RowReader in) {
    String tenantId = in.text();
    TraceId traceId = new TraceId(in.word(), in.word());
    long runId = in.word();
    long revision = in.int64();
    boolean withdrawn = in.bool();
    AgentSource source = AgentEventReader.source(tenantId, in);
    String name = in.text();
    long startNanos = in.int64();
    long durationNanos = in.int64();
    SpanStatus status = SpanStatus.valueOf(in.text());
    RunOutcome outcome = RunOutcome.valueOf(in.text());
    String errorType = in.text();
    String conversationId = in.text();
    String userIdHash = in.text();
    int spans = in.int32();
    int llmCalls = in.int32();
    int toolCalls = in.int32();
    int attempts = in.int32();
    long inputTokens = in.int64();
    long outputTokens = in.int64();
    double costUsd = in.float64();
    @Nullable Double groundingScore = in.nullableFloat64();
    Map<String, Double> signals = in.numberMap();
    Map<String, String> categories = in.textMap();
    Map<String, String> dimensions = in.textMap();
    int flags = in.int32();
    Run run =
        new Run(
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
            categories,
            dimensions,
            flags);
    return new RunRow(run, in.int64());
  }
}
