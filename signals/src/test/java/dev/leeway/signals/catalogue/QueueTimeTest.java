package dev.leeway.signals.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.FactSink;
import dev.leeway.signals.event.SpanFixture;
import dev.leeway.signals.fact.QueueFacts;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class QueueTimeTest {
  private static final String KEY = "gen_ai.latency.time_in_queue";

  @Test
  void isReadInMillisecondsWhereTheServersSpanSaysIt() {
    assertThat(of(Map.of(KEY, "0.25")).getAsDouble()).isEqualTo(250);
    assertThat(of(Map.of(KEY, "0")).getAsDouble()).isEqualTo(0);
  }

  @Test
  void isAbsentWhereNoTimeIsSaid() {
    assertThat(of(Map.of())).isEmpty();
    assertThat(of(Map.of(KEY, "soon"))).isEmpty();
    assertThat(of(Map.of(KEY, "-1"))).isEmpty();
    assertThat(of(Map.of(KEY, "Infinity"))).isEmpty();
  }

  private static OptionalDouble of(Map<String, String> attributes) {
    SpanFixture fixture = SpanFixture.llm(1);
    for (Map.Entry<String, String> attribute : attributes.entrySet()) {
      fixture = fixture.attribute(attribute.getKey(), attribute.getValue());
    }
    AgentEvent span = fixture.event();
    FactSink facts = new FactSink();
    new QueueFacts().read(span, List.of(), facts);
    return new QueueTime().valueOf(span.with(facts.facts()));
  }
}
