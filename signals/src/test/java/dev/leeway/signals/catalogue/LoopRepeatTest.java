package dev.leeway.signals.catalogue;

import static dev.leeway.signals.catalogue.RunFixture.value;
import static dev.leeway.signals.event.SpanFixture.agent;
import static dev.leeway.signals.event.SpanFixture.tool;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LoopRepeatTest {
  @Test
  void isTheGreatestNumberOfIdenticalCalls() {
    assertThat(
            value(
                "loop.repeat",
                agent(1),
                tool(2, "search").under(1).tool("search", 7, 8),
                tool(3, "search").under(1).tool("search", 7, 8),
                tool(4, "search").under(1).tool("search", 9, 8)))
        .hasValue(2);
  }

  @Test
  void isAbsentWhereNoArgumentsWereCaptured() {
    assertThat(value("loop.repeat", agent(1), tool(2, "search").under(1))).isEmpty();
  }

  @Test
  void aCallThatTwoInstrumentationsReportIsOne() {
    assertThat(
            value(
                "loop.repeat",
                agent(1),
                tool(2, "search").under(1).tool("search", 7, 8),
                tool(3, "search").under(2).tool("search", 7, 8)))
        .hasValue(1);
  }
}
