package dev.leeway.simulator.replay;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.leeway.simulator.otlp.OtlpSignal;
import dev.leeway.telemetry.scenario.WrittenTraffic;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Turns what is written in a scenario's folder into the requests that its agents would have sent:
 * in full, in the order of the spans' ends, what ended within the same five seconds together.
 */
final class ScenarioTraffic {
  private static final long BATCH_NANOS = 5_000_000_000L;
  private static final long HOUR_NANOS = 3_600_000_000_000L;

  private ScenarioTraffic() {}

  /** Metrics and logs stay as they are written. */
  static List<OtlpBody> of(List<OtlpBody> written) throws InvalidProtocolBufferException {
    List<OtlpBody> requests = new ArrayList<>();
    TreeMap<Long, List<Sent>> batches = new TreeMap<>();
    for (OtlpBody body : written) {
      if (body.signal() == OtlpSignal.TRACES) {
        spansOf(body)
            .forEach(sent ->
                batches
                    .computeIfAbsent(
                        Math.floorDiv(sent.span.getEndTimeUnixNano(), BATCH_NANOS),
                        batch -> new ArrayList<>())
                    .add(sent));
      } else {
        requests.add(body);
      }
    }
    for (Map.Entry<Long, List<Sent>> batch : batches.entrySet()) {
      requests.add(OtlpBody.parse(OtlpSignal.TRACES, requestOf(batch.getValue())));
    }
    requests.sort(Comparator.comparingLong(OtlpBody::lastNanos));
    return requests;
  }

  /**
   * By how much a scenario is moved so that it ends within the hour before a time: whole hours, so
   * that each hour, pane and minute holds the same spans as written.
   */
  static long shiftNanos(long lastNanos, long targetNanos) {
    return Math.floorDiv(targetNanos - lastNanos, HOUR_NANOS) * HOUR_NANOS;
  }

  /** A span and who sent it. */
  private record Sent(ResourceSpans resource, ScopeSpans scope, Span span) {}

  private static List<Sent> spansOf(OtlpBody body) throws InvalidProtocolBufferException {
    List<Sent> spans = new ArrayList<>();
    ExportTraceServiceRequest all =
        WrittenTraffic.expanded(ExportTraceServiceRequest.parseFrom(body.bytes()));
    for (ResourceSpans resource : all.getResourceSpansList()) {
      for (ScopeSpans scope : resource.getScopeSpansList()) {
        scope.getSpansList().forEach(span -> spans.add(new Sent(resource, scope, span)));
      }
    }
    return spans;
  }

  private static byte[] requestOf(List<Sent> batch) {
    batch.sort(Comparator.comparingLong(sent -> sent.span.getEndTimeUnixNano()));
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    for (Sent sent : batch) {
      request.addResourceSpans(
          ResourceSpans.newBuilder()
              .setResource(sent.resource.getResource())
              .setSchemaUrl(sent.resource.getSchemaUrl())
              .addScopeSpans(
                  ScopeSpans.newBuilder()
                      .setScope(sent.scope.getScope())
                      .setSchemaUrl(sent.scope.getSchemaUrl())
                      .addSpans(sent.span)));
    }
    return request.build().toByteArray();
  }
}
