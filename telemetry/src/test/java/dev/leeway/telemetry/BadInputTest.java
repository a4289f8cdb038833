package dev.leeway.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventFlag;
import dev.leeway.signals.event.EventKind;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever strangers send is a value: no exception leaves the decoder, and the sums hold. */
final class BadInputTest {
  @Test
  void nothingIsARequestWithoutSpans() {
    DecodedBatch batch = decode(new byte[0]);
    assertThat(batch.spansSeen()).isZero();
    assertThat(batch.undecodable()).isEmpty();
  }

  @Test
  void garbageIsAnUndecodableRequestWithItsBytes() {
    byte[] garbage = "GET / HTTP/1.1".getBytes(UTF_8);
    assertThat(decode(garbage).undecodable())
        .singleElement()
        .satisfies(undecodable -> {
          assertThat(undecodable.reason()).isEqualTo(Undecodable.MALFORMED_REQUEST);
          assertThat(undecodable.request()).isEqualTo(garbage);
          assertThat(undecodable.detail()).isNotEmpty();
        });
  }

  @Test
  void aRequestCutAtAnyByteIsAValueAndNeverInventsASpan() {
    byte[] whole = rich();
    for (int length = 0; length < whole.length; length++) {
      DecodedBatch batch = decode(Arrays.copyOf(whole, length));
      assertSums(batch);
      assertThat(batch.spans()).as("cut at %d of %d", length, whole.length).isEmpty();
    }
    assertThat(decode(whole).spans()).hasSize(2);
  }

