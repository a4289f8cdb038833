package dev.leeway.webui.run;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.TraceId;
import dev.leeway.signals.run.Run;
import dev.leeway.webui.live.Live;
import dev.leeway.webui.live.LivePage;
import dev.leeway.webui.parts.Chip;
import dev.leeway.webui.parts.Links;
import dev.leeway.webui.parts.Notice;
import dev.leeway.webui.parts.Tone;
import dev.leeway.webui.range.PageQuery;
import dev.leeway.webui.shell.BrowserZone;
import dev.leeway.webui.shell.MainLayout;
import dev.leeway.webui.words.Numbers;
import dev.leeway.webui.words.Outcomes;
import dev.leeway.webui.words.Unit;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One run: the waterfall of its trace, and everything about the span that is selected. */
@Route(value = "runs/:trace", layout = MainLayout.class)
@PageTitle("Run · Leeway")
public final class RunView extends LivePage<Optional<TracePage>> {
  private final transient Live live;
  private final transient RunService service;
  private final transient AnswerService answers;
  private final H1 title = new H1();
  private final Div chips = new Div();
  private final Div facts = new Div();
  private final Waterfall waterfall = new Waterfall(this::select);
  private final SpanPanel spanPanel = new SpanPanel();
  private final Div columns = new Div(waterfall, spanPanel);
  private final Div missing = new Div();
  private final ScoresPanel scores = new ScoresPanel();
  private transient @Nullable TracePage shown;
  private @Nullable AgentEvent selected;

  RunView(Live live, RunService service, AnswerService answers) {
    super(live);
    this.live = live;
    this.service = service;
    this.answers = answers;
    chips.addClassName("lw-chips");
    facts.addClassName("lw-run-facts");
    Header head = new Header(new Div(chips, title));
    head.addClassName("lw-title");
    columns.addClassName("lw-run");
    columns.setVisible(false);
    content().add(head, facts, missing, scores.component(), columns);
  }

  @Override
  protected Supplier<Optional<TracePage>> ask(PageQuery page, RouteParameters route) {
    String trace = route.get("trace").orElse("").toLowerCase(Locale.ROOT);
    if (!trace.matches("[0-9a-f]{32}") || trace.matches("0+")) {
      return Optional::empty;
    }
    TraceId traceId = TraceId.parse(trace);
    return () -> service.trace(traceId);
  }

  @Override
  protected void show(Optional<TracePage> page) {
    missing.removeAll();
    columns.setVisible(page.isPresent());
    scores.show(page.map(TracePage::evaluations).orElse(List.of()));
    if (page.isEmpty()) {
      missing.add(
          new Notice(
                  "No such run",
                  "No span of this trace is stored: it never came, or its retention has ended.")
              .with(Links.to(query().to("runs"), "All runs")));
      return;
    }
    shown = page.get();
    describe(page.get());
    long span = selected == null ? spanInUrl() : selected.spanId();
    waterfall.show(page.get().spans(), span);
  }

  private void describe(TracePage page) {
    chips.removeAll();
    facts.removeAll();
    title.setText("Trace " + page.traceId().toString().substring(0, 12));
    if (page.runs().isEmpty()) {
      chips.add(new Chip("not assembled yet", Tone.NEUTRAL));
      return;
    }
    Run run = page.runs().getFirst();
    title.setText(run.name().isEmpty() ? run.source().agentName() : run.name());
    chips.add(
        new Chip(Outcomes.say(run.outcome().name()), Tone.of(run.outcome())),
        Links.to(
            Links.agent(query(), run.source().environment(), run.source().agentName()),
            run.source().agentName()));
    fact(
        "Started",
        BrowserZone.moments().second(Instant.ofEpochMilli(run.startNanos() / 1_000_000)));
    fact("Duration", Unit.MILLIS.say(run.durationNanos() / 1e6));
    fact("Tokens in", Numbers.count(run.inputTokens()));
    fact("Tokens out", Numbers.count(run.outputTokens()));
    fact("Cost", Unit.DOLLARS.say(run.costUsd()));
    fact("Model calls", Integer.toString(run.llmCalls()));
    fact("Tool calls", Integer.toString(run.toolCalls()));
    fact("Spans", Numbers.count(page.spans().size()));
    fact("Version", run.source().agentVersion());
    fact("Grounding", grounding(run));
    fact("Error", run.errorType());
    fact("Trace", page.traceId().toString());
    if (!run.conversationId().isEmpty()) {
      fact(
          "Conversation",
          Links.to(Links.conversation(query(), run.conversationId()), run.conversationId()));
    }
  }

  /** As the job judged it, which keeps less of a run than this page does. */
  private static String grounding(Run run) {
    Double score = run.groundingScore();
    if (score == null) {
      return "";
    }
    long unsupported = Math.round(run.signals().getOrDefault("grounding.unsupported", 0.0));
    return Unit.SHARE.say(score)
        + " of claims in the evidence"
        + (unsupported == 0 ? "" : ", " + Numbers.count(unsupported) + " not");
  }

  private void fact(String name, String value) {
    if (!value.isEmpty()) {
      fact(name, new Span(value));
    }
  }

  private void fact(String name, Component value) {
    Span label = new Span(name);
    label.addClassName("lw-muted");
    facts.add(new Div(label, value));
  }

  private void select(AgentEvent span) {
    if (selected != null && selected.spanId() == span.spanId()) {
      return;
    }
    boolean first = selected == null;
    selected = span;
    spanPanel.show(span);
    UI ui = UI.getCurrentOrThrow();
    if (!first) {
      // Replaced, not pushed: Back leaves the run instead of walking through its spans.
      PageQuery state = query().with("span", Long.toHexString(span.spanId()));
      ui.getPage()
          .getHistory()
          .replaceState(null, new Location(state.path(), state.queryParameters()));
    }
    List<AgentEvent> run = shown == null ? List.of(span) : shown.runOf(span);
    live.load(
        ui,
        () -> new Payload(service.contents(span), answers.check(span, run)),
        payload -> {
          if (selected != null && selected.spanId() == span.spanId()) {
            spanPanel.showPayload(span, payload.texts(), payload.check());
          }
        },
        failure -> spanPanel.add(new Span("Its text could not be read.")));
  }

  private long spanInUrl() {
    String text = query().get("span");
    return text.matches("[0-9a-f]{1,16}") ? Long.parseUnsignedLong(text, 16) : 0;
  }
}
