package dev.leeway.webui.source;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.leeway.webui.parts.Links;
import dev.leeway.webui.parts.Panel;
import dev.leeway.webui.parts.Table;
import dev.leeway.webui.range.PageQuery;
import dev.leeway.webui.source.SourceReach.AgentReach;
import dev.leeway.webui.words.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Which answers used a source while it was stale: by source and agent, with runs to look at. */
final class ReachPanel {
  private static final int TRACE_SHOWN = 8;

  private ReachPanel() {}

  private record Row(SourceLine line, AgentReach agent) {}

  /** Nothing where no answer was reached. */
  static List<Panel> of(SourcesPage page, PageQuery query) {
    List<Row> rows = new ArrayList<>();
    for (SourceLine line : page.lines()) {
      line.reach().agents().stream()
          .filter(agent -> agent.stale() > 0)
          .forEach(agent -> rows.add(new Row(line, agent)));
    }
    if (rows.isEmpty()) {
      return List.of();
    }
    long stale = rows.stream().mapToLong(row -> row.agent().stale()).sum();
    Table<Row> table =
        new Table<Row>()
            .text("Source", row -> row.line().source().id())
            .component(
                "Agent",
                row ->
                    Links.to(
                        Links.agent(query, row.line().source().environment(), row.agent().agent()),
                        row.agent().agent()))
            .number("Answers", row -> Numbers.count(row.agent().answers()))
            .number("While stale", row -> Numbers.count(row.agent().stale()))
            .number(
                "Share", row -> String.format(Locale.ROOT, "%.1f %%", 100 * row.agent().share()))
            .component("Example runs", row -> examples(row.line().reach(), query))
            .rows(rows);
    return List.of(
        new Panel("Answers from stale data")
            .says(
                "%s %s used a source while it was older than promised, or than is usual for it; one for each source that a run used."
                    .formatted(Numbers.count(stale), stale == 1 ? "answer" : "answers"))
            .with(table));
  }

  private static Div examples(SourceReach reach, PageQuery query) {
    Div links = new Div();
    for (String trace : reach.exampleTraces().stream().limit(3).toList()) {
      links.add(Links.to(Links.run(query, trace), trace.substring(0, TRACE_SHOWN)), new Span(" "));
    }
    return links;
  }
}
