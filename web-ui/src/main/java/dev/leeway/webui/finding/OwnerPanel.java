package dev.leeway.webui.finding;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.rules.Ownership;
import dev.leeway.webui.parts.KeyValues;
import dev.leeway.webui.parts.Panel;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Who looks after a finding and what to do, as the rules file says; nothing where it is silent. */
final class OwnerPanel {
  private final Panel panel = new Panel("Who looks after it");

  Component component() {
    return panel;
  }

  void show(Ownership owned, Finding finding) {
    panel.setVisible(!owned.equals(Ownership.NONE));
    KeyValues list = new KeyValues().fact("Owner", owned.owner());
    if (!owned.runbookUrl().isEmpty()) {
      list.fact("Runbook", runbook(owned.runbookUrl()));
    }
    owned
        .severity()
        .filter(finding.severity()::equals)
        .ifPresent(severity ->
            list.fact(
                "Severity", severity.name().toLowerCase(Locale.ROOT) + ", by the rules file"));
    if (!owned.labels().isEmpty()) {
      list.fact("Labels", labels(owned.labels()));
    }
    panel.shows(list);
  }

  private static Component runbook(String url) {
    Anchor link = new Anchor(url, url.replaceFirst("^https?://", ""));
    link.setTarget("_blank");
    link.getElement().setAttribute("rel", "noopener noreferrer");
    return link;
  }

  private static Component labels(Map<String, String> labels) {
    Div all = new Div();
    all.addClassName("lw-labels");
    new TreeMap<>(labels).forEach((name, value) -> all.add(new Span(name + ": " + value)));
    return all;
  }
}
