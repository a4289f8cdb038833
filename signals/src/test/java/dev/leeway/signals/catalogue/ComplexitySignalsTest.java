package dev.leeway.signals.catalogue;

import static dev.leeway.signals.catalogue.RunFixture.value;
import static dev.leeway.signals.event.SpanFixture.agent;
import static dev.leeway.signals.event.SpanFixture.llm;
import static dev.leeway.signals.event.SpanFixture.span;
import static dev.leeway.signals.event.SpanFixture.tool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.ContentRole;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.SpanFixture;
import dev.leeway.signals.fact.MediaUsage;
import dev.leeway.signals.fact.Told;
import org.junit.jupiter.api.Test;

/** What the row of a run says of how hard it was. */
final class ComplexitySignalsTest {
  private static final String FIRST =
      "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"abcd\"}]}]";
  private static final String SECOND =
      "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"при\"},{\"type\":\"blob\"}]},"
          + "{\"role\":\"user\",\"parts\":[]},{\"role\":\"assistant\",\"parts\":[]}]";

  @Test
  void theLongestInputCountsForMessagesTurnsMediaToolsAndScripts() {
    SpanFixture[] run = {
      agent(1),
      given(llm(2).under(1), ContentRole.INPUT_MESSAGES, FIRST),
      given(llm(3).under(1).at(2000, 3000), ContentRole.INPUT_MESSAGES, SECOND),
      given(llm(4).under(1).at(4000, 5000), ContentRole.TOOL_DEFINITIONS, "[{\"name\":\"a\"},{}]")
    };
    assertThat(value("complexity.messages", run)).hasValue(3);
    assertThat(value("complexity.turns", run)).hasValue(2);
    assertThat(value("complexity.media", run)).hasValue(1);
    assertThat(value("complexity.tools_offered", run)).hasValue(2);
    assertThat(value("complexity.script_mix", run)).hasValue(1);
    assertThat(value("complexity.input_bytes", run)).hasValue(FIRST.length() + SECOND.length());
  }

  @Test
  void mediaTokensAreThoseOfTheCallThatWasGivenMost() {
    assertThat(
            value(
                "complexity.media_tokens",
                agent(1),
                llm(2).under(1).fact(MediaUsage.INPUT_TOKENS, 885),
                llm(3).under(1).fact(MediaUsage.INPUT_TOKENS, 120)))
        .hasValue(885);
  }

  @Test
  void documentsOfAllRetrievalsAddUpAndEmptyOnesAreAShare() {
    SpanFixture[] run = {
      agent(1),
      given(retrieval(2), ContentRole.DOCUMENTS, "[{},{},{}]"),
      given(retrieval(3), ContentRole.DOCUMENTS, "[]"),
      retrieval(4)
    };
    assertThat(value("complexity.documents", run)).hasValue(3);
    assertThat(value("complexity.document_bytes", run)).hasValue(12);
    assertThat(value("retrieval.empty", run)).hasValue(0.5);
  }

  @Test
  void depthCountsAgentsInAgentsAndFanOutTheBusiestOfThem() {
    SpanFixture[] run = {
      agent(1),
      tool(2, "a").under(1),
      agent(3).under(1),
      tool(4, "a").under(3),
      tool(5, "b").under(3),
      tool(6, "c").under(3)
    };
    assertThat(value("complexity.depth", run)).hasValue(2);
    assertThat(value("complexity.fan_out", run)).hasValue(3);
  }

  @Test
  void tokensOfBothWaysAreTheRate() {
    assertThat(value("tokens.rate", agent(1), llm(2).under(1).tokens(100, 7))).hasValue(107);
    assertThat(value("tokens.rate", agent(1), llm(2).under(1))).isEmpty();
  }

  @Test
  void withoutPayloadNothingIsSaidOfIt() {
    SpanFixture[] run = {agent(1), llm(2).under(1), retrieval(3)};
    for (String signal :
        new String[] {
          "complexity.messages",
          "complexity.turns",
          "complexity.media",
          "complexity.media_tokens",
          "complexity.tools_offered",
          "complexity.script_mix",
          "complexity.input_bytes",
          "complexity.documents",
          "complexity.document_bytes",
          "retrieval.empty"
        }) {
      assertThat(value(signal, run)).as(signal).isEmpty();
    }
  }

  private static SpanFixture retrieval(long spanId) {
    return span(spanId, EventKind.RETRIEVAL).under(1).at(spanId * 1000, spanId * 1000 + 10);
  }

  private static SpanFixture given(SpanFixture span, ContentRole role, String text) {
    AgentEvent told = Told.told(span, Told.content(role, text));
    return new SpanFixture(told);
  }
}
