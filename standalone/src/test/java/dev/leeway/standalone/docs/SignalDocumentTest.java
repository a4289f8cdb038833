package dev.leeway.standalone.docs;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.catalogue.SignalCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The document on signals is the catalogue's, and not written by hand. */
final class SignalDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "signals.md");

  private static final String RETRIEVAL = "of retrievals; its story is not written yet";
  private static final String SERVING =
      "of points; its story, or one that fires, is not written yet";

  /**
   * Judged signals that no scenario fires, or that none nearly does, and why. It may only get
   * shorter.
   */
  private static final Map<String, String> WITHOUT_STORY =
      Map.ofEntries(
          entry("loop.stuck", "of a tool that reads, this is what loop.repeat counts and tells"),
          entry("loop.score", "told as the outcome LOOPED, which every-outcome has both ways"),
          entry("retrieval.top_score", RETRIEVAL),
          entry("retrieval.doc_age", RETRIEVAL),
          entry("queue.time", SERVING),
          entry("serve.queue_depth", SERVING),
          entry("gpu.mem_used", SERVING));

  private final List<SignalProof> proofs = SignalProof.all(SignalCatalogue.standard());

  /** With {@code -Dleeway.docs=write} it writes the document instead. */
  @Test
  void saysWhatTheCatalogueAndTheScenariosSay() throws IOException {
    String document = SignalDocument.of(SignalCatalogue.standard());
    if ("write".equals(System.getProperty("leeway.docs"))) {
      Files.writeString(DOCUMENT, document);
    }
    assertThat(Files.readString(DOCUMENT))
        .as("run this test with -Dleeway.docs=write to write docs/signals.md anew")
        .isEqualTo(document);
  }

  @Test
  void everySignalHasCodeATestAndAPlaceOnAPage() {
    assertThat(names(proof -> proof.code().isEmpty())).as("no class").isEmpty();
    assertThat(names(proof -> proof.test().isEmpty())).as("no test").isEmpty();
    assertThat(names(proof -> proof.places().isEmpty())).as("no place").isEmpty();
  }

  @Test
  void everySignalThatIsJudgedFiresInAScenarioAndStaysQuietInANearMiss() {
    List<String> without =
        names(proof -> proof.judged() && (proof.fires().isEmpty() || proof.quiet().isEmpty()));

    assertThat(without)
        .as("write a scenario; what has one now leaves the list of exceptions")
        .containsExactlyInAnyOrderElementsOf(WITHOUT_STORY.keySet());
  }

  private List<String> names(Predicate<SignalProof> condition) {
    return proofs.stream().filter(condition).map(SignalProof::name).toList();
  }
}
