package dev.leeway.signals.event;

import static dev.leeway.signals.event.SpanFixture.START_MILLIS;
import static dev.leeway.signals.event.SpanFixture.TRACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class AgentEventCodecTest {
  private static final AgentSource SOURCE =
      new AgentSource(
          "default",
          "production",
          "shop",
          "1.4.2",
          "shop-assistant-7f9c5d",
          "shop-assistant",
          "1.4.2");

  private static final AgentEvent CHAT =
      new AgentEvent(
          SOURCE,
          TRACE,
          0x00f067aa0ba902b7L,
          0x53995c3f42cd8ad8L,
          "chat gpt-5-mini",
          EventKind.LLM,
          "chat",
          Convention.OTEL_GENAI,
          "openai-v2",
          START_MILLIS * 1_000_000 + 123_456,
          START_MILLIS * 1_000_000 + 2_345_678_901L,
          SpanStatus.UNSET,
          "",
          0,
          1,
          new ModelCall(
              "openai", "gpt-5-mini", "gpt-5-mini-2026-08-07", "", List.of("stop"), 412_000_000L),
          new Usage(1834L, 211L, 1024L, null, 64L, 0.00213),
          ToolCall.NONE,
          "",
          "conv-81723",
          "",
          List.of(
              new ContentRef(ContentRole.INPUT_MESSAGES, "9f86d081884c7d659a2feaa0c55ad015", 7412),
              new ContentRef(ContentRole.OUTPUT_MESSAGES, "60303ae22b998861bce3b28f33eec1be", 812)),
          EventFlag.USAGE_FIXUP.bit(),
          START_MILLIS + 2_900,
          Facts.NONE,
          Map.of("gen_ai.request.temperature", "0.2", "server.address", "api.openai.com"),
          Map.of("service.name", "shop", "telemetry.sdk.language", "java"));

  private static final AgentEvent FAILED_TOOL =
      new AgentEvent(
          SOURCE,
          TRACE,
          0x1111111111111111L,
          0x53995c3f42cd8ad8L,
          "execute_tool search_orders",
          EventKind.TOOL,
          "execute_tool",
          Convention.OTEL_GENAI,
          "",
          START_MILLIS * 1_000_000,
          START_MILLIS * 1_000_000 + 81_000_000,
          SpanStatus.ERROR,
          "TimeoutError",
          504,
          3,
          ModelCall.NONE,
          Usage.NONE,
          new ToolCall("search_orders", "call_7Zx", 0x7a0b1c2d3e4f5061L, 0),
          "orders",
          "conv-81723",
          "u-55",
          List.of(),
          0,
          START_MILLIS + 90,
          Facts.NONE,
          Map.of(),
          Map.of());

  private static final AgentEvent HOSTILE =
      new AgentEvent(
          new AgentSource("t", "", "", "", "", "a\0\uD83D\uDE00", ""),
          new TraceId(-1, Long.MIN_VALUE),
          -1,
          0,
          "",
          EventKind.OTHER,
          "LLM",
          Convention.UNKNOWN,
          "",
          Long.MIN_VALUE,
          Long.MAX_VALUE,
          SpanStatus.OK,
          "",
          Integer.MIN_VALUE,
          Integer.MAX_VALUE,
          new ModelCall("", "", "", "x".repeat(300), List.of("", "", "stop"), Long.MIN_VALUE),
          new Usage(Long.MIN_VALUE, Long.MAX_VALUE, 0L, -1L, null, Double.NaN),
          new ToolCall("", "", Long.MIN_VALUE, -1),
          "",
          "",
          "",
          List.of(),
          -1,
          Long.MAX_VALUE,
          Facts.NONE,
          Map.of(),
          Map.of());

  @Test
  void bytesHoldEverythingButAttributes() {
    AgentEvent read = AgentEventCodec.decode(AgentEventCodec.encode(CHAT));
    assertThat(read)
        .usingRecursiveComparison()
        .ignoringFields("attributes", "resourceAttributes")
        .isEqualTo(CHAT);
    assertThat(read.attributes()).isEmpty();
    assertThat(read.resourceAttributes()).isEmpty();
  }

  @Test
  void bytesHoldAttributesWhereAsked() {
    assertThat(AgentEventCodec.decode(AgentEventCodec.encodeWithAttributes(CHAT))).isEqualTo(CHAT);
  }

  @Test
  void hostileNumbersAndTextsSurvive() {
    assertThat(AgentEventCodec.decode(AgentEventCodec.encode(HOSTILE))).isEqualTo(HOSTILE);
  }

  @Test
  void typicalEventsTakeAHundredToTwoHundredAndFiftyBytes() {
    assertThat(AgentEventCodec.encode(CHAT)).hasSizeLessThan(250);
    assertThat(AgentEventCodec.encode(FAILED_TOOL)).hasSizeLessThan(220);
    assertThat(AgentEventCodec.encode(SpanFixture.agent(7).event())).hasSizeLessThan(100);
  }

  @Test
  void versionOneIsReadAndWrittenAsEver() throws IOException {
    List<String> golden = golden("agent-event-v1.hex");
    assertThat(golden)
        .containsExactly(
            hex(AgentEventCodec.encodeWithAttributes(CHAT)),
            hex(AgentEventCodec.encode(FAILED_TOOL)),
            hex(AgentEventCodec.encode(HOSTILE)));
    assertThat(golden.stream().map(HexFormat.of()::parseHex).map(AgentEventCodec::decode))
        .containsExactly(CHAT, FAILED_TOOL, HOSTILE);
  }

  @Test
  void anUnknownVersionIsRefusedByName() {
    byte[] bytes = AgentEventCodec.encode(CHAT);
    bytes[0] = 9;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AgentEventCodec.decode(bytes))
        .withMessage("agent event bytes: expected version 1, came 9");
  }

  @Test
  void bytesCutShortAnywhereAreRefused() {
    byte[] bytes = AgentEventCodec.encodeWithAttributes(CHAT);
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatIllegalArgumentException()
          .as("%d bytes", length)
          .isThrownBy(() -> AgentEventCodec.decode(cut));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void brokenBytesAreRefusedOrReadButNothingElse(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] bytes = AgentEventCodec.encodeWithAttributes(CHAT);
    for (int flips = random.nextInt(1, 6); flips > 0; flips--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    try {
      assertThat(AgentEventCodec.decode(bytes)).isNotNull();
    } catch (IllegalArgumentException refused) {
      assertThat(refused).hasMessageNotContaining("null");
    }
  }

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static List<String> golden(String name) throws IOException {
    try (InputStream file = AgentEventCodecTest.class.getResourceAsStream(name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
