package dev.leeway.signals.catalogue;

import static dev.leeway.signals.catalogue.RunFixture.value;
import static dev.leeway.signals.event.SpanFixture.agent;
import static dev.leeway.signals.event.SpanFixture.llm;
import static dev.leeway.signals.event.SpanFixture.span;
import static dev.leeway.signals.event.SpanFixture.tool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.EventKind;
import org.junit.jupiter.api.Test;

final class StepsTest {
  @Test
  void areTheCallsOfTheRunEachOnce() {
    assertThat(
            value(
                "complexity.steps",
                agent(1),
                span(2, EventKind.STEP).under(1),
                llm(3).under(2),
                llm(4).under(3),
                span(5, EventKind.HTTP).under(4),
                tool(6, "search").under(2),
                span(7, EventKind.RETRIEVAL).under(6)))
        .hasValue(3);
  }

  @Test
  void areNoneWhereTheAgentCalledNothing() {
    assertThat(value("complexity.steps", agent(1))).hasValue(0);
  }
}
