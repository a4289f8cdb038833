package dev.leeway.collector.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.leeway.collector.Requests;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RequestSplitterTest {
  private static final BitSet NONE = new BitSet();

  @Test
  void partsHoldAllSpansInOrderWithinTheirResourceAndScope() throws Exception {
    List<Span> spans = Requests.spans(200);
    byte[] whole = Requests.traces(spans).toByteArray();
    RequestSplitter.Parts parts = RequestSplitter.split(Signal.TRACES, whole, NONE, 4_000);
    assertThat(parts.parts()).hasSizeGreaterThan(5);
    List<Span> found = new ArrayList<>();
    ResourceSpans expected = Requests.traces(spans).getResourceSpans(0);
    for (RequestSplitter.Part part : parts.parts()) {
      assertThat(part.bytes()).hasSizeLessThanOrEqualTo(4_000);
      ResourceSpans resource =
          ExportTraceServiceRequest.parseFrom(part.bytes()).getResourceSpans(0);
      assertThat(resource.getResource()).isEqualTo(expected.getResource());
      assertThat(resource.getSchemaUrl()).isEqualTo(expected.getSchemaUrl());
      assertThat(resource.getScopeSpans(0).getScope())
          .isEqualTo(expected.getScopeSpans(0).getScope());
      assertThat(resource.getScopeSpans(0).getSpansCount()).isEqualTo(part.items());
      found.addAll(resource.getScopeSpans(0).getSpansList());
    }
    assertThat(found).isEqualTo(spans);
  }

  @Test
  void refusedItemsAreLeftOut() throws Exception {
    BitSet refused = new BitSet();
    refused.set(0);
    refused.set(2);
    RequestSplitter.Parts parts =
        RequestSplitter.split(
            Signal.TRACES, Requests.traces(Requests.spans(4)).toByteArray(), refused, 1_000_000);
    assertThat(parts.parts()).hasSize(1);
    assertThat(ExportTraceServiceRequest.parseFrom(parts.parts().getFirst().bytes()))
        .isEqualTo(Requests.traces(Requests.span(2), Requests.span(4)));
  }

  @Test
  void resourcesAndScopesStayApart() throws Exception {
    ExportTraceServiceRequest request =
        Requests.traces(Requests.spans(2)).toBuilder()
            .mergeFrom(Requests.traces(Requests.span(3)))
            .mergeFrom(Requests.traces(Requests.span(4)))
            .build();
    RequestSplitter.Parts parts =
        RequestSplitter.split(Signal.TRACES, request.toByteArray(), NONE, 1_000_000);
    assertThat(ExportTraceServiceRequest.parseFrom(parts.parts().getFirst().bytes()))
        .isEqualTo(request);
  }

  @Test
  void aMetricIsSplitBetweenItsDataPoints() throws Exception {
    byte[] whole = Requests.metrics(500).toByteArray();
    RequestSplitter.Parts parts = RequestSplitter.split(Signal.METRICS, whole, NONE, 2_000);
    List<NumberDataPoint> found = new ArrayList<>();
    for (RequestSplitter.Part part : parts.parts()) {
      assertThat(part.bytes()).hasSizeLessThanOrEqualTo(2_000);
      var metric =
          ExportMetricsServiceRequest.parseFrom(part.bytes())
              .getResourceMetrics(0)
              .getScopeMetrics(0)
              .getMetrics(0);
      assertThat(metric.getName()).isEqualTo("calls");
      assertThat(metric.getSum().getIsMonotonic()).isTrue();
      found.addAll(metric.getSum().getDataPointsList());
    }
    assertThat(found)
        .isEqualTo(
            Requests.metrics(500)
                .getResourceMetrics(0)
                .getScopeMetrics(0)
                .getMetrics(0)
                .getSum()
                .getDataPointsList());
  }

  @Test
  void logsAreSplitToo() throws Exception {
    RequestSplitter.Parts parts =
        RequestSplitter.split(Signal.LOGS, Requests.logs(100).toByteArray(), NONE, 1_000);
    int found = 0;
    for (RequestSplitter.Part part : parts.parts()) {
      found +=
          ExportLogsServiceRequest.parseFrom(part.bytes())
              .getResourceLogs(0)
              .getScopeLogs(0)
              .getLogRecordsCount();
    }
    assertThat(found).isEqualTo(100);
  }

  @Test
  void theLargestValuesOfALargeSpanAreTruncatedAndNamed() throws Exception {
    Span large =
        Requests.span(1).toBuilder()
            .addAttributes(Requests.text("gen_ai.input.messages", "ü".repeat(6_000)))
            .addEvents(
                Span.Event.newBuilder()
                    .setName("gen_ai.content.prompt")
                    .addAttributes(Requests.text("gen_ai.prompt", "x".repeat(9_000))))
            .addAttributes(bytes("vector", 4_000))
            .build();
    RequestSplitter.Parts parts =
        RequestSplitter.split(
            Signal.TRACES, Requests.traces(large, Requests.span(2)).toByteArray(), NONE, 3_000);
    assertThat(parts.truncated()).isEqualTo(1);
    assertThat(parts.tooLarge()).isZero();
    assertThat(parts.parts().getFirst().bytes()).hasSizeBetween(2_800, 3_000);
    Span span = spans(parts.parts().getFirst()).getFirst();
    String messages = attribute(span, "gen_ai.input.messages").getStringValue();
    assertThat(messages).matches("ü+").hasSizeLessThan(6_000);
    assertThat(span.getEvents(1).getAttributes(0).getValue().getStringValue()).matches("x+");
    assertThat(attribute(span, "gen_ai.request.model").getStringValue()).isEqualTo("model-a");
    assertThat(attribute(span, "vector")).isEqualTo(AnyValue.getDefaultInstance());
    assertThat(attribute(span, "leeway.truncated").getBoolValue()).isTrue();
    assertThat(attribute(span, "leeway.truncated_keys").getArrayValue().getValuesList())
        .extracting(AnyValue::getStringValue)
        .containsExactlyInAnyOrder("gen_ai.prompt", "gen_ai.input.messages", "vector");
    assertThat(spans(parts.parts().get(1))).containsExactly(Requests.span(2));
  }

  @Test
  void aLargeLogBodyIsTruncated() throws Exception {
    var request = Requests.logs(1).toBuilder();
    request
        .getResourceLogsBuilder(0)
        .getScopeLogsBuilder(0)
        .getLogRecordsBuilder(0)
        .setBody(AnyValue.newBuilder().setStringValue("y".repeat(50_000)));
    RequestSplitter.Parts parts =
        RequestSplitter.split(Signal.LOGS, request.build().toByteArray(), NONE, 2_000);
    assertThat(
            ExportLogsServiceRequest.parseFrom(parts.parts().getFirst().bytes())
                .getResourceLogs(0)
                .getScopeLogs(0)
                .getLogRecords(0)
                .getBody()
                .getStringValue())
        .matches("y{1000,2000}");
  }

  @Test
  void whatIsLargeWithoutItsValuesIsInNoPart() {
    Span manyKeys =
        Requests.span(1).toBuilder()
            .addAllAttributes(
                IntStream.range(0, 500)
                    .mapToObj(i -> Requests.text("some.long.enough.key." + i, "v"))
                    .toList())
            .build();
    RequestSplitter.Parts parts =
        RequestSplitter.split(
            Signal.TRACES,
            Requests.traces(Requests.span(2), manyKeys, Requests.span(3)).toByteArray(),
            NONE,
            3_000);
    assertThat(parts.tooLarge()).isEqualTo(1);
    assertThat(parts.truncated()).isZero();
    assertThat(parts.parts()).hasSize(1);
    assertThat(parts.parts().getFirst().items()).isEqualTo(2);
  }

  @Test
  void aResourceThatLeavesNoRoomRefusesItsItems() {
    ExportTraceServiceRequest.Builder request = Requests.traces(Requests.spans(3)).toBuilder();
    request
        .getResourceSpansBuilder(0)
        .getResourceBuilder()
        .addAttributes(Requests.text("k8s.annotations", "z".repeat(10_000)));
    RequestSplitter.Parts parts =
        RequestSplitter.split(Signal.TRACES, request.build().toByteArray(), NONE, 3_000);
    assertThat(parts).isEqualTo(new RequestSplitter.Parts(List.of(), 0, 3));
  }

  private static KeyValue bytes(String key, int count) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setBytesValue(ByteString.copyFrom(new byte[count])))
        .build();
  }

  private static List<Span> spans(RequestSplitter.Part part) throws InvalidProtocolBufferException {
    return ExportTraceServiceRequest.parseFrom(part.bytes())
        .getResourceSpans(0)
        .getScopeSpans(0)
        .getSpansList();
  }

  private static AnyValue attribute(Span span, String key) {
    return span.getAttributesList().stream()
        .filter(attribute -> attribute.getKey().equals(key))
        .findFirst()
        .orElseThrow()
        .getValue();
  }
}
