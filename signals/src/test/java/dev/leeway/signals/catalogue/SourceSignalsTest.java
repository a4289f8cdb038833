package dev.leeway.signals.catalogue;

import static dev.leeway.signals.catalogue.RunFixture.CATALOGUE;
import static dev.leeway.signals.catalogue.RunFixture.value;
import static dev.leeway.signals.event.SpanFixture.agent;
import static dev.leeway.signals.event.SpanFixture.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.ContentRole;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.SpanFixture;
import dev.leeway.signals.fact.Told;
import dev.leeway.signals.window.Measurement;
import dev.leeway.signals.window.Observation;
import org.junit.jupiter.api.Test;

/** What spans and runs say of how old and how fitting the data is that they use. */
final class SourceSignalsTest {
  private static final SpanFixture RETRIEVAL =
      span(2, EventKind.RETRIEVAL).under(1).source("orders");

  @Test
  void theAgeOfDataAtUseIsToldBySpanAndSource() {
    AgentEvent use = Told.told(RETRIEVAL.attribute("data_source.as_of", "2026-11-02T09:30:00Z"));

    Observation said = CATALOGUE.observationOf(use).orElseThrow();
    assertThat(said.measurements()).contains(Measurement.number("source.lag", 1_800));
    assertThat(said.dimensions()).containsEntry("data_source", "orders");
  }

  @Test
  void documentsTellTheAgeWhereTheSourceDoesNot() {
    AgentEvent use =
        Told.told(
            RETRIEVAL,
            Told.content(ContentRole.DOCUMENTS, "[{\"as_of\":\"2026-11-02T09:00:00Z\"}]"));
    assertThat(CATALOGUE.observationOf(use).orElseThrow().measurements())
        .contains(Measurement.number("source.lag", 3_600));
  }

  @Test
  void thePipelineThatLoadsASourceDoesNotUseIt() {
    AgentEvent load =
        Told.told(
            span(3, EventKind.OTHER)
                .source("orders")
                .attribute("data_source.as_of", "2026-11-02T09:30:00Z"));
    assertThat(CATALOGUE.observationOf(load)).isEmpty();
  }

  @Test
  void ofSeveralRetrievalsTheBestScoreAndTheOldestNewestDocumentCount() {
    SpanFixture[] run = {
      agent(1),
      found(2, "[{\"score\":0.3,\"as_of\":\"2026-11-02T09:00:00Z\"},{\"score\":0.2}]"),
      found(3, "[{\"score\":0.6,\"as_of\":\"2026-11-02T08:00:00Z\"}]")
    };
    assertThat(value("retrieval.top_score", run).orElseThrow()).isCloseTo(0.6, offset(1e-6));
    assertThat(value("retrieval.doc_age", run)).hasValue(7_200);
  }

  @Test
  void withoutScoresDatesOrWithNegativeScoresNothingIsSaid() {
    SpanFixture[] run = {agent(1), found(2, "[{\"score\":-0.3}]")};
    assertThat(value("retrieval.top_score", run)).isEmpty();
    assertThat(value("retrieval.doc_age", run)).isEmpty();
  }

  @Test
  void whatSourcesSayIsInTheCatalogue() {
    assertThat(CATALOGUE.find(SourceSignals.INTERVAL).orElseThrow().unit()).isEqualTo(Unit.SECONDS);
    assertThat(SourceSignals.unitOf(SourceSignals.VOLUME)).isEqualTo(Unit.ROWS);
    assertThat(CATALOGUE.find(SourceSignals.ANSWERS).orElseThrow().goodCategories())
        .containsExactly(SourceSignals.FRESH);
  }

  private static SpanFixture found(int spanId, String documents) {
    AgentEvent told =
        Told.told(
            span(spanId, EventKind.RETRIEVAL).under(1),
            Told.content(ContentRole.DOCUMENTS, documents));
    return new SpanFixture(told);
  }
}
