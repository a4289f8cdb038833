package dev.leeway.simulator.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class TraceBatchesTest {

  @Test
  void nothingIsLostAndRequestsStayBounded() throws Exception {
    List<ReplayRequest> requests = requests(2500, Long.MAX_VALUE);
    assertThat(requests.stream().mapToLong(ReplayRequest::items).sum()).isEqualTo(2500);
    assertThat(requests)
        .allSatisfy(request -> {
          assertThat(request.items()).isLessThanOrEqualTo(1000);
          assertThat(request.body().length).isLessThan(1_000_000);
        });
  }

  @Test
  void aPacedReplayCutsWhereTimePasses() {
    assertThat(requests(10, 500_000_000L)).hasSize(10);
  }

  @Test
  void timesMoveByTheShiftAndIdsDoNot() throws Exception {
    RecordedTrace trace = trace(1);
    var moved =
        ExportTraceServiceRequest.parseFrom(
                new TraceBatches(List.of(trace).iterator(), 5_000, Long.MAX_VALUE).next().body())
            .getResourceSpans(0)
            .getScopeSpans(0)
            .getSpans(0);
    var span = trace.spans().getFirst();
    assertThat(moved.getStartTimeUnixNano()).isEqualTo(span.getStartTimeUnixNano() + 5_000);
    assertThat(moved.getTraceId()).isEqualTo(span.getTraceId());
    assertThat(moved.getSpanId()).isEqualTo(span.getSpanId());
  }

  private static List<ReplayRequest> requests(int traces, long gapNanosMax) {
    var batches =
        new TraceBatches(
            LongStream.rangeClosed(1, traces).mapToObj(TraceBatchesTest::trace).iterator(),
            0,
            gapNanosMax);
    List<ReplayRequest> requests = new ArrayList<>();
    batches.forEachRemaining(requests::add);
    return requests;
  }

  private static RecordedTrace trace(long second) {
    long start = second * 1_000_000_000L;
    return new RecordedTrace(
        start,
        "s",
        ReplayResource.of("agent"),
        List.of(InferenceSpan.of("id" + second, start, 10, 20, List.of())));
  }
}