  @Test
  void aSpanThatIsNoProtobufIsSetAsideAndItsNeighboursLive() {
    byte[] broken =
        request(
            Requests.span("first").build().toByteArray(),
            new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff},
            Requests.span("last").build().toByteArray());
    DecodedBatch batch = decode(broken);
    assertThat(batch.spans()).extracting(m -> m.event().name()).containsExactly("first", "last");
    assertThat(batch.undecodable())
        .singleElement()
        .matches(undecodable -> undecodable.reason().equals(Undecodable.MALFORMED_SPAN))
        .matches(undecodable -> undecodable.spans() == 1);
    assertThat(batch.spansSeen()).isEqualTo(3);
  }

  @Test
  void zeroAndShortIdsAreRefusedInARequestThatCanBeReplayed() throws Exception {
    Span.Builder noTrace = Requests.span("no trace").clearTraceId();
    Span.Builder zeroTrace =
        Requests.span("zero trace").setTraceId(ByteString.copyFrom(new byte[16]));
    Span.Builder zeroSpan = Requests.span("zero span").setSpanId(ByteString.copyFrom(new byte[8]));
    Span.Builder shortSpan = Requests.span("short").setSpanId(ByteString.copyFrom(new byte[] {1}));
    Span.Builder longParent =
        Requests.span("long parent").setParentSpanId(ByteString.copyFrom(new byte[16]));
    DecodedBatch batch =
        decode(
            Requests.request(
                noTrace, zeroTrace, Requests.span("good"), zeroSpan, shortSpan, longParent));
    assertThat(batch.spans()).extracting(m -> m.event().name()).containsExactly("good");
    assertThat(batch.spansSeen()).isEqualTo(6);
    Undecodable undecodable = batch.undecodable().get(0);
    assertThat(undecodable.reason()).isEqualTo(Undecodable.INVALID_ID);
    assertThat(undecodable.spans()).isEqualTo(5);
    ExportTraceServiceRequest replay = ExportTraceServiceRequest.parseFrom(undecodable.request());
    assertThat(replay.getResourceSpansList()).hasSize(1);
    assertThat(replay.getResourceSpans(0).getResource().getAttributesList())
        .containsExactly(Requests.pair("service.name", "shop"));
    assertThat(replay.getResourceSpans(0).getScopeSpansList()).hasSize(1);
    assertThat(replay.getResourceSpans(0).getScopeSpans(0).getScope().getName()).isEqualTo("test");
    assertThat(replay.getResourceSpans(0).getScopeSpans(0).getSpansList())
        .extracting(Span::getName)
        .containsExactly("no trace", "zero trace", "zero span", "short", "long parent");
  }

  @Test
  void aZeroParentIsNoParent() {
    Span.Builder span = Requests.span("x").setParentSpanId(ByteString.copyFrom(new byte[8]));
    assertThat(Requests.map(span).event().isRoot()).isTrue();
  }

  @Test
  void aLogsExportSentAsTracesIsRefusedWithAHint() {
    byte[] logs =
        ExportLogsServiceRequest.newBuilder()
            .addResourceLogs(
                ResourceLogs.newBuilder()
                    .addScopeLogs(
                        ScopeLogs.newBuilder()
                            .addLogRecords(
                                LogRecord.newBuilder()
                                    .setTimeUnixNano(Requests.START_NANOS)
                                    .setSeverityText("INFO")
                                    .setBody(Requests.value("hello")))))
            .build()
            .toByteArray();
    DecodedBatch batch = decode(logs);
    assertThat(batch.spans()).isEmpty();
    assertThat(batch.undecodable())
        .singleElement()
        .matches(u -> u.detail().contains("logs export"));
  }

  @Test
  void textThatIsNotUtf8IsReplacedAndFlagged() {
    byte[] request = Requests.request(Requests.span("x", "shop.note", "ab?cd"));
    int at = indexOf(request, "ab?cd".getBytes(UTF_8)) + 2;
    request[at] = (byte) 0xff;
    AgentEvent event = decode(request).spans().get(0).event();
    assertThat(event.attributes()).containsEntry("shop.note", "ab\uFFFDcd");
    assertThat(event.has(EventFlag.INVALID_UTF8)).isTrue();
  }

  @Test
  void aReplacementCharacterThatWasSentIsNoDamage() {
    AgentEvent event = Requests.map(Requests.span("x", "shop.note", "ab\uFFFDcd")).event();
    assertThat(event.has(EventFlag.INVALID_UTF8)).isFalse();
  }

  @Test
  void valuesNestedTooDeepAreCutAndFlagged() {
    AnyValue bomb = AnyValue.newBuilder().setStringValue("deep").build();
    for (int depth = 0; depth < 90; depth++) {
      bomb = AnyValue.newBuilder().setArrayValue(ArrayValue.newBuilder().addValues(bomb)).build();
    }
    AgentEvent event = Requests.map(Requests.span("x", "bomb", bomb)).event();
    assertThat(event.attributes().get("bomb")).isEqualTo("[".repeat(32) + "null" + "]".repeat(32));
    assertThat(event.has(EventFlag.TRUNCATED)).isTrue();
  }

  @Test
  void aBombOfAHundredThousandLevelsCostsNoStack() {
    byte[] value = {};
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int depth = 0; depth < 2_000; depth++) {
      out.reset();
      field(out, 1, value);
      byte[] array = out.toByteArray();
      out.reset();
      field(out, 5, array);
      value = out.toByteArray();
    }
    out.reset();
    field(out, 1, "bomb".getBytes(UTF_8));
    field(out, 2, value);
    byte[] attribute = out.toByteArray();
    out.reset();
    out.writeBytes(Requests.span("x").build().toByteArray());
    field(out, 9, attribute);
    AgentEvent event = decode(request(out.toByteArray())).spans().get(0).event();
    assertThat(event.has(EventFlag.TRUNCATED)).isTrue();
    byte[] groups = new byte[100_000];
    Arrays.fill(groups, (byte) 0x0b);
    assertThat(decode(groups).undecodable()).hasSize(1);
  }

  @Test
  void anIndexOfABillionAllocatesNothing() {
    AgentEvent event =
        Requests.map(
                Requests.span(
                    "x",
                    "openinference.span.kind",
                    "LLM",
                    "llm.input_messages.999999999.message.content",
                    "boo",
                    "llm.input_messages.99999999999999999999.message.content",
                    "boo",
                    "llm.input_messages.-1.message.content",
                    "boo",
                    "llm.input_messages.4095.message.content",
                    "kept"))
            .event();
    assertThat(event.contents()).hasSize(1);
    assertThat(event.attributes())
        .containsKey("llm.input_messages.999999999.message.content")
        .doesNotContainKey("llm.input_messages.4095.message.content");
  }

  @Test
  void moreAttributesThanAllowedAreCutAndFlagged() {
    Span.Builder span = Requests.span("x", "gen_ai.operation.name", "chat");
    for (int i = 0; i < 20_000; i++) {
      span.addAttributes(Requests.pair("key." + i, i));
    }
    AgentEvent event = Requests.map(span).event();
    assertThat(event.attributes()).hasSize(SpanLimits.defaults().attributesMax());
    assertThat(event.has(EventFlag.TRUNCATED)).isTrue();
    assertThat(event.kind()).isEqualTo(EventKind.LLM);
  }

  @Test
  void theLastOfTwoEqualKeysWins() {
    AgentEvent event =
        Requests.map(
                Requests.span(
                    "x",
                    "gen_ai.request.model",
                    "first",
                    "note",
                    "a",
                    "note",
                    "b",
                    "gen_ai.request.model",
                    "last",
                    "k".repeat(200),
                    "a",
                    "k".repeat(200),
                    "b"))
            .event();
    assertThat(event.model().modelRequested()).isEqualTo("last");
    assertThat(event.attributes()).containsEntry("note", "b").containsEntry("k".repeat(200), "b");
  }

  @Test
  void anEightMebibyteAttributeIsCutAndFlagged() {
    String text = "é".repeat(4 * 1_024 * 1_024);
    AgentEvent event = Requests.map(Requests.span("x", "shop.note", text)).event();
    assertThat(event.has(EventFlag.TRUNCATED)).isTrue();
    assertThat(event.attributes().getOrDefault("shop.note", "").getBytes(UTF_8))
        .hasSizeBetween(4_094, SpanLimits.defaults().attributeBytesMax());
    MappedSpan content =
        Requests.map(
            Requests.span("x", "gen_ai.operation.name", "chat", "gen_ai.input.messages", text));
    assertThat(content.event().has(EventFlag.TRUNCATED)).isTrue();
    assertThat(content.event().contents().get(0).sizeBytes()).isGreaterThan(8 * 1_024 * 1_024);
    assertThat(content.contents().get(0).text().getBytes(UTF_8))
        .hasSizeLessThanOrEqualTo(SpanLimits.defaults().contentBytesMax());
  }

  @Test
  void fiftyThousandSpansInARequestAreAllDecoded() {
    Span.Builder[] spans = new Span.Builder[50_000];
    for (int i = 0; i < spans.length; i++) {
      spans[i] = Requests.span("s" + i, "gen_ai.operation.name", "chat");
    }
    DecodedBatch batch = decode(Requests.request(spans));
    assertThat(batch.spans()).hasSize(50_000);
    assertThat(batch.spansSeen()).isEqualTo(50_000);
  }

  @Test
  void aHundredThousandDifferentKeysDoNotFillTheMemoryForKeys() {
    SpanDecoder decoder = Requests.decoder();
    for (int request = 0; request < 200; request++) {
      Span.Builder span = Requests.span("x", "gen_ai.request.model", "gpt-4o");
      for (int i = 0; i < 100; i++) {
        span.addAttributes(Requests.pair("k." + request + "." + i, i));
      }
      AgentEvent event =
          decoder
              .decode("acme", Requests.request(span), Requests.APPEND_MILLIS)
              .spans()
              .get(0)
              .event();
      assertThat(event.attributes()).hasSize(101);
      assertThat(event.model().modelRequested()).isEqualTo("gpt-4o");
    }
    assertThat(decoder.keyTableRestarts()).isPositive();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void damagedRequestsNeverThrow(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    SpanDecoder decoder = Requests.decoder();
    byte[] whole = rich();
    for (int round = 0; round < 3_000; round++) {
      byte[] damaged = whole.clone();
      for (int count = 1 + random.nextInt(8); count > 0; count--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      assertSums(decoder.decode("acme", damaged, Requests.APPEND_MILLIS));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void randomBytesNeverThrow(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    SpanDecoder decoder = Requests.decoder();
    for (int round = 0; round < 3_000; round++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      assertSums(decoder.decode("acme", bytes, Requests.APPEND_MILLIS));
      byte[] framed = request(bytes);
      assertSums(decoder.decode("acme", framed, Requests.APPEND_MILLIS));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aDecoderThatMetDamageDecodesTheNextRequestAsANewOneDoes(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    SpanDecoder used = Requests.decoder();
    byte[] whole = rich();
    for (int round = 0; round < 100; round++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      used.decode("acme", damaged, Requests.APPEND_MILLIS);
    }
    assertThat(used.decode("acme", whole, Requests.APPEND_MILLIS)).isEqualTo(decode(whole));
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 8);
  }

  private static void assertSums(DecodedBatch batch) {
    int undecodable = batch.undecodable().stream().mapToInt(Undecodable::spans).sum();
    assertThat(batch.spansSeen()).isEqualTo(batch.spans().size() + undecodable);
  }

  private static DecodedBatch decode(byte[] request) {
    return Requests.decoder().decode("acme", request, Requests.APPEND_MILLIS);
  }

  /** Two spans with every kind of value, events, links and status. */
  private static byte[] rich() {
    Span.Builder llm =
        Requests.span(
                "chat gpt-4o",
                "gen_ai.operation.name",
                "chat",
                "gen_ai.system",
                "openai",
                "gen_ai.usage.input_tokens",
                7,
                "gen_ai.request.temperature",
                0.5,
                "gen_ai.response.finish_reasons",
                List.of("stop"),
                "flag",
                true,
                "bytes",
                new byte[] {1, 2, 3},
                "map",
                Map.of("a", List.of(1, "b")))
            .addEvents(Requests.event("gen_ai.user.message", 1, "content", "Hi"))
            .addEvents(Requests.event("exception", 2, "exception.type", "E"))
            .addLinks(
                Span.Link.newBuilder()
                    .setTraceId(ByteString.fromHex("0102030405060708090a0b0c0d0e0f11"))
                    .setSpanId(ByteString.fromHex("2122232425262728")));
    Span.Builder tool =
        Requests.span(
            "search",
            "openinference.span.kind",
            "TOOL",
            "input.value",
            "{\"q\":[1,{\"b\":2}]}",
            "llm.input_messages.0.message.role",
            "user");
    return Requests.request(llm, tool);
  }

  private static byte[] request(byte[]... spans) {
    ByteArrayOutputStream scope = new ByteArrayOutputStream();
    for (byte[] span : spans) {
      field(scope, 2, span);
    }
    ByteArrayOutputStream resource = new ByteArrayOutputStream();
    field(resource, 2, scope.toByteArray());
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    field(request, 1, resource.toByteArray());
    return request.toByteArray();
  }

  private static void field(ByteArrayOutputStream out, int number, byte[] bytes) {
    out.write((number << 3) | 2);
    int length = bytes.length;
    for (; length > 0x7f; length >>>= 7) {
      out.write((length & 0x7f) | 0x80);
    }
    out.write(length);
    out.writeBytes(bytes);
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    for (int at = 0; at <= bytes.length - part.length; at++) {
      if (Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
        return at;
      }
    }
    throw new AssertionError("not found");
  }
}
