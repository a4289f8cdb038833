package dev.leeway.collector.otlp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import dev.leeway.collector.Requests;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class OtlpScannerTest {

  @Test
  void goodItemsOfEachSignalAreCounted() {
    assertThat(legible(Signal.TRACES, Requests.traces(Requests.spans(7)).toByteArray()))
        .isEqualTo(new Scan.Legible(7, Map.of(), new BitSet(), Set.of()));
    assertThat(legible(Signal.LOGS, Requests.logs(5).toByteArray()).items()).isEqualTo(5);
    assertThat(legible(Signal.METRICS, Requests.metrics(4).toByteArray()).items()).isEqualTo(4);
  }

  @Test
  void nothingIsARequestOfNoItems() {
    for (Signal signal : Signal.values()) {
      assertThat(legible(signal, new byte[0]).items()).isZero();
    }
  }

  @Test
  void spansWithBadIdsAreRefusedByReason() {
    Scan.Legible scan =
        legible(
            Signal.TRACES,
            Requests.traces(
                    Requests.span(1),
                    Requests.span(2).toBuilder().setTraceId(ByteString.EMPTY).build(),
                    Requests.span(3).toBuilder().setTraceId(zeros(16)).build(),
                    Requests.span(4).toBuilder().setSpanId(zeros(8)).build(),
                    Requests.span(5).toBuilder().setSpanId(Requests.id(7, 5)).build(),
                    Requests.span(6).toBuilder().setParentSpanId(zeros(8)).build())
                .toByteArray());
    assertThat(scan.items()).isEqualTo(6);
    assertThat(scan.refused()).isEqualTo(Map.of(Refusal.TRACE_ID, 2, Refusal.SPAN_ID, 2));
    assertThat(scan.refusedItems().stream().toArray()).containsExactly(1, 2, 3, 4);
  }

  @Test
  void nestingIsBoundedForTheItemAlone() {
    Scan.Legible scan =
        legible(
            Signal.TRACES,
            Requests.traces(
                    Requests.span(1).toBuilder().addAttributes(Requests.nested(32)).build(),
                    Requests.span(2).toBuilder().addAttributes(Requests.nested(33)).build(),
                    Requests.span(3))
                .toByteArray());
    assertThat(scan.refused()).isEqualTo(Map.of(Refusal.NESTING, 1));
    assertThat(scan.refusedItems().stream().toArray()).containsExactly(1);
  }

  @Test
  void aResourceThatNestsTooDeepSpoilsTheRequest() {
    ExportTraceServiceRequest.Builder request = Requests.traces(Requests.span(1)).toBuilder();
    request.getResourceSpansBuilder(0).getResourceBuilder().addAttributes(Requests.nested(33));
    assertThat(illegible(Signal.TRACES, request.build().toByteArray()).refusal())
        .isEqualTo(Refusal.NESTING);
  }

  @Test
  void manyLevelsOfNestingTakeNoStack() {
    byte[] value = {};
    byte[] deep = new byte[0];
    for (int i = 0; i < 3_000; i++) {
      value = new ProtoSink().field(1, value).toByteArray();
      deep = new ProtoSink().field(5, value).toByteArray();
      value = deep;
    }
    byte[] span =
        new ProtoSink().field(9, new ProtoSink().field(2, deep).toByteArray()).toByteArray();
    byte[] scope = new ProtoSink().field(2, span).toByteArray();
    byte[] resource = new ProtoSink().field(2, scope).toByteArray();
    assertThat(legible(Signal.TRACES, new ProtoSink().field(1, resource).toByteArray()).refused())
        .isEqualTo(Map.of(Refusal.NESTING, 1));
  }

  @Test
  void anotherSignalsRequestIsRecognized() {
    byte[] traces = Requests.traces(Requests.spans(2)).toByteArray();
    byte[] logs = Requests.logs(2).toByteArray();
    byte[] metrics = Requests.metrics(2).toByteArray();
    assertThat(illegible(Signal.TRACES, logs))
        .isEqualTo(
            new Scan.Illegible(
                Refusal.WRONG_SIGNAL,
                "expected spans, came what looks like log records: send it to /v1/logs or"
                    + " /opentelemetry.proto.collector.logs.v1.LogsService/Export"));
    assertThat(illegible(Signal.TRACES, metrics).reason()).contains("/v1/metrics");
    assertThat(illegible(Signal.LOGS, traces).reason()).contains("/v1/traces");
    assertThat(illegible(Signal.LOGS, metrics).reason()).contains("/v1/metrics");
    assertThat(illegible(Signal.METRICS, traces).reason()).contains("/v1/traces");
    assertThat(illegible(Signal.METRICS, logs).reason()).contains("/v1/logs");
  }

  @Test
  void aRequestThatSaysItselfWhatItIsIsNotTakenForAnother() {
    byte[] emptySpan = Requests.traces(Span.getDefaultInstance()).toByteArray();
    assertThat(OtlpScanner.scan(Signal.TRACES, emptySpan)).isInstanceOf(Scan.Illegible.class);
    assertThat(OtlpScanner.scanKnown(Signal.TRACES, emptySpan))
        .isInstanceOfSatisfying(
            Scan.Legible.class,
            scan -> assertThat(scan.refused()).isEqualTo(Map.of(Refusal.TRACE_ID, 1)));
  }

  @Test
  void pointsWithoutTemporalityAreRefusedWhereverItWouldStand() {
    Metric.Builder sum =
        Metric.newBuilder()
            .setSum(
                Sum.newBuilder()
                    .addDataPoints(NumberDataPoint.newBuilder().setAsInt(1))
                    .addDataPoints(
                        NumberDataPoint.newBuilder().addAttributes(Requests.nested(33))));
    Metric gauge =
        Metric.newBuilder()
            .setGauge(Gauge.newBuilder().addDataPoints(NumberDataPoint.newBuilder().setAsInt(1)))
            .build();
    Scan.Legible scan =
        legible(
            Signal.METRICS, Requests.metrics(gauge, sum.build(), gauge, delta(sum)).toByteArray());
    assertThat(scan.items()).isEqualTo(6);
    assertThat(scan.refused()).isEqualTo(Map.of(Refusal.TEMPORALITY, 1, Refusal.NESTING, 2));
    assertThat(scan.refusedItems().stream().toArray()).containsExactly(1, 2, 5);
  }

  @Test
  void indexesIntoADictionaryAreWarnedOf() {
    Span.Builder span = Requests.span(1).toBuilder();
    span.addAttributesBuilder().setKey("a").getValueBuilder().setStringValueStrindex(3);
    Scan.Legible scan = legible(Signal.TRACES, Requests.traces(span.build()).toByteArray());
    assertThat(scan.good()).isEqualTo(1);
    assertThat(scan.warnings()).containsExactly(Warning.TEXT_BY_INDEX);
  }

  @Test
  void garbageAndTruncatedBytesAreIllegible() {
    byte[] whole = Requests.traces(Requests.spans(2)).toByteArray();
    for (byte[] bytes :
        new byte[][] {
          "{\"resourceSpans\":[]}".getBytes(UTF_8),
          "hello, is this OTLP?".getBytes(UTF_8),
          new byte[] {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF},
          Arrays.copyOf(whole, whole.length - 1),
          Arrays.copyOf(whole, whole.length / 2),
          new byte[] {0},
        }) {
      assertThat(illegible(Signal.TRACES, bytes).refusal()).isEqualTo(Refusal.MALFORMED);
    }
  }

  @Test
  void unknownFieldsAndInvalidUtf8AreNoObstacle() {
    Span span =
        Requests.span(1).toBuilder()
            .setUnknownFields(
                UnknownFieldSet.newBuilder()
                    .addField(
                        900,
                        UnknownFieldSet.Field.newBuilder()
                            .addVarint(1)
                            .addFixed32(2)
                            .addFixed64(3)
                            .addLengthDelimited(ByteString.copyFromUtf8("new"))
                            .build())
                    .build())
            .build();
    byte[] bytes = Requests.traces(span).toByteArray();
    int name = new String(bytes, ISO_8859_1).indexOf("chat model");
    bytes[name] = (byte) 0xC3;
    assertThat(legible(Signal.TRACES, bytes).good()).isEqualTo(1);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void damagedBytesAreLegibleOrNotAndNeverMore(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[][] wholes = {
      Requests.traces(Requests.spans(3)).toByteArray(),
      Requests.logs(3).toByteArray(),
      Requests.metrics(3).toByteArray()
    };
    for (int i = 0; i < 2_000; i++) {
      Signal signal = List.of(Signal.values()).get(random.nextInt(3));
      byte[] bytes = damaged(wholes[random.nextInt(3)], random);
      Scan scan = OtlpScanner.scan(signal, bytes);
      if (scan instanceof Scan.Legible legible) {
        assertThat(legible.refused().values().stream().mapToInt(Integer::intValue).sum())
            .isEqualTo(legible.refusedItems().cardinality());
        RequestSplitter.Parts parts =
            RequestSplitter.split(signal, bytes, legible.refusedItems(), 300);
        int items = parts.parts().stream().mapToInt(RequestSplitter.Part::items).sum();
        assertThat(items + parts.tooLarge()).isEqualTo(legible.good());
        parts.parts().forEach(part -> assertThat(part.bytes()).hasSizeLessThanOrEqualTo(300));
      }
    }
  }

  /** What protobuf's own parser reads, the scanner reads too, and finds as many spans. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theScannerAgreesWithTheParser(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] whole = Requests.traces(Requests.spans(2)).toByteArray();
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = damaged(whole, random);
      try {
        ExportTraceServiceRequest parsed = ExportTraceServiceRequest.parseFrom(bytes);
        int spans =
            parsed.getResourceSpansList().stream()
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .mapToInt(scope -> scope.getSpansCount())
                .sum();
        Scan scan = OtlpScanner.scan(Signal.TRACES, bytes);
        if (scan instanceof Scan.Legible legible) {
          assertThat(legible.items()).isEqualTo(spans);
        } else if (((Scan.Illegible) scan).refusal() == Refusal.MALFORMED) {
          // Groups, which OTLP does not have, are the one thing that only the parser skips.
          assertThat(((Scan.Illegible) scan).reason()).contains("wire type 3");
        }
      } catch (InvalidProtocolBufferException e) {
        // Invalid UTF-8 or no protobuf: the scanner may be milder.
      }
    }
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 8);
  }

  private static byte[] damaged(byte[] whole, SplittableRandom random) {
    byte[] bytes =
        random.nextInt(4) == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
    for (int edits = random.nextInt(4); edits > 0 && bytes.length > 0; edits--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private static Metric delta(Metric.Builder sum) {
    return sum.clone()
        .setSum(
            sum.getSum().toBuilder()
                .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA))
        .build();
  }

  private static ByteString zeros(int count) {
    return ByteString.copyFrom(new byte[count]);
  }

  private static Scan.Legible legible(Signal signal, byte[] bytes) {
    Scan scan = OtlpScanner.scan(signal, bytes);
    assertThat(scan).isInstanceOf(Scan.Legible.class);
    return (Scan.Legible) scan;
  }

  private static Scan.Illegible illegible(Signal signal, byte[] bytes) {
    Scan scan = OtlpScanner.scan(signal, bytes);
    assertThat(scan).isInstanceOf(Scan.Illegible.class);
    return (Scan.Illegible) scan;
  }
}
