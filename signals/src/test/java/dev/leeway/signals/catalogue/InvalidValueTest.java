package dev.leeway.signals.catalogue;

import static dev.leeway.signals.catalogue.RunFixture.spanValue;
import static dev.leeway.signals.event.SpanFixture.tool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.fact.InvalidValues;
import org.junit.jupiter.api.Test;

final class InvalidValueTest {
  @Test
  void isWhatASpanHasAndAbsentWhereItHasNone() {
    assertThat(spanValue("value.invalid", tool(1, "search").fact(InvalidValues.COUNT, 3)))
        .hasValue(3);
    assertThat(spanValue("value.invalid", tool(1, "search"))).isEmpty();
  }
}
