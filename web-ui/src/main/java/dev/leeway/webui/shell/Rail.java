package dev.leeway.webui.shell;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import dev.leeway.webui.range.PageQuery;
import java.util.List;

/** The left rail: the way to every page, taking the chosen range along. */
final class Rail extends Nav {
  private record Target(String path, String label, Icon icon) {}

  // Paths, not view classes: the views name this layout, and packages must not form a cycle.
  private static final List<Target> TARGETS =
      List.of(
          new Target("", "Overview", Icon.OVERVIEW),
          new Target("findings", "Findings", Icon.FINDINGS),
          new Target("runs", "Runs", Icon.RUNS),
          new Target("providers", "Providers", Icon.PROVIDERS),
          new Target("sources", "Sources", Icon.SOURCES),
          new Target("serving", "Serving", Icon.SERVING),
          new Target("signals", "Signals", Icon.SIGNALS),
          new Target("connect", "Connect", Icon.CONNECT));

  private final Div links = new Div();

  Rail() {
    addClassName("lw-rail");
    getElement().setAttribute("aria-label", "Pages");
    Anchor home = new Anchor("", Icon.LOGO.draw(), new Span("Leeway"));
    home.addClassName("lw-brand");
    home.getElement().setAttribute("router-link", true);
    links.addClassName("lw-rail-links");
    Div bottom = new Div(new SchemeSwitch());
    bottom.addClassName("lw-rail-bottom");
    Div inner = new Div(home, links, bottom);
    inner.addClassName("lw-rail-inner");
    add(inner);
  }

  void show(PageQuery page) {
    links.removeAll();
    for (Target target : TARGETS) {
      Span label = new Span(target.label());
      Anchor link = new Anchor(page.to(target.path()).href(), target.icon().draw(), label);
      link.getElement().setAttribute("router-link", true);
      if (current(target, page.path())) {
        link.getElement().setAttribute("aria-current", "page");
      }
      links.add(link);
    }
  }

  /** An agent's page belongs to the overview, a run's page to the runs. */
  private static boolean current(Target target, String path) {
    if (target.path().isEmpty()) {
      return path.isEmpty() || path.startsWith("agents/");
    }
    return path.equals(target.path()) || path.startsWith(target.path() + "/");
  }
}
