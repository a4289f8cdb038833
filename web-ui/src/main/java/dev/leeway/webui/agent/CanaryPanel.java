package dev.leeway.webui.agent;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.select.Select;
import dev.leeway.signals.drift.canary.CanaryVerdict;
import dev.leeway.signals.drift.canary.Decision;
import dev.leeway.signals.drift.canary.SignalVerdict;
import dev.leeway.storage.query.SeenVersion;
import dev.leeway.webui.canary.CanaryReport;
import dev.leeway.webui.parts.Chip;
import dev.leeway.webui.parts.Panel;
import dev.leeway.webui.parts.Table;
import dev.leeway.webui.parts.Tone;
import dev.leeway.webui.shell.BrowserZone;
import dev.leeway.webui.words.Durations;
import dev.leeway.webui.words.Numbers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** The verdict on one version against another, in words and signal by signal. */
final class CanaryPanel {
  private static final int REASONS_SHOWN = 4;

  private final Panel panel = new Panel("Version against version");
  private final Select<String> candidate = new Select<>();
  private final Select<String> baseline = new Select<>();

  /** {@code chosen} hears baseline and candidate, when a person picks another. */
  CanaryPanel(BiConsumer<String, String> chosen) {
    candidate.setLabel("Version");
    baseline.setLabel("Against");
    candidate.addValueChangeListener(event -> {
      if (event.isFromClient()) {
        // Whoever picks the one that it is compared with turns the comparison around.
        boolean turned = event.getValue().equals(baseline.getValue());
        chosen.accept(turned ? event.getOldValue() : baseline.getValue(), event.getValue());
      }
    });
    baseline.addValueChangeListener(event -> {
      if (event.isFromClient()) {
        boolean turned = event.getValue().equals(candidate.getValue());
        chosen.accept(event.getValue(), turned ? event.getOldValue() : candidate.getValue());
      }
    });
    Div picks = new Div(candidate, baseline);
    picks.addClassName("lw-version-picks");
    panel.withHead(picks);
  }

  Component component() {
    return panel;
  }

  void show(CanaryReport report) {
    List<String> versions = report.versions().stream().map(SeenVersion::version).toList();
    panel.setVisible(versions.size() > 1);
    if (versions.size() < 2) {
      return;
    }
    choose(candidate, versions, report.candidate());
    choose(baseline, versions, report.baseline());
    CanaryVerdict verdict = report.verdict();
    panel.says(said(report));
    Div body = new Div(decision(verdict), signals(report));
    body.addClassName("lw-stack-small");
    verdict.warnings().forEach(warning -> body.addComponentAtIndex(1, warned(warning)));
    Paragraph promise = new Paragraph(promise(report));
    promise.addClassNames("lw-muted", "lw-small");
    body.add(promise);
    panel.shows(body);
  }

  private static void choose(Select<String> select, List<String> versions, String value) {
    List<String> items = new ArrayList<>(versions);
    if (!items.contains(value)) {
      items.add(value);
    }
    select.setItems(items);
    select.setValue(value);
  }

  private static String said(CanaryReport report) {
    CanaryVerdict verdict = report.verdict();
    if (verdict.sideBySideMillis() == 0) {
      return "";
    }
    return "%s and %s runs beside each other within %s, since %s."
        .formatted(
            Numbers.count(verdict.candidateRuns()),
            Numbers.count(verdict.baselineRuns()),
            Durations.say(Duration.ofMillis(verdict.sideBySideMillis())),
            report
                .range()
                .map(range -> BrowserZone.moments().minute(range.from()))
                .orElse(Numbers.NONE));
  }

  private static Div decision(CanaryVerdict verdict) {
    Div box =
        new Div(
            new Chip(CanaryWords.say(verdict.decision()), CanaryWords.tone(verdict.decision())));
    box.addClassName("lw-decision");
    UnorderedList reasons = new UnorderedList();
    // That all is well is one sentence; what is not well is said one by one.
    int shown = verdict.decision() == Decision.PROMOTE ? 1 : REASONS_SHOWN;
    verdict.reasons().stream().limit(shown).forEach(r -> reasons.add(new ListItem(r)));
    box.add(reasons);
    return box;
  }

  private static Div warned(String warning) {
    Div line = new Div(new Chip("mind", Tone.WARN), new Span(" " + warning));
    line.addClassName("lw-warned");
    return line;
  }

  private static Component signals(CanaryReport report) {
    if (report.verdict().sideBySideMillis() == 0) {
      return new Div();
    }
    Table<SignalVerdict> table =
        new Table<SignalVerdict>()
            .text("Signal", signal -> signal.measure().label())
            .component(
                "State",
                signal ->
                    new Chip(CanaryWords.say(signal.state()), CanaryWords.tone(signal.state())))
            .number(report.baseline(), signal -> CanaryWords.level(signal, signal.baseline()))
            .number(report.candidate(), signal -> CanaryWords.level(signal, signal.candidate()))
            .number("Change, with limits", CanaryWords::change)
            .component("In margins", EffectBar::new)
            .number("Tolerated", CanaryWords::tolerated)
            .number("Harm", signal -> CanaryWords.evidence(signal.logE(), signal.logLimit()))
            .number(
                "No harm",
                signal -> CanaryWords.evidence(signal.logEWithin(), signal.logLimitWithin()))
            .number("Needs", CanaryWords::needed)
            .rows(report.verdict().signals());
    Div wide = new Div(table);
    wide.addClassName("lw-canary");
    return wide;
  }

  private static String promise(CanaryReport report) {
    String alpha = Numbers.significant(100 * report.settings().alpha()) + " %";
    return """
    However often you look: a version that is not worse is rolled back with a chance of at most \
    %1$s, and one that is worse by what is tolerated is promoted with a chance of at most %1$s. \
    Harm and no harm: evidence for each, the logarithm of an e-value, of the limit that it must \
    reach. Needs: runs of the version until it can be told, if both are alike.\
    """
        .formatted(alpha);
  }
}
