package dev.leeway.webui.source;

import java.time.Instant;
import java.util.List;

/**
 * What the page of sources shows, at a moment of whole ten seconds; the worst come first.
 *
 * @param runs how runs went by the source that they used
 */
record SourcesPage(List<SourceLine> lines, List<SourceRuns> runs, Instant now) {
  SourcesPage {
    lines = lines.stream().sorted().toList();
    runs = List.copyOf(runs);
  }

  /** Whether nobody has told of any source. */
  boolean nothingKnown() {
    return lines.isEmpty();
  }
}
