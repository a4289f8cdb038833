package dev.leeway.signals.fact;

import static dev.leeway.signals.event.SpanFixture.span;
import static dev.leeway.signals.fact.Told.told;
import static dev.leeway.signals.fact.Told.tool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.Facts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ErrorFactsTest {
  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "Error: user not found",
        "Error while fetching the page",
        "openai.BadRequestError: Invalid value",
        "Error 404: no such page",
        "Traceback (most recent call last):\n  File \"x\"",
        "search() got an unexpected keyword argument 'filter_year'",
        "{\"error\": \"no such order\"}",
        "{\"isError\": true, \"content\": []}",
        "{\"status\": \"error\"}",
        "{\"success\": false}"
      })
  void aResultThatIsAnErrorIsOne(String result) {
    assertThat(tool(1, "t", "{}", result).facts().number(ErrorFacts.IN_RESULT)).hasValue(1);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "Errors are common in such texts, and here is why",
        "Error handling in Java: a guide",
        "The page speaks of an error: it was found",
        "{\"error\": null, \"rows\": 3}",
        "{\"errors\": [], \"ok\": true}",
        "{\"page\": {\"error\": \"quoted\"}}",
        ""
      })
  void aResultThatSpeaksOfErrorsIsNone(String result) {
    Facts facts = tool(1, "t", "{}", result).facts();
    assertThat(facts.number(ErrorFacts.IN_RESULT)).isEmpty();
    assertThat(facts.number(ErrorFacts.SAME)).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "FORMAT|Error in code parsing: the regex pattern ```py was not found in it",
        "FORMAT|json.decoder.JSONDecodeError: Expecting value: line 1",
        "ARGUMENTS|VisitTool.forward() got an unexpected keyword argument 'filter'",
        "ARGUMENTS|forward() missing 1 required positional argument: 'url'",
        "RATE|litellm.RateLimitError: slow down",
        "TIMEOUT|Read timed out after 30 s",
        "LIMIT|Reached max steps.",
        "ACCESS|Client Error: Forbidden for url",
        "CODE|Code execution failed at line 'x' due to: InterpreterError: no",
        "OTHER|something odd"
      })
  void theTextSaysOfWhatKindAnErrorIs(String kind, String text) {
    assertThat(failed(text).text(ErrorFacts.KIND)).isEqualTo(kind);
  }

  @Test
  void theSameErrorWithOtherNumbersAndOtherQuotedCodeIsTheSame() {
    double first = same("Code execution failed at line 'a = search(\"one thing\")' due to: X 12");
    assertThat(first)
        .isEqualTo(same("Code  execution failed at line 'b = look(\"another thing\")' due to: X 7"))
        .isNotEqualTo(same("Code execution failed at line 'a = search()' due to: Y 12"));
  }

  @Test
  void aSpanThatDidNotFailSaysNothingByItsMessage() {
    assertThat(told(span(1, EventKind.STEP).attribute("exception.message", "x")).facts().isEmpty())
        .isTrue();
  }

  private static double same(String message) {
    return failed(message).number(ErrorFacts.SAME).orElseThrow();
  }

  private static Facts failed(String message) {
    return told(span(1, EventKind.STEP).failed("Error").attribute("exception.message", message))
        .facts();
  }
}
