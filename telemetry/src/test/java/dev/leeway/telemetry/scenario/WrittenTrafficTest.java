package dev.leeway.telemetry.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WrittenTrafficTest {
  private static final Span ROOT = span("root", "").build();
  private static final Span CALL = span("call", "root").setStartTimeUnixNano(5).build();
  private static final KeyValue NAME = text("service.name", "shop");

  @Test
  void withoutTheAttributeARequestStandsForItself() {
    ExportTraceServiceRequest written = request(List.of(NAME), ROOT, CALL);

    assertThat(WrittenTraffic.expanded(written)).isEqualTo(written);
  }

  @Test
  void theFirstCopyIsAsWrittenAndTheAttributeIsGone() {
    ExportTraceServiceRequest all =
        WrittenTraffic.expanded(request(List.of(NAME, repeat("3 times every 2m")), ROOT, CALL));

    assertThat(spans(all)).hasSize(6).startsWith(ROOT, CALL);
    assertThat(all.getResourceSpans(0).getResource().getAttributesList()).containsExactly(NAME);
  }

  @Test
  void eachCopyIsATraceOfItsOwnSoMuchLaterWithItsOwnParents() {
    List<Span> all =
        spans(WrittenTraffic.expanded(request(List.of(repeat("3 times every 2m")), ROOT, CALL)));

    assertThat(all.stream().map(Span::getTraceId).distinct()).hasSize(3);
    assertThat(all.stream().map(Span::getSpanId).distinct()).hasSize(6);
    assertThat(all.get(4).getStartTimeUnixNano()).isEqualTo(240_000_000_001L);
    assertThat(all.get(4).getEvents(0).getTimeUnixNano()).isEqualTo(240_000_000_002L);
    assertThat(all.get(4).getParentSpanId()).isEmpty();
    assertThat(all.get(5).getParentSpanId()).isEqualTo(all.get(4).getSpanId());
    assertThat(all.get(5).getTraceId()).isEqualTo(all.get(4).getTraceId());
  }

  @Test
  void theSameFileAlwaysMeansTheSameSpans() {
    ExportTraceServiceRequest written = request(List.of(repeat("9 times every 1s")), ROOT, CALL);

    assertThat(WrittenTraffic.expanded(written)).isEqualTo(WrittenTraffic.expanded(written));
  }

  @Test
  void aResourceSaysHowMuchLaterItsSpansAreSent() {
    assertThat(WrittenTraffic.lateMillis(resource(text(WrittenTraffic.LATE, "90s"))))
        .isEqualTo(90_000);
    assertThat(WrittenTraffic.lateMillis(resource(text(WrittenTraffic.LATE, "2m"))))
        .isEqualTo(120_000);
    assertThat(WrittenTraffic.lateMillis(resource(NAME))).isZero();
    assertThatThrownBy(() -> WrittenTraffic.lateMillis(resource(text(WrittenTraffic.LATE, "soon"))))
        .hasMessage("scenario.late: expected '90s', came 'soon'");
  }

  private static Resource resource(KeyValue attribute) {
    return Resource.newBuilder().addAttributes(attribute).build();
  }

  @Test
  void whatIsSaidInOtherWordsIsRefused() {
    assertThatThrownBy(
            () -> WrittenTraffic.expanded(request(List.of(repeat("every minute")), ROOT)))
        .hasMessageContaining("expected '40 times every 60s', came 'every minute'");
  }

  @Test
  void moreThanATestCanHoldIsRefused() {
    assertThatThrownBy(() ->
            WrittenTraffic.expanded(
                request(List.of(repeat("99999 times every 1s")), ROOT, CALL, CALL)))
        .hasMessageContaining("came 299997");
  }

  private static Span.Builder span(String id, String parent) {
    return Span.newBuilder()
        .setTraceId(ByteString.copyFromUtf8("trace-of-sixteen"))
        .setSpanId(id(id))
        .setParentSpanId(parent.isEmpty() ? ByteString.EMPTY : id(parent))
        .setStartTimeUnixNano(1)
        .setEndTimeUnixNano(9)
        .addEvents(Span.Event.newBuilder().setTimeUnixNano(2));
  }

  private static ByteString id(String name) {
    return ByteString.copyFromUtf8((name + "--------").substring(0, 8));
  }

  private static KeyValue repeat(String said) {
    return text(WrittenTraffic.REPEAT, said);
  }

  private static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static ExportTraceServiceRequest request(List<KeyValue> attributes, Span... spans) {
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(Resource.newBuilder().addAllAttributes(attributes))
                .addScopeSpans(ScopeSpans.newBuilder().addAllSpans(List.of(spans))))
        .build();
  }

  private static List<Span> spans(ExportTraceServiceRequest request) {
    return request.getResourceSpansList().stream()
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .toList();
  }
}
