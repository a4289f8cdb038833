package dev.leeway.webui.glossary;

import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.leeway.signals.catalogue.FailureMode;
import dev.leeway.signals.catalogue.Signal;
import dev.leeway.signals.catalogue.SignalCatalogue;
import dev.leeway.signals.catalogue.Verdict;
import dev.leeway.signals.condition.standard.StandardVerdicts;
import dev.leeway.signals.rules.Judges;
import dev.leeway.webui.agent.SignalPlaces;
import dev.leeway.webui.parts.Panel;
import dev.leeway.webui.parts.Table;
import dev.leeway.webui.shell.MainLayout;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * All signals of the catalogue, by family, and the verdicts over many of them: what each means, its
 * unit, and what judges it.
 */
@Route(value = "signals", layout = MainLayout.class)
@PageTitle("Signals · Leeway")
public final class GlossaryView extends Div {

  GlossaryView() {
    addClassName("lw-page");
    Header head = new Header(new Div(new H1("Signals"), muted(summary())));
    head.addClassName("lw-title");
    Div content = new Div(head);
    content.addClassNames("lw-content", "lw-glossary");
    families().forEach((family, signals) -> content.add(panel(family, signals)));
    content.add(verdicts(), failures());
    add(content);
  }

  private static Map<String, List<Signal>> families() {
    return SignalCatalogue.standard().signals().stream()
        .collect(
            Collectors.groupingBy(
                signal -> signal.name().substring(0, signal.name().indexOf('.')),
                LinkedHashMap::new,
                Collectors.toList()));
  }

  private static Panel panel(String family, List<Signal> signals) {
    Table<Signal> table =
        new Table<Signal>()
            .component("Signal", signal -> name(signal.about(), signal.name()))
            .component("Meaning", signal -> wide(signal.about().meaning()))
            .text("Unit", signal -> signal.categorical() ? "category" : signal.unit().symbol())
            .component("Judged by", signal -> judges(Judges.of(signal)))
            .component("Shown on", GlossaryView::places)
            .text("Shows", signal -> letters(signal.about().failures().stream().toList()))
            .rows(signals);
    return new Panel(family.replace('_', ' ')).with(table);
  }

  private static Panel verdicts() {
    Table<Verdict> table =
        new Table<Verdict>()
            .component("Verdict", verdict -> name(verdict.about(), verdict.name()))
            .component("Meaning", verdict -> wide(verdict.about().meaning()))
            .component("Needs", verdict -> wide(verdict.needs()))
            .component("Judged by", verdict -> judges(Judges.of(verdict)))
            .component("Shown on", verdict -> wide(String.join("; ", SignalPlaces.of(verdict))))
            .text("Shows", verdict -> letters(verdict.about().failures().stream().toList()))
            .rows(StandardVerdicts.ALL);
    return new Panel("judged over many runs").with(table);
  }

  private static Panel failures() {
    Table<FailureMode> table =
        new Table<FailureMode>()
            .text("", FailureMode::letter)
            .component("Way to fail in production", mode -> wide(mode.meaning()))
            .rows(List.of(FailureMode.values()));
    return new Panel("What they show").with(table);
  }

  private static Div name(Signal.About about, String name) {
    Div named = new Div(new Span(about.displayName()), new Div(new Code(name)));
    named.setId(name);
    return named;
  }

  private static Div places(Signal signal) {
    return wide(String.join("; ", SignalPlaces.of(signal)));
  }

  private static Div judges(List<String> judges) {
    return wide(judges.isEmpty() ? "shown only" : String.join(", ", judges));
  }

  private static String letters(List<FailureMode> modes) {
    return modes.size() == FailureMode.values().length
        ? "all"
        : modes.stream().sorted().map(FailureMode::letter).collect(Collectors.joining(" "));
  }

  private static String summary() {
    return "What is measured of every run, span and model server. Absent is not zero: a signal that the telemetry"
        + " does not carry says nothing. Where it says objective, rules.yaml may promise something of it.";
  }

  private static Div wide(String text) {
    Div wide = new Div(text);
    wide.addClassName("lw-wide");
    return wide;
  }

  private static Span muted(String text) {
    Span muted = new Span(text);
    muted.addClassName("lw-muted");
    return muted;
  }
}
