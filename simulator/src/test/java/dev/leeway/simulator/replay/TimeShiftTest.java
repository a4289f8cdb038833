package dev.leeway.simulator.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.simulator.otlp.Attributes;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TimeShiftTest {
  private static final long HOUR_NANOS = 3_600_000_000_000L;

  @Test
  void aSpanMovesWithItsEventsAndTheTimesOfItsData() {
    Span span =
        Span.newBuilder()
            .setStartTimeUnixNano(5)
            .setEndTimeUnixNano(7)
            .addAttributes(Attributes.of("data_source.loaded_at", "2026-11-02T10:00:00+01:00"))
            .addAttributes(Attributes.of("data_source.id", "orders"))
            .addEvents(
                Span.Event.newBuilder()
                    .setTimeUnixNano(6)
                    .addAttributes(Attributes.of("data_source.as_of", "1793613600")))
            .build();

    Span moved = TimeShift.of(span, HOUR_NANOS);

    assertThat(moved.getStartTimeUnixNano()).isEqualTo(HOUR_NANOS + 5);
    assertThat(moved.getEndTimeUnixNano()).isEqualTo(HOUR_NANOS + 7);
    assertThat(texts(moved.getAttributesList())).containsExactly("2026-11-02T10:00:00Z", "orders");
    assertThat(moved.getEvents(0).getTimeUnixNano()).isEqualTo(HOUR_NANOS + 6);
    assertThat(texts(moved.getEvents(0).getAttributesList()))
        .containsExactly("2026-11-02T11:00:00Z");
  }

  @Test
  void whatIsNoTimeAndWhatIsAbsentStay() {
    Span span =
        Span.newBuilder()
            .addAttributes(Attributes.of("data_source.as_of", "yesterday"))
            .addAttributes(Attributes.of("note", "2026-11-02T10:00:00Z"))
            .build();

    assertThat(TimeShift.of(span, HOUR_NANOS)).isEqualTo(span);
    assertThat(TimeShift.of(span, 0)).isSameAs(span);
  }

  private static List<String> texts(List<KeyValue> attributes) {
    return attributes.stream().map(attribute -> attribute.getValue().getStringValue()).toList();
  }
}
