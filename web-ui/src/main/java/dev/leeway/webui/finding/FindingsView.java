package dev.leeway.webui.finding;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.leeway.storage.query.FindingFilter;
import dev.leeway.webui.action.FindingAction;
import dev.leeway.webui.live.Live;
import dev.leeway.webui.live.LivePage;
import dev.leeway.webui.parts.Chip;
import dev.leeway.webui.parts.Choice;
import dev.leeway.webui.parts.FindingLine;
import dev.leeway.webui.parts.Links;
import dev.leeway.webui.parts.Notice;
import dev.leeway.webui.parts.Tone;
import dev.leeway.webui.range.PageQuery;
import dev.leeway.webui.shell.MainLayout;
import dev.leeway.webui.words.FindingGroup;
import dev.leeway.webui.words.Numbers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The list of findings: open ones, closed ones, or those about old traffic. */
@Route(value = "findings", layout = MainLayout.class)
@PageTitle("Findings · Leeway")
public final class FindingsView extends LivePage<FindingsPage> {
  private final transient FindingService service;
  private final Choice states;
  private final Choice severities;
  private final Span summary = new Span();
  private final Div only = new Div();
  private final Div list = new Div();

  FindingsView(Live live, FindingService service) {
    super(live);
    this.service = service;
    Map<String, String> state = new LinkedHashMap<>();
    state.put("", "Open");
    state.put("closed", "Closed");
    state.put("history", "History");
    state.put("all", "All");
    states = new Choice("State", "state", state);
    Map<String, String> severity = new LinkedHashMap<>();
    severity.put("", "Any severity");
    severity.put("CRITICAL", "Critical");
    severity.put("WARNING", "Warning");
    severity.put("INFO", "Info");
    severities = new Choice("Severity", "severity", severity);
    summary.addClassName("lw-summary");
    Header head = new Header(new Div(new H1("Findings"), summary));
    head.addClassName("lw-title");
    Div bar = new Div(states, severities, only);
    bar.addClassNames("lw-bar", "lw-bar-left");
    list.addClassName("lw-findings");
    content().add(head, bar, list);
  }

  @Override
  protected Supplier<FindingsPage> ask(PageQuery page, RouteParameters route) {
    states.show(page, page.get("state"));
    severities.show(page, page.get("severity"));
    only.removeAll();
    if (!page.get("agent").isEmpty()) {
      Anchor all = Links.to(page.with("agent", ""), "Agent " + page.get("agent") + " ✕");
      all.addClassName("lw-filter");
      all.getElement().setAttribute("aria-label", "Findings of all agents");
      only.add(all);
    }
    FindingFilter filter = filter(page);
    return () -> service.list(filter, page.range());
  }

  @Override
  protected void show(FindingsPage page) {
    List<FindingGroup> groups = FindingGroup.of(page.findings());
    summary.setText(counts(page, groups.size()));
    list.removeAll();
    if (page.findings().isEmpty()) {
      list.add(empty());
    }
    for (FindingGroup group : groups) {
      PageQuery target = Links.finding(query(), group.first().findingId());
      FindingLine line = new FindingLine(group, target, page.minute());
      FindingAction action = page.standing().get(group.first().findingId());
      if (action != null) {
        line.with(new Chip(action.kind().word(), Tone.NEUTRAL));
      }
      String owner = page.owners().get(group.first().findingId());
      if (owner != null) {
        line.ownedBy(owner);
      }
      list.add(line);
    }
  }

  private static String counts(FindingsPage page, int changes) {
    if (changes == 0) {
      return "";
    }
    int findings = page.findings().size();
    String shown = (page.full() ? "the first " : "") + Numbers.count(changes) + " shown";
    return findings == changes
        ? shown
        : shown + " · " + Numbers.count(findings) + " findings with those of their slices";
  }

  private Notice empty() {
    return switch (query().get("state")) {
      case "" ->
          new Notice(
              "Nothing is open",
              "No detector has anything open. An agent that is still learning is not judged; the overview says which.");
      case "closed" -> new Notice("None closed in this range", "Choose a longer range at the top.");
      case "history" ->
          new Notice(
              "None about old traffic",
              "Replayed or late traffic opens findings here, which never page.");
      default -> new Notice("No findings in this range", "Choose a longer range at the top.");
    };
  }

  private static FindingFilter filter(PageQuery page) {
    String agent = page.get("agent");
    String severity = page.get("severity");
    return switch (page.get("state")) {
      case "closed" -> new FindingFilter(agent, "", severity, "CLOSED", Optional.of(false));
      case "history" -> new FindingFilter(agent, "", severity, "", Optional.of(true));
      case "all" -> new FindingFilter(agent, "", severity, "", Optional.empty());
      default -> new FindingFilter(agent, "", severity, "OPEN", Optional.of(false));
    };
  }
}
