package dev.leeway.telemetry.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PlainJsonTest {
  private static final List<String> KEYS =
      List.of(
          "query", "max_price", "sku", "a", "ab", "b", "", "ключ", "\\u0061", "emoji \uD83D\uDE00");
  private static final List<String> SCALARS =
      List.of(
          "0",
          "-0",
          "-7",
          "42",
          "007",
          "1.50",
          "189.0",
          "-0.5",
          "0.0",
          "100.00",
          "0.0000001",
          "0.000001",
          "1e3",
          "1E-2",
          "1.",
          ".5",
          "12345678901234567890",
          "0.12345678901234567890",
          "true",
          "false",
          "null",
          "nul",
          "\"text\"",
          "\"a \\\" quote\"",
          "\"\\u00e9\"",
          "\"é\"",
          "\"\\/\"",
          "\"line\nbreak\"",
          "\"\uD83D\uDE00\"",
          "NaN",
          "'x'");
  private static final List<String> BLANKS = List.of("", "", "", " ", "\n", "\t ", "\u00a0");

  static LongStream seeds() {
    return LongStream.range(0, 40);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void spellsWhatTheTreeSpells(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int spelled = 0;
    for (int i = 0; i < 500; i++) {
      StringBuilder text = new StringBuilder();
      boolean plain = random.nextInt(3) > 0;
      write(text, random, 0, plain);
      if (!plain && random.nextInt(4) == 0 && !text.isEmpty()) {
        text.deleteCharAt(random.nextInt(text.length()));
      }
      String canonical = PlainJson.canonical(text.toString());
      if (canonical != null) {
        assertThat(canonical).as("of %s", text).isEqualTo(CanonicalJson.ofTree(text.toString()));
        spelled++;
      }
    }
    assertThat(spelled).isGreaterThan(100);
  }

  private static void write(StringBuilder text, SplittableRandom random, int depth, boolean plain) {
    int kind = depth == 0 ? random.nextInt(2) : random.nextInt(depth > 4 ? 1 : 5);
    if (depth > 0 && kind > 1) {
      kind = 2;
    }
    blank(text, random, plain);
    int size = random.nextInt(5);
    if (kind == 0 && depth <= 4) {
      text.append('{');
      for (int i = 0; i < size; i++) {
        text.append(i == 0 ? "" : ",");
        blank(text, random, plain);
        String key = plain ? "k" + random.nextInt(1000) : KEYS.get(random.nextInt(KEYS.size()));
        text.append('"').append(key).append('"').append(':');
        write(text, random, depth + 1, plain);
      }
      text.append('}');
    } else if (kind == 1) {
      text.append('[');
      for (int i = 0; i < size; i++) {
        text.append(i == 0 ? "" : ",");
        write(text, random, depth + 1, plain);
      }
      text.append(']');
    } else {
      text.append(
          plain
              ? Integer.toString(random.nextInt(-99, 99)) + ".25"
              : SCALARS.get(random.nextInt(SCALARS.size())));
    }
    blank(text, random, plain);
  }

  private static void blank(StringBuilder text, SplittableRandom random, boolean plain) {
    text.append(plain ? "" : BLANKS.get(random.nextInt(BLANKS.size())));
  }

  @Test
  void sortsKeysAndDropsBlanksAndZeros() {
    assertThat(PlainJson.canonical(" {\"query\" : \"tea\", \"max\":[1.50, 20.0], \"a\":{}} "))
        .isEqualTo("{\"a\":{},\"max\":[1.5,20],\"query\":\"tea\"}");
  }

  @Test
  void declinesWhatItCannotBeSureOf() {
    for (String text :
        List.of(
            "",
            "tea",
            "\"{}\"",
            "{\"a\":1,\"a\":2}",
            "{\"a\":1,\"b\":2,\"a\":3}",
            "{\"a\":\"\\n\"}",
            "[1e2]",
            "[-0]",
            "[0.0000001]",
            "{\"a\":1}x",
            "[1,]",
            "[".repeat(40) + "]".repeat(40))) {
      assertThat(PlainJson.canonical(text)).as(text).isNull();
    }
  }
}
