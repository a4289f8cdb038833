package dev.leeway.simulator.replay;

import io.opentelemetry.proto.trace.v1.Span;

/** Moves a span, with its events, in time; times that are absent stay absent. */
final class TimeShift {
  private TimeShift() {}

  static Span of(Span span, long nanos) {
    if (nanos == 0) {
      return span;
    }
    Span.Builder shifted =
        span.toBuilder()
            .setStartTimeUnixNano(of(span.getStartTimeUnixNano(), nanos))
            .setEndTimeUnixNano(of(span.getEndTimeUnixNano(), nanos));
    for (int i = 0; i < span.getEventsCount(); i++) {
      shifted.getEventsBuilder(i).setTimeUnixNano(of(span.getEvents(i).getTimeUnixNano(), nanos));
    }
    return shifted.build();
  }

  static long of(long time, long nanos) {
    return time == 0 ? 0 : time + nanos;
  }
}
