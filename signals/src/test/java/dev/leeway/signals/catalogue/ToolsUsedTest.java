package dev.leeway.signals.catalogue;

import static dev.leeway.signals.catalogue.RunFixture.value;
import static dev.leeway.signals.event.SpanFixture.agent;
import static dev.leeway.signals.event.SpanFixture.tool;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ToolsUsedTest {
  @Test
  void areTheDifferentTools() {
    assertThat(
            value(
                "complexity.tools_used",
                agent(1),
                tool(2, "search").under(1),
                tool(3, "search").under(1),
                tool(4, "refund").under(1)))
        .hasValue(2);
    assertThat(value("complexity.tools_used", agent(1))).hasValue(0);
  }
}
