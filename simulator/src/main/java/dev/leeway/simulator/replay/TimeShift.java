package dev.leeway.simulator.replay;

import dev.leeway.signals.source.SourceTime;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Moves a span in time, with its events and with what its attributes say of the age of data; times
 * that are absent stay absent.
 */
final class TimeShift {
  /** Left where they were, data that was fresh in a recording would be stale in its replay. */
  private static final Set<String> TIMES_OF_DATA =
      Set.of("data_source.as_of", "data_source.loaded_at");

  private static final long NANOS_PER_MILLI = 1_000_000;

  private TimeShift() {}

  static Span of(Span span, long nanos) {
    if (nanos == 0) {
      return span;
    }
    Span.Builder shifted =
        span.toBuilder()
            .setStartTimeUnixNano(of(span.getStartTimeUnixNano(), nanos))
            .setEndTimeUnixNano(of(span.getEndTimeUnixNano(), nanos));
    attributes(shifted.getAttributesBuilderList(), nanos);
    for (Span.Event.Builder event : shifted.getEventsBuilderList()) {
      event.setTimeUnixNano(of(event.getTimeUnixNano(), nanos));
      attributes(event.getAttributesBuilderList(), nanos);
    }
    return shifted.build();
  }

  static long of(long time, long nanos) {
    return time == 0 ? 0 : time + nanos;
  }

  /** Of data's times those that are written as text; what is none stays as it is. */
  static void attributes(List<KeyValue.Builder> attributes, long nanos) {
    for (KeyValue.Builder attribute : attributes) {
      AnyValue value = attribute.getValue();
      if (value.hasStringValue() && TIMES_OF_DATA.contains(attribute.getKey())) {
        Long millis = SourceTime.millisOf(value.getStringValue());
        if (millis != null) {
          Instant moved = Instant.ofEpochMilli(millis + nanos / NANOS_PER_MILLI);
          attribute.setValue(AnyValue.newBuilder().setStringValue(moved.toString()));
        }
      }
    }
  }
}
