package dev.leeway.signals.fact;

import static dev.leeway.signals.fact.Told.tool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.Facts;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CallFactsTest {
  @Test
  void argumentsThatSayTheSameHaveOnePrintWhateverTheirOrder() {
    assertThat(same("{\"a\":1,\"b\":\"x y\"}")).isEqualTo(same("{ \"b\": \"x y\", \"a\": 1 }"));
    assertThat(same("{\"a\":1,\"b\":\"x y\"}")).isNotEqualTo(same("{\"a\":2,\"b\":\"x y\"}"));
    assertThat(same("{\"a\":1,\"b\":2}")).isNotEqualTo(same("{\"a\":2,\"b\":1}"));
    assertThat(same("{\"l\":[1,2]}")).isNotEqualTo(same("{\"l\":[2,1]}"));
  }

  @Test
  void membersThatChangeByThemselvesAreLeftOut() {
    assertThat(same("{\"a\":1,\"requestId\":\"r1\",\"time_stamp\":2}"))
        .isNotEqualTo(same("{\"a\":1,\"orderId\":\"r1\"}"));
    assertThat(same("{\"a\":1,\"requestId\":\"r1\",\"timestamp\":2}"))
        .isEqualTo(same("{\"a\":1,\"request_id\":\"r2\",\"Timestamp\":3}"));
  }

  @Test
  void theShapeIsTheSameForOtherNumbersAndAnotherForOtherWords() {
    assertThat(number("{\"sku\":\"A-1\",\"n\":1}", CallFacts.SHAPE))
        .isEqualTo(number("{\"sku\":\"A-1\",\"n\":260}", CallFacts.SHAPE))
        .isNotEqualTo(number("{\"sku\":\"A-2\",\"n\":1}", CallFacts.SHAPE));
  }

  @Test
  void numbersAreToldByPathAndThoseOfAListAddUp() {
    Facts facts =
        tool(
                1,
                "order",
                "{\"order\":{\"lines\":[{\"qty\":2},{\"qty\":3}]},\"rush\":\"7\",\"to\":\"a b\"}",
                "{\"cart\":{\"items\":[{},{}],\"total\":12.5}}")
            .facts();
    assertThat(Quantities.of(facts.text(CallFacts.NUMBERS)))
        .isEqualTo(Map.of("order.lines#", 2.0, "order.lines.qty", 5.0, "rush", 7.0));
    assertThat(facts.text(CallFacts.RESULT_NUMBERS)).isEqualTo("cart.items#=2;cart.total=12.5");
  }

  @Test
  void wordsOfProseAreSketchedAndNamesAreNot() {
    Facts facts = tool(1, "search", "{\"q\":\"blue shoes in 42\",\"shop\":\"north\"}", "").facts();
    Sketch words = Sketch.of(facts.text(CallFacts.WORDS));
    assertThat(words.similarity(sketch("{\"q\":\"Blue shoes, in 43\",\"shop\":\"south\"}")))
        .isEqualTo(1);
    assertThat(facts.number(CallFacts.DIGITS))
        .isNotEqualTo(
            tool(1, "search", "{\"q\":\"blue shoes in 43\",\"shop\":\"north\"}", "")
                .facts()
                .number(CallFacts.DIGITS));
    assertThat(tool(1, "get", "{\"id\":\"north\"}", "").facts().text(CallFacts.WORDS)).isEmpty();
  }

  @Test
  void brokenAndDeepJsonIsReadAsFarAsItGoes() {
    assertThat(same("{\"a\":[1,{\"b\":")).isPositive();
    assertThat(same("[".repeat(50_000))).isPositive();
    assertThat(tool(1, "x", "", "plain").facts().number(CallFacts.RESULT_SAME)).isPresent();
  }

  private static double same(String arguments) {
    return number(arguments, CallFacts.SAME);
  }

  private static double number(String arguments, String name) {
    return tool(1, "tool", arguments, "").facts().number(name).orElseThrow();
  }

  private static Sketch sketch(String arguments) {
    return Sketch.of(tool(1, "search", arguments, "").facts().text(CallFacts.WORDS));
  }
}
