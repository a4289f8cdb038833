package dev.leeway.signals.catalogue;

import static dev.leeway.signals.catalogue.RunFixture.value;
import static dev.leeway.signals.event.SpanFixture.agent;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RunCountTest {
  @Test
  void everyRunCountsOnce() {
    assertThat(value("run.count", agent(1))).hasValue(1);
  }
}
