package dev.leeway.webui.agent;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import dev.leeway.storage.query.SignalValues;
import dev.leeway.webui.canary.CanaryReport;
import dev.leeway.webui.chart.Chart;
import dev.leeway.webui.chart.DistributionShapes;
import dev.leeway.webui.chart.DistributionShapes.Named;
import dev.leeway.webui.chart.Legend;
import dev.leeway.webui.chart.Role;
import dev.leeway.webui.parts.Notice;
import dev.leeway.webui.parts.Panel;
import dev.leeway.webui.parts.Table;
import dev.leeway.webui.shell.BrowserZone;
import dev.leeway.webui.words.EffectWords;
import dev.leeway.webui.words.Numbers;
import dev.leeway.webui.words.SignalWords;
import dev.leeway.webui.words.Unit;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The verdict on two versions, all that ran in the range, and the two newest over each other. */
final class VersionsPanel {
  private final Panel table = new Panel("Versions in this range");
  private final Panel duration = new Panel("Run duration, version against version");
  private final Panel tokens = new Panel("Input tokens a run, version against version");
  private final CanaryPanel canary;
  private final Div all;

  /** {@code chosen} hears which two versions are to be compared, the older first. */
  VersionsPanel(BiConsumer<String, String> chosen) {
    canary = new CanaryPanel(chosen);
    all = new Div(canary.component(), table, duration, tokens);
    all.addClassName("lw-stack");
  }

  Component component() {
    return all;
  }

  void show(List<VersionReading> versions, Optional<CanaryReport> report) {
    canary.component().setVisible(report.isPresent());
    report.ifPresent(canary::show);
    duration.setVisible(versions.size() > 1);
    tokens.setVisible(versions.size() > 1);
    if (versions.isEmpty()) {
      table.shows(
          new Notice(
              "No version is known",
              "Set gen_ai.agent.version or service.version, and versions can be compared here."));
      return;
    }
    table.shows(rows(versions));
    if (versions.size() > 1) {
      compare(duration, "run.duration", versions, VersionReading::duration);
      compare(tokens, "complexity.input_tokens", versions, VersionReading::inputTokens);
    }
  }

  private static Table<VersionReading> rows(List<VersionReading> versions) {
    return new Table<VersionReading>()
        .text("Version", VersionReading::version)
        .text("First seen", v -> BrowserZone.moments().minute(v.firstSeen()))
        .number("Runs", v -> Numbers.count(v.runs()))
        .number("Without success", v -> Unit.SHARE.say(v.failedShare()))
        .number("Duration p50", v -> Unit.MILLIS.say(v.duration().quantile(0.5)))
        .number("p95", v -> Unit.MILLIS.say(v.duration().quantile(0.95)))
        .number("Input tokens p50", v -> Unit.TOKENS.say(v.inputTokens().quantile(0.5)))
        .number("p95", v -> Unit.TOKENS.say(v.inputTokens().quantile(0.95)))
        .number("Cost a run", v -> Unit.DOLLARS.say(v.cost().mean()))
        .rows(versions);
  }

  private static void compare(
      Panel panel,
      String signal,
      List<VersionReading> versions,
      Function<VersionReading, SignalValues> of) {
    VersionReading a = versions.get(1);
    VersionReading b = versions.get(0);
    SignalWords words = SignalWords.of(signal);
    panel.says(
        "%s against %s: %s"
            .formatted(b.version(), a.version(), EffectWords.say(words, of.apply(b), of.apply(a))));
    Chart chart = new Chart(words.title() + " of two versions");
    chart.show(
        DistributionShapes.of(
            words.unit(),
            List.of(
                new Named(a.version(), Role.BASELINE, of.apply(a).distribution()),
                new Named(b.version(), Role.NOW, of.apply(b).distribution()))));
    panel.shows(chart, new Legend().entry(b.version(), Role.NOW).entry(a.version(), Role.BASELINE));
  }
}
