package dev.leeway.signals.catalogue;

import static dev.leeway.signals.catalogue.RunFixture.value;
import static dev.leeway.signals.event.SpanFixture.agent;
import static dev.leeway.signals.event.SpanFixture.llm;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class InputTokensTest {
  @Test
  void isTheSumOverModelCalls() {
    assertThat(
            value(
                "complexity.input_tokens",
                agent(1).tokens(999, 0),
                llm(2).under(1).tokens(100, 7),
                llm(3).under(1).tokens(30, 7)))
        .hasValue(130);
  }

  @Test
  void isAbsentWhereNoModelCallReportsThem() {
    assertThat(value("complexity.input_tokens", agent(1).tokens(999, 0), llm(2).under(1)))
        .isEmpty();
  }

  @Test
  void zeroThatWasReportedIsZero() {
    assertThat(value("complexity.input_tokens", llm(1).tokens(0, 0))).hasValue(0);
  }

  @Test
  void whatAnAgentAloneTellsCountsAndThatOfTheAgentItCallsBeside() {
    assertThat(
            value(
                "complexity.input_tokens",
                agent(1).ownTokens(400, 60),
                llm(2).under(1),
                agent(3).under(1).ownTokens(50, 5)))
        .hasValue(450);
  }

  @Test
  void whatAModelCallBelowReportsCountsAndNotTheAgentsOwnOnce() {
    assertThat(
            value(
                "complexity.input_tokens",
                agent(1).ownTokens(400, 60),
                llm(2).under(1).tokens(390, 50)))
        .hasValue(390);
  }
}
