package dev.leeway.signals.fact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.Content;
import dev.leeway.signals.event.ContentRef;
import dev.leeway.signals.event.ContentRole;
import dev.leeway.signals.event.EventFlag;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.Facts;
import dev.leeway.signals.event.SpanFixture;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AnswerFactsTest {
  private static final String JSON_ANSWER =
      message("{\\\"price\\\": 3, \\\"name\\\": \\\"chair\\\"}");

  @Test
  void tellsWhatAnAnswerLooksLike() {
    Facts facts = read(SpanFixture.llm(1), output(JSON_ANSWER));

    assertThat(facts.texts())
        .containsOnly(
            Map.entry(AnswerFacts.FORM, "JSON"),
            Map.entry(AnswerFacts.SHAPE, "json {name: text, price: number}"),
            Map.entry(AnswerFacts.SKETCH, Sketch.ofWords("price 3 name chair").text()));
    assertThat(facts.numbers())
        .containsOnly(
            Map.entry(AnswerFacts.CHARACTERS, 29.0),
            Map.entry(AnswerFacts.WORDS, 4.0),
            Map.entry("output.field.price", 3.0));
  }

  @Test
  void tellsHowAnAnswerBreaksWhatItsRequestDeclared() {
    SpanFixture asked = SpanFixture.llm(1).attribute("gen_ai.output.type", "json");

    assertThat(read(asked, output(JSON_ANSWER)).text(AnswerFacts.VIOLATION)).isEmpty();
    assertThat(read(asked, output(JSON_ANSWER)).text(AnswerFacts.DECLARED)).isEqualTo("json");
    assertThat(read(asked, output(message("It is 3."))).text(AnswerFacts.VIOLATION))
        .isEqualTo("expected JSON, came text");
  }

  @Test
  void readsNothingOfAStepOfAnImageOrOfACutText() {
    String calls =
        "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"Let me see\"},"
            + "{\"type\":\"tool_call\",\"name\":\"search\",\"arguments\":{}}]}]";
    String image = "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"blob\",\"data\":\"\"}]}]";

    assertThat(read(SpanFixture.llm(1), output(calls)).text(AnswerFacts.FORM)).isEmpty();
    assertThat(read(SpanFixture.llm(1), output(image)).text(AnswerFacts.FORM)).isEmpty();
    assertThat(
            read(SpanFixture.llm(1).flagged(EventFlag.TRUNCATED), output(JSON_ANSWER))
                .text(AnswerFacts.FORM))
        .isEmpty();
  }

  @Test
  void anAnswerOfReasoningAloneIsEmpty() {
    String reasoning =
        "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"reasoning\",\"content\":\"hm\"}]}]";

    assertThat(read(SpanFixture.llm(1), output(reasoning)).text(AnswerFacts.FORM))
        .isEqualTo("EMPTY");
  }

  @Test
  void ofAModelsChoicesTheFirstCountsAndOfAnAgentsMessagesTheLast() {
    String two =
        "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"{}\"}]},"
            + "{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"Done\"}]}]";

    assertThat(read(SpanFixture.llm(1), output(two)).text(AnswerFacts.FORM)).isEqualTo("JSON");
    assertThat(read(SpanFixture.agent(1), output(two)).text(AnswerFacts.FORM)).isEqualTo("TEXT");
    assertThat(read(SpanFixture.span(1, EventKind.TOOL), output(two)).isEmpty()).isTrue();
  }

  @Test
  void namesOutOfDataAreNoFieldsToFollow() {
    Facts facts = read(SpanFixture.llm(1), output(message("{\\\"user_18234\\\": 3}")));

    assertThat(facts.numbers()).doesNotContainKey("output.field.user_18234");
  }

  @Test
  void holdsCallsAgainstTheDefinitionsOfTheirSpan() {
    String definitions =
        "[{\"name\":\"order\",\"parameters\":{\"type\":\"object\",\"required\":[\"sku\"]}}]";
    String calls =
        "[{\"role\":\"assistant\",\"parts\":["
            + "{\"type\":\"tool_call\",\"name\":\"order\",\"arguments\":{\"sku\":\"a\"}},"
            + "{\"type\":\"tool_call\",\"name\":\"order\",\"arguments\":\"{}\"},"
            + "{\"type\":\"tool_call\",\"name\":\"cancel\",\"arguments\":{}}]}]";

    Facts facts =
        read(SpanFixture.llm(1), content(ContentRole.TOOL_DEFINITIONS, definitions), output(calls));

    assertThat(facts.number(ToolCallFacts.CHECKED)).hasValue(3);
    assertThat(facts.number(ToolCallFacts.INVALID)).hasValue(2);
    assertThat(facts.text(ToolCallFacts.PROBLEM)).isEqualTo("order: sku: missing");
    assertThat(read(SpanFixture.llm(1), output(calls)).number(ToolCallFacts.CHECKED)).isEmpty();
  }

  @Test
  void judgesTheUsersTurnOnlyAfterAnAnswer() {
    String user = "{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"%s\"}]}";
    String answer =
        "{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"It is 3.\"}]}";
    String asked = user.formatted("The price of the chair?");
    String wrong = user.formatted("Wrong chair");

    assertThat(turn(asked, answer, wrong)).isEqualTo("CORRECTED");
    assertThat(turn(asked, wrong)).isEmpty();
    assertThat(turn(asked, answer, wrong, answer)).isEmpty();
    assertThat(turn(wrong)).isEmpty();
  }

  private static String turn(String... messages) {
    String input = "[" + String.join(",", messages) + "]";
    return read(SpanFixture.llm(1), content(ContentRole.INPUT_MESSAGES, input))
        .text(TurnFacts.TURN);
  }

  private static String message(String text) {
    return "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\""
        + text
        + "\"}]}]";
  }

  private static Content output(String messages) {
    return content(ContentRole.OUTPUT_MESSAGES, messages);
  }

  private static Content content(ContentRole role, String text) {
    String hash = String.format("%032x", Integer.toUnsignedLong(text.hashCode()));
    return new Content(new ContentRef(role, hash, text.length()), text);
  }

  private static Facts read(SpanFixture span, Content... contents) {
    return FactReaders.standard().of(span.event(), List.of(contents));
  }
}
