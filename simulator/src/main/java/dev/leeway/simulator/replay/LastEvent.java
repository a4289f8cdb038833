package dev.leeway.simulator.replay;

import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.util.List;

/** When the last span of a recording that is held in memory ended. */
final class LastEvent {
  private LastEvent() {}

  static long of(List<RecordedTrace> traces) throws IOException {
    return traces.stream()
        .flatMap(trace -> trace.spans().stream())
        .mapToLong(Span::getEndTimeUnixNano)
        .max()
        .orElseThrow(() -> new IOException("the recording holds no request of this format"));
  }
}
