package dev.leeway.signals.fact;

import static dev.leeway.signals.event.SpanFixture.llm;
import static dev.leeway.signals.fact.Told.answer;
import static dev.leeway.signals.fact.Told.calling;
import static dev.leeway.signals.fact.Told.textPart;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.Facts;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OutputFactsTest {
  private static final String LONG = "This is an answer that is long enough to be compared.";

  @Test
  void theSameAnswerHasOnePrintAndAShortOneHasNone() {
    assertThat(facts(LONG).number(OutputFacts.SAME))
        .isEqualTo(facts(LONG + "  ").number(OutputFacts.SAME))
        .isNotEqualTo(facts(LONG + " Or not.").number(OutputFacts.SAME));
    assertThat(facts("yes").number(OutputFacts.SAME)).isEmpty();
  }

  @Test
  void callsOfToolsAreToldWithTheirNumbers() {
    List<OutputCall> calls =
        OutputCall.of(
            calling(1, "order", "{\"sku\":\"N\",\"qty\":26}").facts().text(OutputFacts.CALLS));
    assertThat(calls)
        .singleElement()
        .satisfies(call -> {
          assertThat(call.tool()).isEqualTo("order");
          assertThat(call.numbers()).isEqualTo("qty=26");
          assertThat(call.same()).isPositive();
        });
    assertThat(OutputCall.of("")).isEmpty();
    assertThat(OutputCall.of("a\tnothex\t")).isEmpty();
  }

  @Test
  void codeThatAnAgentRunsIsToldAndCodeThatItShowsIsNot() {
    String code = "```py\nresult = web_search(query='shoes')\nprint(result)\n```";
    String acts = "Thought: I will search.\nCode:\n" + code + "<end_code>";
    assertThat(facts(acts).text(OutputFacts.CODE)).isNotEmpty().doesNotContain(" ");
    assertThat(facts("Thought: again.\n<code>\nresult = web_search('x')\n").text(OutputFacts.CODE))
        .isNotEmpty();
    assertThat(facts("You may use this:\n" + code).text(OutputFacts.CODE)).isEmpty();
    assertThat(
            calling(1, "python_interpreter", "{\"code\":\"print(1 + 2 + 3 + 4)\"}")
                .facts()
                .text(OutputFacts.CODE))
        .isNotEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "Here is code:\n```py\nprint(1)\n",
        "<tool_call>{\"name\":\"x\"}",
        "{\"answer\": {\"text\": \"cut off here"
      })
  void aFormThatIsBegunAndNotEndedIsBroken(String text) {
    assertThat(facts(text).number(OutputFacts.FORMAT_BREAKS)).hasValue(1);
    assertThat(
            answer(llm(1).model("openai", "m", "length"), textPart(text))
                .facts()
                .number(OutputFacts.FORMAT_BREAKS))
        .isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "```py\nprint('{')\n```",
        "<answer>42</answer>",
        "{\"answer\": \"a } in a string {\"}",
        "[1] is a citation",
        "a < b and {x} is a set"
      })
  void aFormThatIsWholeIsNot(String text) {
    assertThat(facts(text).number(OutputFacts.FORMAT_BREAKS)).isEmpty();
  }

  private static Facts facts(String text) {
    return answer(1, text).facts();
  }
}
