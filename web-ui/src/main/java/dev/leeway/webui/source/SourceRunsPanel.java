package dev.leeway.webui.source;

import dev.leeway.webui.parts.Links;
import dev.leeway.webui.parts.Panel;
import dev.leeway.webui.parts.Table;
import dev.leeway.webui.range.PageQuery;
import dev.leeway.webui.words.Numbers;
import dev.leeway.webui.words.Unit;
import java.util.List;

/** How runs went by the source that they used: a table of sources and agents. */
final class SourceRunsPanel {
  private SourceRunsPanel() {}

  /** Nothing where no run used a source. */
  static List<Panel> of(SourcesPage page, PageQuery query) {
    if (page.runs().isEmpty()) {
      return List.of();
    }
    return List.of(
        new Panel("Runs by source")
            .says(words(page.runs().size()))
            .with(
                new Table<SourceRuns>()
                    .text("Source", SourceRuns::source)
                    .component(
                        "Agent",
                        runs ->
                            Links.to(
                                Links.agent(query, runs.slice().environment(), runs.slice().agent())
                                    .with("tab", "quality"),
                                runs.slice().agent()))
                    .number("Runs", runs -> Numbers.count(runs.runs()))
                    .number("Failed", runs -> Unit.SHARE.say(runs.failedShare()))
                    .number("Duration p50", runs -> Unit.MILLIS.say(runs.durationMillisP50()))
                    .number("p95", runs -> Unit.MILLIS.say(runs.durationMillisP95()))
                    .number("Grounding", runs -> Unit.SHARE.say(runs.grounding()))
                    .number("Unsupported", runs -> Unit.SHARE.say(runs.unsupportedShare()))
                    .number("Empty retrievals", runs -> Unit.SHARE.say(runs.emptyShare()))
                    .rows(page.runs())));
  }

  private static String words(int shown) {
    return "How runs went that used a source; a run that used several counts for each. Compare the sources of one agent with each other."
        + (shown < SourceQuality.READ_MAX ? "" : " These are the %d busiest.".formatted(shown));
  }
}
