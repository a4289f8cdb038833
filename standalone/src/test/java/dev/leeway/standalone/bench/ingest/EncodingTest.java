package dev.leeway.standalone.bench.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import dev.leeway.simulator.load.BodyTemplate;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class EncodingTest {
  private static final long NANOS = 1_700_000_000_123_456_000L;

  @ParameterizedTest
  @EnumSource
  void bothFormatsHoldTheSameSpans(Workload workload) throws Exception {
    BodyTemplate otlp = Door.OTLP_HTTP.bodies(workload).get(3);
    BodyTemplate zipkin = Door.ZIPKIN_HTTP.bodies(workload).get(3);

    List<Span> spans =
        ExportTraceServiceRequest.parseFrom(otlp.at(7, NANOS))
            .getResourceSpans(0)
            .getScopeSpans(0)
            .getSpansList();
    List<ByteString> others =
        UnknownFieldSet.parseFrom(zipkin.at(7, NANOS)).getField(1).getLengthDelimitedList();

    assertThat(spans).hasSize(Workload.SPANS);
    assertThat(others).hasSize(Workload.SPANS);
    assertThat(HexFormat.of().formatHex(spans.getFirst().getTraceId().toByteArray()))
        .isEqualTo(otlp.traceId(7))
        .isEqualTo(zipkin.traceId(7));
    for (int i = 0; i < spans.size(); i++) {
      Span span = spans.get(i);
      UnknownFieldSet other = UnknownFieldSet.parseFrom(others.get(i));
      assertThat(other.getField(1).getLengthDelimitedList()).containsExactly(span.getTraceId());
      assertThat(other.getField(3).getLengthDelimitedList()).containsExactly(span.getSpanId());
      assertThat(other.getField(5).getLengthDelimitedList()).containsExactly(span.getNameBytes());
      assertThat(other.getField(6).getFixed64List())
          .containsExactly(span.getStartTimeUnixNano() / 1000);
      assertThat(other.getField(11).getLengthDelimitedList()).hasSize(span.getAttributesCount());
      assertThat(other.hasField(2)).isEqualTo(!span.getParentSpanId().isEmpty());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSpanHasAboutTheSameSizeInBoth(Workload workload) {
    int otlp = Door.OTLP_HTTP.bodies(workload).getFirst().bytes();
    int zipkin = Door.ZIPKIN_HTTP.bodies(workload).getFirst().bytes();

    assertThat((double) zipkin / otlp).isBetween(0.85, 1.15);
  }
}
