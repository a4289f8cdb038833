package dev.leeway.simulator.fleet;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.concurrent.TimeUnit;

/**
 * Lets a planned run happen through the OpenTelemetry SDK, span by span, in the order of their
 * ends.
 */
final class RunPlayer {
  /** Waits until an event time has come; history doesn't wait. */
  interface Waiting {
    void until(long epochNanos) throws InterruptedException;
  }

  private RunPlayer() {}

  static void play(PlannedRun run, Tracer tracer, Waiting waiting) throws InterruptedException {
    FleetIds.begin(run.identity());
    try {
      Span root =
          tracer
              .spanBuilder("invoke_agent " + run.agent().name())
              .setNoParent()
              .setSpanKind(SpanKind.INTERNAL)
              .setStartTimestamp(run.startNanos(), TimeUnit.NANOSECONDS)
              .setAllAttributes(run.attributes())
              .startSpan();
      Context parent = Context.root().with(root);
      for (PlannedSpan planned : run.spans()) {
        waiting.until(planned.endNanos());
        Span span =
            tracer
                .spanBuilder(planned.name())
                .setParent(parent)
                .setSpanKind(planned.kind())
                .setStartTimestamp(planned.startNanos(), TimeUnit.NANOSECONDS)
                .setAllAttributes(planned.attributes())
                .startSpan();
        end(span, planned.errorMessage(), planned.endNanos());
      }
      waiting.until(run.endNanos());
      end(root, run.errorMessage(), run.endNanos());
    } finally {
      FleetIds.end();
    }
  }

  private static void end(Span span, String error, long endNanos) {
    if (!error.isEmpty()) {
      span.setStatus(StatusCode.ERROR, error);
    }
    span.end(endNanos, TimeUnit.NANOSECONDS);
  }
}
