package dev.leeway.signals.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SpanBlockTest {
  private static final List<AgentEvent> RUN =
      List.of(
          SpanFixture.agent(7).event(),
          SpanFixture.llm(-9).event(),
          SpanFixture.tool(Long.MAX_VALUE, "search_orders").event().placed(8, 7, 0),
          SpanFixture.tool(12, "search_orders").event().placed(12, 99, 0));

  @Test
  void aBlockHoldsWhatItsSpansHoldAlone() {
    assertThat(SpanBlock.decode(SpanBlock.encode(RUN)))
        .isEqualTo(
            RUN.stream()
                .sorted(Comparator.comparingLong(AgentEvent::spanId))
                .map(span -> AgentEventCodec.decode(AgentEventCodec.encode(span)))
                .toList());
  }

  @Test
  void idsAreReadWithoutTheRest() {
    byte[] block = SpanBlock.encode(RUN);
    assertThat(SpanBlock.spanIds(block)).containsExactly(-9, 7, 8, 12);
    assertThat(SpanBlock.isOfIdsAlone(block)).isFalse();
    for (AgentEvent span : RUN) {
      assertThat(SpanBlock.holds(block, span.spanId())).isTrue();
    }
    for (long other : new long[] {Long.MIN_VALUE, -10, 0, 9, 13, Long.MAX_VALUE}) {
      assertThat(SpanBlock.holds(block, other)).isFalse();
    }
  }

  @Test
  void idsAloneTakeEightBytesEach() {
    long[] ids = new SplittableRandom(1).longs(SpanBlock.SPANS_MAX).distinct().sorted().toArray();
    byte[] block = SpanBlock.encodeIds(ids);
    assertThat(block).hasSize(3 + 8 * ids.length);
    assertThat(SpanBlock.isOfIdsAlone(block)).isTrue();
    assertThat(SpanBlock.decode(block)).isEmpty();
    assertThat(SpanBlock.spanIds(block)).isEqualTo(ids);
    assertThat(Arrays.stream(ids)).allMatch(id -> SpanBlock.holds(block, id));
  }

  @Test
  void whatSpansHaveInCommonIsWrittenOnce() {
    List<AgentEvent> many =
        IntStream.range(0, 64).mapToObj(id -> SpanFixture.llm(id + 1L).event()).toList();
    int alone = many.stream().mapToInt(span -> AgentEventCodec.encode(span).length).sum();
    assertThat(SpanBlock.encode(many).length).isLessThan(alone / 4);
  }

  @Test
  void tooFewTooManyAndStrangersAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SpanBlock.encode(List.of()))
        .withMessageContaining("expected 1 to 4096 spans, came 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SpanBlock.encodeIds(new long[SpanBlock.SPANS_MAX + 1]))
        .withMessageContaining("came 4097");
    AgentEvent stranger = SpanFixture.agent(1).event();
    AgentEvent moved = AgentEventCodec.decode(ofAnotherTrace(AgentEventCodec.encode(stranger)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SpanBlock.encode(List.of(RUN.getFirst(), moved)))
        .withMessageContaining("one trace");
  }

  @Test
  void versionOneIsReadAsEver() throws IOException {
    try (InputStream in = SpanBlockTest.class.getResourceAsStream("span-block-v1.hex")) {
      String golden = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
      assertThat(SpanBlock.decode(HexFormat.of().parseHex(golden)))
          .isEqualTo(SpanBlock.decode(SpanBlock.encode(RUN)));
    }
  }

  @Test
  void brokenBytesAreRefusedOrReadButNothingElse() {
    byte[] block = SpanBlock.encode(RUN);
    SplittableRandom random = new SplittableRandom(5);
    List<byte[]> broken = new ArrayList<>();
    for (int length = 0; length < block.length; length++) {
      broken.add(Arrays.copyOf(block, length));
    }
    for (int flip = 0; flip < 500; flip++) {
      byte[] flipped = block.clone();
      flipped[random.nextInt(block.length)] = (byte) random.nextInt(256);
      broken.add(flipped);
    }
    int refused = 0;
    for (byte[] bytes : broken) {
      try {
        assertThat(SpanBlock.decode(bytes)).isNotNull();
      } catch (IllegalArgumentException expected) {
        assertThat(expected).hasMessageNotContaining("null");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(block.length / 2);
  }

  private static byte[] ofAnotherTrace(byte[] bytes) {
    byte[] changed = bytes.clone();
    changed[3] ^= 1;
    return changed;
  }
}
