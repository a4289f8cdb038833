package dev.leeway.webui.run;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.leeway.signals.run.Run;
import dev.leeway.webui.live.Live;
import dev.leeway.webui.live.LivePage;
import dev.leeway.webui.parts.Chip;
import dev.leeway.webui.parts.Links;
import dev.leeway.webui.parts.Notice;
import dev.leeway.webui.parts.Table;
import dev.leeway.webui.parts.Tone;
import dev.leeway.webui.range.PageQuery;
import dev.leeway.webui.shell.BrowserZone;
import dev.leeway.webui.shell.MainLayout;
import dev.leeway.webui.words.Moments;
import dev.leeway.webui.words.Numbers;
import dev.leeway.webui.words.Outcomes;
import dev.leeway.webui.words.Unit;
import java.time.Instant;
import java.util.function.Supplier;

/** The list of runs, newest first, narrowed by filters that the URL holds. */
@Route(value = "runs", layout = MainLayout.class)
@PageTitle("Runs · Leeway")
public final class RunsView extends LivePage<RunListPage> {
  private final transient RunService service;
  private final RunFilters filters = new RunFilters(this::go);
  private final Div list = new Div();
  private final Div paging = new Div();

  RunsView(Live live, RunService service) {
    super(live);
    this.service = service;
    Header head = new Header(new H1("Runs"));
    head.addClassName("lw-title");
    list.addClassName("lw-panel");
    paging.addClassName("lw-links");
    content().add(head, filters, list, paging);
  }

  @Override
  protected Supplier<RunListPage> ask(PageQuery page, RouteParameters route) {
    filters.show(page);
    RunQuery query = RunQuery.of(page);
    return () -> service.list(query, page.range());
  }

  @Override
  protected void show(RunListPage page) {
    list.removeAll();
    list.add(
        page.runs().isEmpty()
            ? new Notice("No run matches", "None started in this range that passes these filters.")
            : table(page));
    paging.removeAll();
    if (!query().get("after").isEmpty()) {
      paging.add(Links.to(query().with("after", ""), "Newest runs"));
    }
    page.older()
        .ifPresent(
            cursor -> paging.add(Links.to(query().with("after", cursor.toString()), "Older runs")));
  }

  private Table<Run> table(RunListPage page) {
    Moments moments = BrowserZone.moments();
    return new Table<Run>()
        .component("Started", run -> started(run, moments))
        .text("Agent", run -> run.source().agentName())
        .text("Run", Run::name)
        .component(
            "Outcome", run -> new Chip(Outcomes.say(run.outcome().name()), Tone.of(run.outcome())))
        .number("Duration", run -> Unit.MILLIS.say(run.durationNanos() / 1e6))
        .number("Tokens in", run -> Numbers.count(run.inputTokens()))
        .number("out", run -> Numbers.count(run.outputTokens()))
        .number("Cost", run -> Unit.DOLLARS.say(run.costUsd()))
        .number("Model calls", run -> Integer.toString(run.llmCalls()))
        .number("Tool calls", run -> Integer.toString(run.toolCalls()))
        .text("Version", run -> run.source().agentVersion())
        .rows(page.runs());
  }

  private Anchor started(Run run, Moments moments) {
    PageQuery target = Links.run(query(), run.traceId().toString());
    Anchor link = Links.to(target, moments.row(Instant.ofEpochMilli(run.startNanos() / 1_000_000)));
    link.getElement().setAttribute("title", "Trace " + run.traceId());
    return link;
  }
}
