package dev.leeway.standalone.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.catalogue.SignalCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The document on signals is the catalogue's, and not written by hand. */
final class SignalDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "signals.md");

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
}
