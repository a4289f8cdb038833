package dev.leeway.webui.source;

import java.time.Instant;
import java.util.List;

/** What the page of sources shows, at a moment of whole ten seconds; the worst come first. */
record SourcesPage(List<SourceLine> lines, Instant now) {
  SourcesPage {
    lines = lines.stream().sorted().toList();
  }

  /** Whether nobody has told of any source. */
  boolean nothingKnown() {
    return lines.isEmpty();
  }
}
