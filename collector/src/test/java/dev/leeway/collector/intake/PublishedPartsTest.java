package dev.leeway.collector.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.otlp.RequestSplitter;
import dev.leeway.collector.publish.Publication;
import dev.leeway.collector.publish.Publication.Outcome;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class PublishedPartsTest {

  @Test
  void itemsAreCountedByWhatBecameOfTheirPart() {
    PublishedParts published =
        PublishedParts.of(
            List.of(part(1), part(2), part(4), part(8), part(16)),
            List.of(
                came(Outcome.ACKNOWLEDGED),
                came(Outcome.NOT_SENT),
                came(Outcome.UNKNOWN),
                came(Outcome.TOO_LARGE),
                came(Outcome.ACKNOWLEDGED)));
    assertThat(published.acknowledged()).isEqualTo(17);
    assertThat(published.records()).isEqualTo(2);
    assertThat(published.unknown()).isEqualTo(4);
    assertThat(published.failures())
        .extracting(Publication::outcome)
        .containsExactly(Outcome.TOO_LARGE, Outcome.NOT_SENT, Outcome.UNKNOWN);
  }

  private static RequestSplitter.Part part(int items) {
    return new RequestSplitter.Part(new byte[0], items);
  }

  private static CompletableFuture<Publication> came(Outcome outcome) {
    return CompletableFuture.completedFuture(new Publication(outcome, "because"));
  }
}
