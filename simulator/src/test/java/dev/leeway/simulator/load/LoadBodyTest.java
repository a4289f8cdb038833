package dev.leeway.simulator.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class LoadBodyTest {
  private final BodyTemplate body = LoadBody.draw("agent", new SplittableRandom(1));

  @Test
  void aBodyHoldsAHundredSpansOfAboutHalfAKilobyte() throws Exception {
    assertThat(spans(0)).hasSize(100);
    assertThat(body.at(0, 0).length / 100).isBetween(300, 600);
  }

  @Test
  void noTwoSpansOfTwoSendingsShareAnId() throws Exception {
    Set<String> ids = new HashSet<>();
    for (long serial = 0; serial < 5; serial++) {
      for (Span span : spans(serial)) {
        ids.add(hex(span.getTraceId()) + hex(span.getSpanId()));
        assertThat(span.getSpanId().size()).isEqualTo(8);
      }
    }
    assertThat(ids).hasSize(500);
  }

  @Test
  void childrenPointToTheRootOfTheirRun() throws Exception {
    Span root = spans(3).get(10);
    assertThat(root.getParentSpanId().isEmpty()).isTrue();
    assertThat(spans(3).subList(11, 20))
        .allSatisfy(span -> {
          assertThat(span.getTraceId()).isEqualTo(root.getTraceId());
          assertThat(span.getParentSpanId()).isEqualTo(root.getSpanId());
        });
  }

  @Test
  void spansEndAtTheTimeGiven() throws Exception {
    assertThat(spans(1)).allMatch(span -> span.getEndTimeUnixNano() == 5_000_000_000_000L);
    assertThat(spans(1)).allMatch(span -> span.getStartTimeUnixNano() < span.getEndTimeUnixNano());
  }

  private static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }

  private List<Span> spans(long serial) throws Exception {
    return ExportTraceServiceRequest.parseFrom(body.at(serial, 5_000_000_000_000L))
        .getResourceSpans(0)
        .getScopeSpans(0)
        .getSpansList();
  }
}
