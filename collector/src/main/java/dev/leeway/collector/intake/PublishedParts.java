package dev.leeway.collector.intake;

import dev.leeway.collector.otlp.RequestSplitter;
import dev.leeway.collector.publish.Publication;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What became of a request's parts together.
 *
 * @param acknowledged items
 * @param records that carried them
 * @param unknown items that were sent and not acknowledged
 * @param failures in the order of the parts, those that make a retry useless first
 */
record PublishedParts(int acknowledged, int records, int unknown, List<Publication> failures) {

  /** All publications must be complete. */
  static PublishedParts of(
      List<RequestSplitter.Part> parts, List<CompletableFuture<Publication>> publications) {
    int acknowledged = 0;
    int records = 0;
    int unknown = 0;
    List<Publication> failures = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Publication publication = publications.get(i).join();
      switch (publication.outcome()) {
        case ACKNOWLEDGED -> {
          acknowledged += parts.get(i).items();
          records++;
        }
        case UNKNOWN -> {
          unknown += parts.get(i).items();
          failures.add(publication);
        }
        case NOT_SENT -> failures.add(publication);
        case TOO_LARGE -> failures.addFirst(publication);
      }
    }
    return new PublishedParts(acknowledged, records, unknown, failures);
  }
}
