package dev.leeway.signals.catalogue;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.run.RunSpans;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the call that a span of a run belongs to, whatever lies between the two. */
final class CallsAbove {
  private final Map<Long, AgentEvent> spans = new HashMap<>();
  private final Map<Long, AgentEvent> callOf = new HashMap<>();

  private CallsAbove() {}

  static CallsAbove in(RunSpans run) {
    CallsAbove calls = new CallsAbove();
    run.spans().forEach(span -> calls.spans.put(span.spanId(), span));
    for (RunSpans.Call call : run.calls()) {
      calls.callOf.put(call.span().spanId(), call.span());
      call.parts().forEach(part -> calls.callOf.put(part.spanId(), call.span()));
    }
    return calls;
  }

  /**
   * The outermost span of the nearest call that the span is a part of or hangs below, even over a
   * step or a protocol's span; empty where none of its run is above it.
   */
  Optional<AgentEvent> of(AgentEvent span) {
    @Nullable AgentEvent at = span;
    // Parents may go round in a circle.
    for (int left = spans.size(); at != null && left > 0; left--) {
      AgentEvent call = callOf.get(at.spanId());
      if (call != null) {
        return Optional.of(call);
      }
      at = spans.get(at.parentSpanId());
    }
    return Optional.empty();
  }
}
