package dev.leeway.signals.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ShapeChangeTest {
  private static final String USUAL = "json {items: [{id: number, price: number}], price: number}";

  @Test
  void tellsFieldsThatCameWentAndChanged() {
    assertThat(ShapeChange.between(USUAL, "json {items: [{id: number, price: number}]}"))
        .isEqualTo("field price disappeared");
    assertThat(
            ShapeChange.between(
                USUAL, "json {items: [{id: number, price: number}], price: text, total: number}"))
        .isEqualTo("price: number → text; field total appeared");
    assertThat(
            ShapeChange.between(USUAL, "json {items: [{id: text, price: number}], price: number}"))
        .isEqualTo("items: [{id: number, price: number}] → [{id: text, price: number}]");
  }

  @Test
  void tellsShapesWholeWhereFieldsCanNotBeCompared() {
    assertThat(ShapeChange.between(USUAL, "text")).isEqualTo(USUAL + " → text");
    assertThat(ShapeChange.between("json {a: text}", "fenced json {a: text}"))
        .isEqualTo("json {a: text} → fenced json {a: text}");
    assertThat(ShapeChange.between("json {a: te…0badcafe", "json {a: text}"))
        .isEqualTo("json {a: te…0badcafe → json {a: text}");
  }

  @Test
  void countsWhatItDoesNotTell() {
    assertThat(
            ShapeChange.between(
                "json {a: text, b: text, c: text, d: text, e: text, f: text}", "json {}"))
        .isEqualTo(
            "field a disappeared; field b disappeared; field c disappeared; field d disappeared;"
                + " and 2 more");
  }
}
