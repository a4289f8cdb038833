package dev.leeway.simulator.replay;

import com.google.protobuf.ByteString;
import dev.leeway.simulator.otlp.OtlpSignal;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Cuts a stream of traces into export requests: in order, whole traces, bounded in spans and bytes,
 * and never across a pause that paced replay would have to keep.
 */
final class TraceBatches implements Iterator<ReplayRequest> {
  private static final int SPANS_MAX = 1000;
  private static final int BYTES_MAX = 700_000;
  private static final InstrumentationScope SCOPE =
      InstrumentationScope.newBuilder().setName("dev.leeway.replay").build();

  private final Iterator<RecordedTrace> traces;
  private final long shiftNanos;
  private final long gapNanosMax;
  private Optional<RecordedTrace> held = Optional.empty();

  /**
   * @param gapNanosMax longest event time between the first and the last trace of one request
   */
  TraceBatches(Iterator<RecordedTrace> traces, long shiftNanos, long gapNanosMax) {
    this.traces = traces;
    this.shiftNanos = shiftNanos;
    this.gapNanosMax = gapNanosMax;
  }

  @Override
  public boolean hasNext() {
    return held.isPresent() || traces.hasNext();
  }

  @Override
  public ReplayRequest next() {
    RecordedTrace first = held.isPresent() ? held.get() : take();
    held = Optional.empty();
    List<RecordedTrace> batch = new ArrayList<>();
    batch.add(first);
    int spans = first.spans().size();
    long bytes = bytesOf(first);
    while (traces.hasNext()) {
      RecordedTrace trace = take();
      long size = bytesOf(trace);
      if (spans + trace.spans().size() > SPANS_MAX
          || bytes + size > BYTES_MAX
          || trace.startNanos() - first.startNanos() > gapNanosMax) {
        held = Optional.of(trace);
        break;
      }
      batch.add(trace);
      spans += trace.spans().size();
      bytes += size;
    }
    return request(batch, spans);
  }

  private RecordedTrace take() {
    if (!traces.hasNext()) {
      throw new NoSuchElementException("the recording is at its end");
    }
    return traces.next();
  }

  private static long bytesOf(RecordedTrace trace) {
    return trace.spans().stream().mapToLong(Span::getSerializedSize).sum();
  }

  private ReplayRequest request(List<RecordedTrace> batch, int spans) {
    Map<Resource, ScopeSpans.Builder> byResource = new LinkedHashMap<>();
    for (RecordedTrace trace : batch) {
      ScopeSpans.Builder scope =
          byResource.computeIfAbsent(
              trace.resource(), resource -> ScopeSpans.newBuilder().setScope(SCOPE));
      trace.spans().forEach(span -> scope.addSpans(TimeShift.of(span, shiftNanos)));
    }
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    byResource.forEach((resource, scope) ->
        request.addResourceSpans(
            ResourceSpans.newBuilder().setResource(resource).addScopeSpans(scope)));
    ByteString body = request.build().toByteString();
    return new ReplayRequest(
        OtlpSignal.TRACES, body.toByteArray(), spans, batch.getFirst().startNanos() + shiftNanos);
  }
}
