package dev.leeway.webui.source;

import dev.leeway.storage.query.KnownSource;
import java.time.Instant;
import java.util.List;

/** What the page of sources shows, at a moment of whole ten seconds. */
record SourcesPage(List<SourceLine> lines, Instant now) {
  SourcesPage {
    lines = List.copyOf(lines);
  }

  /** Whether nobody has told of any source. */
  boolean nothingKnown() {
    return lines.isEmpty();
  }

  static SourcesPage of(List<KnownSource> sources, Instant now) {
    return new SourcesPage(
        sources.stream().map(source -> SourceLine.of(source, now)).sorted().toList(), now);
  }
}
