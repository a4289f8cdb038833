package dev.leeway.simulator.replay;

import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;

/**
 * The spans of one recorded request or trajectory, in source time, with the resource that emitted
 * them.
 *
 * @param session what sampling keeps or drops as a whole, such as a client or a conversation
 */
record RecordedTrace(long startNanos, String session, Resource resource, List<Span> spans) {
  RecordedTrace {
    if (spans.isEmpty()) {
      throw new IllegalArgumentException("a recorded trace has at least one span");
    }
    spans = List.copyOf(spans);
  }
}
