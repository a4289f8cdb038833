package dev.leeway.telemetry.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonScanTest {
  private static final String MESSAGE =
      "{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"a\\\"b\",\"n\":[-1.5e3,true,"
          + "null,{}]}]}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[" + "{\"role\":\"user\",\"parts\":[]}" + "]",
        "[ {\"parts\":[ ], \"role\":\"user\"} , {\"role\":null,\"parts\":{\"a\":[[]]}} ]\n"
      })
  void messagesAreRecognised(String text) {
    assertThat(new JsonScan(text).isArrayOfObjectsWith("role", "parts")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "[{}]",
        "{}",
        "[{\"role\":\"user\"}]",
        "[{\"role\":\"user\",\"parts\":[]}",
        "[{\"role\":\"user\",\"parts\":[]}]]",
        "[{\"role\":\"user\",\"parts\":[}]",
        "[{\"role\":\"user\",\"parts\":[],}]",
        "[{\"role\":\"user\",\"parts\":tru}]",
        "[{\"role\":\"user\",\"parts\":1-}]",
        "[{\"role\":\"user\",\"parts\":[\"\u0001\"]}]",
        "[{\"x\":{\"role\":1,\"parts\":2}}]"
      })
  void everythingElseIsNot(String text) {
    assertThat(new JsonScan(text).isArrayOfObjectsWith("role", "parts")).isFalse();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatItAcceptsAfterDamageIsJsonToJacksonToo(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 2_000; round++) {
      StringBuilder text = new StringBuilder("[" + MESSAGE + "," + MESSAGE + "]");
      for (int damage = random.nextInt(3); damage >= 0; damage--) {
        text.setCharAt(random.nextInt(text.length()), "[]{},:\"\\a1-".charAt(random.nextInt(11)));
      }
      if (new JsonScan(text.toString()).isArrayOfObjectsWith("role", "parts")) {
        assertThat(parses(text.toString())).as(text.toString()).isTrue();
      }
    }
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 5);
  }

  private static boolean parses(String text) {
    try {
      return JsonMapper.builder().build().readTree(text) != null;
    } catch (JsonProcessingException e) {
      return false;
    }
  }
}
