package dev.leeway.signals.catalogue;

import static dev.leeway.signals.catalogue.RunFixture.value;
import static dev.leeway.signals.event.SpanFixture.agent;
import static dev.leeway.signals.event.SpanFixture.llm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class RunCostTest {
  @Test
  void isTheSumOverModelCalls() {
    double cost =
        value(
                "cost.run",
                agent(1),
                llm(2).under(1).cost(0.0001),
                llm(3).under(1).cost(0.0002),
                llm(4).under(1).cost(Double.NaN))
            .orElseThrow();
    assertThat(cost).isCloseTo(0.0003, within(1e-9));
    assertThat(cost * 0x1p30).isEqualTo(Math.rint(cost * 0x1p30));
  }

  @Test
  void isAbsentWhereNoneIsReported() {
    assertThat(value("cost.run", agent(1), llm(2).under(1).tokens(5, 5))).isEmpty();
  }
}
