package dev.leeway.streamjobs.scenario;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.leeway.telemetry.json.Conversion;
import dev.leeway.telemetry.json.OtlpJson;
import dev.leeway.telemetry.scenario.WrittenTraffic;
import dev.leeway.testkit.scenario.Scenario;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The traffic of a scenario as its senders would have sent it: each span by itself, when it ended
 * or so much later as its resource says, and among them its metrics.
 */
public final class ScenarioSpans {
  private static final int BYTES_MAX = 64 << 20;
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long HOUR_MILLIS = 3_600_000;

  private ScenarioSpans() {}

  /** What a request tells. */
  public enum Signal {
    SPANS,
    METRICS
  }

  /**
   * One export request.
   *
   * @param endMillis when its span ended or was sent, or the moment of its metrics
   */
  @SuppressWarnings("ArrayRecordComponent") // Sent as they are; nothing compares them.
  public record Sent(long endMillis, Signal signal, byte[] request) {}

  /** In order of their ends, at the times that are written. */
  public static List<Sent> of(Scenario scenario) {
    return of(scenario, 0);
  }

  /**
   * The same as if it had just happened: storage drops what is old. Moved by whole hours, so that
   * minutes and panes hold the same spans.
   */
  public static List<Sent> endingBefore(Scenario scenario, long nowMillis) {
    long lastMillis = of(scenario).getLast().endMillis();
    return of(scenario, Math.floorDiv(nowMillis - lastMillis, HOUR_MILLIS) * HOUR_MILLIS);
  }

  private static List<Sent> of(Scenario scenario, long shiftMillis) {
    List<Sent> sent = new ArrayList<>();
    for (ResourceSpans resource : requestOf(scenario).getResourceSpansList()) {
      long lateMillis = WrittenTraffic.lateMillis(resource.getResource());
      for (ScopeSpans scope : resource.getScopeSpansList()) {
        for (Span written : scope.getSpansList()) {
          Span span = moved(written, shiftMillis);
          sent.add(
              new Sent(
                  span.getEndTimeUnixNano() / NANOS_PER_MILLI + lateMillis,
                  Signal.SPANS,
                  ExportTraceServiceRequest.newBuilder()
                      .addResourceSpans(
                          resource.toBuilder()
                              .clearScopeSpans()
                              .addScopeSpans(scope.toBuilder().clearSpans().addSpans(span)))
                      .build()
                      .toByteArray()));
        }
      }
    }
    sent.addAll(ScenarioMetrics.of(scenario, shiftMillis));
    sent.sort(Comparator.comparingLong(Sent::endMillis));
    return sent;
  }

  private static Span moved(Span span, long byMillis) {
    long byNanos = byMillis * NANOS_PER_MILLI;
    return span.toBuilder()
        .setStartTimeUnixNano(span.getStartTimeUnixNano() + byNanos)
        .setEndTimeUnixNano(span.getEndTimeUnixNano() + byNanos)
        .build();
  }

  private static ExportTraceServiceRequest requestOf(Scenario scenario) {
    Conversion conversion = OtlpJson.toProtobuf(OtlpJson.Root.TRACES, scenario.spans(), BYTES_MAX);
    if (!(conversion instanceof Conversion.Protobuf protobuf)) {
      throw new IllegalStateException(scenario + ": " + conversion);
    }
    try {
      return WrittenTraffic.expanded(ExportTraceServiceRequest.parseFrom(protobuf.bytes()));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(scenario + " is no trace request", e);
    }
  }
}
