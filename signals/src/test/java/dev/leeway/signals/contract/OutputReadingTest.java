package dev.leeway.signals.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OutputReadingTest {
  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void knowsTheFormOfAnAnswer(String answer, OutputForm form, String shape) {
    OutputReading reading = OutputReading.of(answer);

    assertThat(reading.form()).isEqualTo(form);
    assertThat(reading.shape()).isEqualTo(shape);
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        arguments("{\"price\": 3}", OutputForm.JSON, "json {price: number}"),
        arguments("[{\"id\": 1}]", OutputForm.JSON, "json [{id: number}]"),
        arguments("[]", OutputForm.JSON, "json []"),
        arguments("[1, 2]", OutputForm.JSON, "json [number]"),
        arguments(
            "Here you are:\n```json\n{\"price\": 3}\n```\nEnjoy",
            OutputForm.FENCED_JSON,
            "fenced json {price: number}"),
        arguments(
            "```\n{\"price\": 3}\n```", OutputForm.FENCED_JSON, "fenced json {price: number}"),
        arguments("{\"price\": 3", OutputForm.BROKEN_JSON, "broken json"),
        arguments("{\"price\": 3,}", OutputForm.BROKEN_JSON, "broken json"),
        arguments("{\"price\": 3} Anything else?", OutputForm.BROKEN_JSON, "broken json"),
        arguments("```json\n{\"price\": }\n```", OutputForm.BROKEN_JSON, "broken json"),
        arguments("```json\n{\"price\": 3}", OutputForm.BROKEN_JSON, "broken json"),
        arguments("# Prices\nAll of them", OutputForm.MARKDOWN, "markdown"),
        arguments("Take:\n- milk\n- tea", OutputForm.MARKDOWN, "markdown"),
        arguments("The **price** is 3", OutputForm.MARKDOWN, "markdown"),
        arguments("Run\n```\nls", OutputForm.OPEN_FENCE, "open fence"),
        arguments("The price is 3.", OutputForm.TEXT, "text"),
        arguments("[1] says that prices rose", OutputForm.TEXT, "text"),
        arguments("{curly} words are no JSON", OutputForm.TEXT, "text"),
        arguments("I'm sorry, but I can't help with that request.", OutputForm.REFUSAL, "refusal"),
        arguments("Dabei kann ich nicht helfen.", OutputForm.REFUSAL, "refusal"),
        arguments(" ", OutputForm.EMPTY, "empty"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I'm sorry to hear that. Your refund is on its way.",
        "You can't help with loading, so we send two people.",
        "Unfortunately the item is sold out."
      })
  void anApologyOrBadNewsIsNoRefusal(String answer) {
    assertThat(OutputReading.of(answer).form()).isEqualTo(OutputForm.TEXT);
  }

  @Test
  void aProgramInALongAnswerIsMarkdownAndNotJson() {
    String answer = "Explained at length. ".repeat(20) + "\n```json\n{\"a\": 1}\n```";

    assertThat(OutputReading.of(answer).form()).isEqualTo(OutputForm.MARKDOWN);
  }

  @Test
  void countsCharactersAndWordsAlsoWhereNoBlanksAreWritten() {
    OutputReading english = OutputReading.of("  The price is 3 euros.\n");
    OutputReading japanese = OutputReading.of("価格は三");

    assertThat(english.characters()).isEqualTo(21);
    assertThat(english.words()).isEqualTo(5);
    assertThat(japanese.words()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "The order is on its way to you and will be there soon.~en",
        "Die Bestellung ist auf dem Weg zu Ihnen und kommt mit der Post.~de",
        "La commande est en route et sera chez vous dans la semaine.~fr",
        "El pedido está en camino y llega por la tarde con su factura.~es",
        "Objednávka je na cestě.~latin",
        "Заказ уже в пути.~cyrillic",
        "ご注文の商品は発送されました。~ja",
        "您的订单已经发货了谢谢您的耐心等待。~zh",
        "주문하신 상품이 발송되었습니다.~ko",
        "OK.~''",
      })
  void namesTheLanguage(String answer, String language) {
    assertThat(OutputReading.of(answer).language()).isEqualTo(language);
  }
}
