package dev.leeway.signals.fact;

import static dev.leeway.signals.event.SpanFixture.START_MILLIS;
import static dev.leeway.signals.event.SpanFixture.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.ContentRole;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.Facts;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DocumentFactsTest {
  @Test
  void theBestScoreAndTheNewestTimeOfAllDocumentsCount() {
    Facts facts =
        of(
            """
            [{"id": "a", "score": 0.4, "metadata": {"updated_at": "2026-11-02T08:00:00Z"}},
             {"id": "b", "score": 0.7, "metadata": "{\\"as_of\\": 1793610000}"},
             {"id": "c"}]
            """);
    assertThat(facts.number(DocumentFacts.TOP_SCORE)).hasValue(0.7);
    // 1793610000 is an hour before the span.
    assertThat(facts.number(DocumentFacts.NEWEST_AGE)).hasValue(3_600);
  }

  @Test
  void anObjectWithAListOfDocumentsIsReadLikeTheList() {
    assertThat(of("{\"documents\": [{\"relevance_score\": 0.25}]}").number(DocumentFacts.TOP_SCORE))
        .hasValue(0.25);
  }

  @Test
  void documentsWithoutEitherAndBrokenOnesSayNothing() {
    for (String text : List.of("[{\"text\": \"no score here\"}]", "[{\"score\": 0.5", "[]", "7")) {
      assertThat(of(text).number(DocumentFacts.TOP_SCORE)).as(text).isEmpty();
      assertThat(of(text).number(DocumentFacts.NEWEST_AGE)).as(text).isEmpty();
    }
  }

  @Test
  void aDocumentOfTheFutureHidesNothing() {
    assertThat(of("[{\"as_of\": 4000000000}]").number(DocumentFacts.NEWEST_AGE)).isEmpty();
    long soon = START_MILLIS / 1_000 + 60;
    assertThat(of("[{\"as_of\": " + soon + "}]").number(DocumentFacts.NEWEST_AGE)).hasValue(0);
  }

  private static Facts of(String documents) {
    return Told.told(span(1, EventKind.RETRIEVAL), Told.content(ContentRole.DOCUMENTS, documents))
        .facts();
  }
}
