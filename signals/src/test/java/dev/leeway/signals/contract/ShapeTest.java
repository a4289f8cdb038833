package dev.leeway.signals.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.json.JsonTree;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ShapeTest {
  @Test
  void namesFieldsSortedWithTheirTypes() {
    assertThat(
            shape(
                "{\"price\": 3, \"items\": [{\"id\": 1, \"note\": \"x\"}, {\"id\": 2}], \"ok\": true}"))
        .isEqualTo("{items: [{id: number, note?: text}], ok: boolean, price: number}");
  }

  @Test
  void isTheSameForOtherValuesOrderAndLengths() {
    assertThat(shape("{\"a\": 1, \"b\": [\"x\"]}"))
        .isEqualTo(shape("{ \"b\": [\"y\", \"z\"], \"a\": -7.25 }"));
  }

  @Test
  void typesThatDifferStandSideBySide() {
    assertThat(shape("[1, \"two\", null]")).isEqualTo("[null|number|text]");
    assertThat(shape("{\"price\": \"3\"}")).isNotEqualTo(shape("{\"price\": 3}"));
  }

  @Test
  void fieldsThatAreDataAreAMap() {
    assertThat(shape("{\"user_18234\": 1, \"user_99213\": 2}")).isEqualTo("{*: number}");
    assertThat(shape("{\"2026-11-02\": {\"n\": 1}}")).isEqualTo("{*: {n: number}}");
    assertThat(shape(wide(30))).isEqualTo("{*: number}");
    assertThat(shape("{\"line2\": 1, \"address_1\": 2}"))
        .isEqualTo("{address_1: number, line2: number}");
  }

  @Test
  void isBoundedAndStillTellsShapesApart() {
    String one = shape("{\"" + "a".repeat(40) + "\": {" + inner("x") + "}}");
    String other = shape("{\"" + "a".repeat(40) + "\": {" + inner("y") + "}}");

    assertThat(one).hasSizeLessThanOrEqualTo(Shape.LENGTH_MAX).isNotEqualTo(other);
    assertThat(shape("[[[[[1]]]]]")).isEqualTo("[[[[…]]]]");
  }

  @Test
  void emptyContainersHaveAShape() {
    assertThat(shape("{}")).isEqualTo("{}");
    assertThat(shape("[]")).isEqualTo("[]");
  }

  private static String inner(String last) {
    return IntStream.range(0, 10)
            .mapToObj(n -> "\"field_with_a_name_" + (char) ('a' + n) + "\": 1")
            .collect(Collectors.joining(", "))
        + ", \"z"
        + last
        + "\": 1";
  }

  private static String wide(int fields) {
    return IntStream.range(0, fields)
        .mapToObj(n -> "\"f" + n + "\": 1")
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String shape(String json) {
    return Shape.of(JsonTree.parse(json).orElseThrow());
  }
}
