package dev.leeway.signals.fact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.Content;
import dev.leeway.signals.event.ContentRef;
import dev.leeway.signals.event.ContentRole;
import dev.leeway.signals.event.Facts;
import dev.leeway.signals.event.SpanFixture;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class FactReadersTest {
  private static final AgentEvent SPAN = SpanFixture.llm(1).event();

  @Test
  void countsWhatAModelWasGiven() {
    Facts facts =
        read(
            content(
                ContentRole.INPUT_MESSAGES,
                """
                [{"role":"system","parts":[{"type":"text","content":"Be brief"}]},
                 {"role":"user","parts":[{"type":"text","content":"What is this?"},{"type":"uri","uri":"x"}]},
                 {"role":"assistant","parts":[{"type":"text","content":"A \\"role\\":\\"user\\" in quotes"}]},
                 {"role":"user","parts":[{"type":"text","content":"And this?"}]}]
                """),
            content(ContentRole.TOOL_DEFINITIONS, "[{\"name\":\"a\"},{\"name\":\"b\"}]"));

    assertThat(facts.numbers())
        .containsOnly(
            Map.entry(MessageFacts.MESSAGES, 4.0),
            Map.entry(MessageFacts.TURNS, 2.0),
            Map.entry(MessageFacts.MEDIA, 1.0),
            Map.entry(MessageFacts.TOOLS_OFFERED, 2.0));
  }

  @Test
  void countsDocumentsAndAnEmptyRetrievalAsZeroOfThem() {
    assertThat(read(content(ContentRole.DOCUMENTS, "[{\"id\":\"1\"},{\"id\":\"2\"}]")).numbers())
        .containsOnly(Map.entry(MessageFacts.DOCUMENTS, 2.0));
    assertThat(read(content(ContentRole.DOCUMENTS, "[]")).numbers())
        .containsOnly(Map.entry(MessageFacts.DOCUMENTS, 0.0));
  }

  @Test
  void measuresTheShareOfOtherScripts() {
    Facts facts =
        read(
            content(
                ContentRole.INPUT_MESSAGES,
                "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"Привет \\u043c\\u0438\\u0440\\nab\"}]}]"));

    assertThat(facts.number(MessageFacts.FOREIGN_SHARE)).hasValue(9.0 / 11);
  }

  @Test
  void takesABrokenEscapeForAnyOtherCharacter() {
    String broken = "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"\\uZZZZ\"}]}]";

    assertThat(read(content(ContentRole.INPUT_MESSAGES, broken)).number(MessageFacts.MESSAGES))
        .hasValue(1);
  }

  @Test
  void countsInvalidNumbersOutsideOfStringsOnly() {
    Facts facts =
        read(
            content(
                ContentRole.TOOL_RESULT,
                "{\"score\": NaN, \"word\": \"NaN\", \"far\": [-Infinity, 1]}"));

    assertThat(facts.number(InvalidValues.COUNT)).hasValue(2);
    assertThat(read(content(ContentRole.TOOL_RESULT, "NaN is not a number")).isEmpty()).isTrue();
  }

  @Test
  void countsInvalidNumbersOfAnAnswerThatIsJson() {
    assertThat(invalidInAnswer("{\\\"score\\\": NaN, \\\"rank\\\": -Infinity}")).hasValue(2);
    assertThat(invalidInAnswer("```json\\n[1, NaN]\\n```")).hasValue(1);
    assertThat(invalidInAnswer("{\\\"note\\\": \\\"NaN is not a number\\\"}")).isEmpty();
    assertThat(invalidInAnswer("[NaN] stands for what is not a number")).isEmpty();
    assertThat(invalidInAnswer("The column has NaN in it")).isEmpty();
    assertThat(invalidInAnswer("[1] The ratio is NaN or Infinity, see [2]")).isEmpty();
  }

  @Test
  void countsInvalidNumbersOfTheCallsThatAModelAsksFor() {
    Facts facts =
        read(
            content(
                ContentRole.OUTPUT_MESSAGES,
                "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"tool_call\",\"name\":\"pay\","
                    + "\"arguments\":{\"amount\":Infinity}}]}]"));

    assertThat(facts.number(InvalidValues.COUNT)).hasValue(1);
  }

  private static OptionalDouble invalidInAnswer(String escaped) {
    return read(content(
            ContentRole.OUTPUT_MESSAGES,
            "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\""
                + escaped
                + "\"}]}]"))
        .number(InvalidValues.COUNT);
  }

  @Test
  void saysNothingOfASpanWithoutPayload() {
    assertThat(FactReaders.standard().of(SPAN, List.of())).isEqualTo(Facts.NONE);
  }

  private static Facts read(Content... contents) {
    return FactReaders.standard().of(SPAN, List.of(contents));
  }

  private static Content content(ContentRole role, String text) {
    return new Content(new ContentRef(role, "0".repeat(32), text.length()), text);
  }
}
