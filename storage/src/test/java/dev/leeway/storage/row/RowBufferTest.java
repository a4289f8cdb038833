package dev.leeway.storage.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowBufferTest {
  @Test
  void numbersAreLittleEndianAndIdsBigEndian() {
    byte[] bytes =
        new RowBuffer().int8(-1).int16(0x0102).int32(0x01020304).int64(1).word(1).toByteArray();
    assertThat(bytes)
        .containsExactly(-1, 2, 1, 4, 3, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
  }

  @Test
  void sizesTakeSevenBitsAByte() {
    assertThat(new RowBuffer().varint(127).varint(128).varint(300).toByteArray())
        .containsExactly(127, 0x80, 1, 0xAC, 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "größe",
        "漢字",
        "a\0b",
        "smile 😀",
        "\ud83d",
        "\ude00x",
        "\ud83d\ud83d😀"
      })
  void textIsTheSameUtf8AsTheJdks(String text) {
    assertThat(new RowReader(new RowBuffer().text(text).toByteArray()).blob())
        .isEqualTo(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void anySequenceOfUnitsIsTheSameUtf8AsTheJdks(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] bounds = {0x80, 0x800, 0xD800, 0xE000, 0x10000};
    for (int round = 0; round < 2_000; round++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(12);
      for (int at = 0; at < length; at++) {
        text.append((char) random.nextInt(bounds[random.nextInt(bounds.length)]));
      }
      assertThat(new RowReader(new RowBuffer().text(text.toString()).toByteArray()).blob())
          .isEqualTo(text.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void growsBeyondItsFirstSize() {
    String text = "0123456789".repeat(100_000);
    RowBuffer buffer = new RowBuffer().text(text).text("end");
    RowReader in = new RowReader(buffer.toByteArray());
    assertThat(in.text()).isEqualTo(text);
    assertThat(in.text()).isEqualTo("end");
    assertThat(in.hasNext()).isFalse();
  }

  @Test
  void daysOutsideOfTheTypeAreClamped() {
    byte[] bytes =
        new RowBuffer().date(-1).date(86_400_000L * 2 - 1).date(Long.MAX_VALUE).toByteArray();
    RowReader in = new RowReader(bytes);
    assertThat(in.uint16()).isZero();
    assertThat(in.uint16()).isEqualTo(1);
    assertThat(in.uint16()).isEqualTo(65_535);
  }

  @Test
  void hashesMustHaveThirtyTwoDigits() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RowBuffer().hex16("abc"))
        .withMessageContaining("expected 32 hexadecimal digits, came abc");
    assertThatIllegalArgumentException().isThrownBy(() -> new RowBuffer().hex16("g".repeat(32)));
    assertThat(
            new RowReader(new RowBuffer().hex16("0123456789abcdef".repeat(2)).toByteArray())
                .hex16())
        .isEqualTo("0123456789abcdef0123456789abcdef");
  }
}
