package dev.leeway.signals.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class FactsTest {
  @Test
  void travelWithTheEventsBytes() {
    Facts facts =
        new FactSink()
            .number("input.messages", 12)
            .number("retrieval.top_score", 0.875)
            .number("difference", -3)
            .text("output.shape", "object")
            .facts();
    AgentEvent event = SpanFixture.llm(1).event().with(facts);

    assertThat(AgentEventCodec.decode(AgentEventCodec.encode(event)).facts()).isEqualTo(facts);
  }

  @Test
  void aKnownNameAndASmallNumberCostFourBytes() {
    AgentEvent event = SpanFixture.llm(1).event();
    Facts one = new FactSink().number("input.messages", 12).facts();
    Facts two = new FactSink().number("input.messages", 12).number("input.turns", 3).facts();

    int more =
        AgentEventCodec.encode(event.with(two)).length
            - AgentEventCodec.encode(event.with(one)).length;

    assertThat(more).isLessThanOrEqualTo(4);
  }

  @Test
  void refuseWhatIsNoNumberAndCutWhatIsTooLong() {
    Facts facts =
        new FactSink()
            .number("nan", Double.NaN)
            .number("far", Double.POSITIVE_INFINITY)
            .text("none", "")
            .text("long", "x".repeat(5_000))
            .facts();

    assertThat(facts.numbers()).isEmpty();
    assertThat(facts.texts()).containsOnlyKeys("long");
    assertThat(facts.text("long")).hasSize(Facts.TEXT_LENGTH_MAX);
  }

  @Test
  void areBoundedInNumber() {
    FactSink sink = new FactSink();
    for (int i = 0; i < 1_000; i++) {
      sink.number("n" + i, i).text("t" + i, "x");
    }

    assertThat(sink.facts().numbers()).hasSize(Facts.FACTS_MAX);
    assertThat(sink.facts().texts()).hasSize(Facts.FACTS_MAX);
  }

  @Test
  void ofASpanOutrankThoseOfItsRecords() {
    Facts span = new Facts(Map.of("a", 1.0), Map.of());
    Facts log = new Facts(Map.of("a", 2.0, "b", 3.0), Map.of("c", "text"));

    assertThat(span.orElse(log))
        .isEqualTo(new Facts(Map.of("a", 1.0, "b", 3.0), Map.of("c", "text")));
  }
}
