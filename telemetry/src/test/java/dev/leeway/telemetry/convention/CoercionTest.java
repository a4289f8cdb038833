package dev.leeway.telemetry.convention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.telemetry.wire.ValueType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CoercionTest {
  @ParameterizedTest
  @CsvSource({"123,123", "123.0,123", "' 7 ',7", "'\"42\"',42", "1e3,1000", "0,0"})
  void aCountMayBeText(String text, long count) {
    assertThat(Coercion.count(ValueType.STRING, 0, text)).isEqualTo(count);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "many", "-1", "NaN", "Infinity", "1e30", "0x10", "12 tokens"})
  void whatIsNoSaneNumberIsNoCount(String text) {
    assertThat(Coercion.count(ValueType.STRING, 0, text)).isNull();
  }

  @Test
  void aCountMayBeAnIntegerOrADouble() {
    assertThat(Coercion.count(ValueType.INT, 12, "12")).isEqualTo(12);
    assertThat(Coercion.count(ValueType.DOUBLE, Double.doubleToLongBits(12.0), "12.0"))
        .isEqualTo(12);
    assertThat(Coercion.count(ValueType.INT, -1, "-1")).isNull();
    assertThat(Coercion.count(ValueType.INT, Long.MAX_VALUE, "")).isNull();
    assertThat(Coercion.count(ValueType.BOOL, 1, "true")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "  ", "{}", "N/A", "<REDACTED>", "[REDACTED]", "<not specified>", "null"})
  void placeholdersAreAbsent(String text) {
    assertThat(Coercion.TEXT.accepts(ValueType.STRING, 0, text)).isFalse();
    assertThat(Coercion.CONTENT.accepts(ValueType.STRING, 0, text)).isFalse();
  }

  @Test
  void aToolCalledWithoutArgumentsHasAnEmptyObject() {
    assertThat(Coercion.PAYLOAD.accepts(ValueType.STRING, 0, "{}")).isTrue();
  }

  @Test
  void noneIsNoModelButAWordElsewhere() {
    assertThat(Coercion.MODEL.accepts(ValueType.STRING, 0, "none")).isFalse();
    assertThat(Coercion.TEXT.accepts(ValueType.STRING, 0, "none")).isTrue();
  }

  @Test
  void anEmptyListOfWhatWasFoundSaysThatNothingWas() {
    assertThat(Coercion.FOUND.accepts(ValueType.STRING, 0, "[]")).isTrue();
    assertThat(Coercion.FOUND.accepts(ValueType.STRING, 0, "{}")).isTrue();
    assertThat(Coercion.FOUND.accepts(ValueType.STRING, 0, "null")).isFalse();
    assertThat(Coercion.CONTENT.accepts(ValueType.STRING, 0, "[]")).isFalse();
  }
}
