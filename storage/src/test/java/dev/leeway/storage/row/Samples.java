package dev.leeway.storage.row;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.AgentSource;
import dev.leeway.signals.event.ContentRef;
import dev.leeway.signals.event.ContentRole;
import dev.leeway.signals.event.Convention;
import dev.leeway.signals.event.EventFlag;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.Facts;
import dev.leeway.signals.event.ModelCall;
import dev.leeway.signals.event.SpanStatus;
import dev.leeway.signals.event.ToolCall;
import dev.leeway.signals.event.TraceId;
import dev.leeway.signals.event.Usage;
import dev.leeway.signals.run.Run;
import dev.leeway.signals.run.RunOutcome;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Values for tests: plain ones, and ones in which every field is odd. */
public final class Samples {
  public static final String ODD_TEXT = "größe \0 '\\\n\t\" 漢字 😀";
  public static final AgentSource SHOP =
      new AgentSource("acme", "prod", "shop-service", "1.2.3", "pod-7", "shop", "v42");
  public static final AgentSource BARE = new AgentSource("acme", "", "", "", "", "shop", "");
  public static final AgentSource ODD =
      new AgentSource(
          ODD_TEXT, ODD_TEXT, ODD_TEXT, ODD_TEXT, ODD_TEXT, "agent " + ODD_TEXT, ODD_TEXT);

  private Samples() {}

  /** A span with nothing but what it must have. */
  public static AgentEvent event(
      AgentSource source, TraceId traceId, long spanId, long startNanos) {
    return new AgentEvent(
        source,
        traceId,
        spanId,
        0,
        "",
        EventKind.OTHER,
        "",
        Convention.UNKNOWN,
        "",
        startNanos,
        startNanos,
        SpanStatus.UNSET,
        "",
        0,
        1,
        ModelCall.NONE,
        Usage.NONE,
        ToolCall.NONE,
        "",
        "",
        "",
        List.of(),
        0,
        4_000_000_000_000L,
        Facts.NONE,
        Map.of(),
        Map.of());
  }

  /** A span in which no field has its usual value. */
  public static AgentEvent oddEvent(long spanId, long startNanos, long endNanos, int flags) {
    return new AgentEvent(
        ODD,
        new TraceId(-1, Long.MIN_VALUE),
        spanId,
        Long.MIN_VALUE,
        ODD_TEXT,
        EventKind.HUMAN_WAIT,
        ODD_TEXT,
        Convention.OTEL_GENAI_LEGACY,
        ODD_TEXT,
        startNanos,
        endNanos,
        SpanStatus.ERROR,
        ODD_TEXT,
        Integer.MIN_VALUE,
        Integer.MAX_VALUE,
        new ModelCall(
            ODD_TEXT, ODD_TEXT, ODD_TEXT, ODD_TEXT, List.of("stop", "", ODD_TEXT), Long.MAX_VALUE),
        new Usage(0L, Long.MAX_VALUE, Long.MIN_VALUE, -1L, 1L, Double.NEGATIVE_INFINITY),
        new ToolCall(ODD_TEXT, ODD_TEXT, -1, Long.MIN_VALUE),
        ODD_TEXT,
        ODD_TEXT,
        ODD_TEXT,
        Arrays.stream(ContentRole.values())
            .map(role -> new ContentRef(role, "0123456789abcdeffedcba9876543210", Long.MAX_VALUE))
            .toList(),
        flags,
        4_000_000_000_001L,
        Facts.NONE,
        Map.of("", "", ODD_TEXT, ODD_TEXT, "key", "x".repeat(100_000)),
        Map.of("host.name", ODD_TEXT));
  }

  public static int allFlags() {
    return Arrays.stream(EventFlag.values()).mapToInt(EventFlag::bit).sum();
  }

  public static Run run(TraceId traceId, long runId, long revision, boolean withdrawn) {
    return new Run(
        SHOP,
        traceId,
        runId,
        revision,
        withdrawn,
        "answer",
        3_999_999_999_000_000_000L,
        2_500_000_000L,
        SpanStatus.OK,
        RunOutcome.OK,
        "",
        "conversation-1",
        "user-1",
        7,
        3,
        2,
        4,
        1_234,
        567,
        0.0123,
        0.5,
        Map.of("run.duration", 2500.0, "complexity.steps", 7.0),
        Map.of("contract.shape", "json {price: number}"),
        Map.of("model", "m1"),
        0);
  }

  public static Run oddRun(TraceId traceId, long runId) {
    return new Run(
        ODD,
        traceId,
        runId,
        Long.MAX_VALUE,
        false,
        ODD_TEXT,
        Long.MIN_VALUE,
        Long.MIN_VALUE,
        SpanStatus.ERROR,
        RunOutcome.CONTRACT_BROKEN,
        ODD_TEXT,
        ODD_TEXT,
        ODD_TEXT,
        Integer.MAX_VALUE,
        0,
        0,
        0,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        Double.NaN,
        null,
        Map.of("", Double.NaN, ODD_TEXT, Double.POSITIVE_INFINITY),
        Map.of("", ODD_TEXT),
        Map.of(ODD_TEXT, ODD_TEXT),
        0xF);
  }
}
