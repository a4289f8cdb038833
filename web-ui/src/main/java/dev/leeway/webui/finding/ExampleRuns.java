package dev.leeway.webui.finding;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.run.Run;
import dev.leeway.webui.parts.Chip;
import dev.leeway.webui.parts.Links;
import dev.leeway.webui.parts.Notice;
import dev.leeway.webui.parts.Table;
import dev.leeway.webui.parts.Tone;
import dev.leeway.webui.range.PageQuery;
import dev.leeway.webui.shell.BrowserZone;
import dev.leeway.webui.words.Moments;
import dev.leeway.webui.words.Outcomes;
import dev.leeway.webui.words.SignalWords;
import dev.leeway.webui.words.Unit;
import java.time.Instant;
import java.util.List;

/** A finding's example runs, with the signal's own value, and the way to those before and after. */
final class ExampleRuns {
  private ExampleRuns() {}

  static Component of(List<Run> runs, PageQuery from, Finding finding) {
    Div links =
        new Div(
            Links.to(FindingView.runsSince(from, finding), "Runs in the 30 minutes after"),
            Links.to(FindingView.runsBefore(from, finding), "Runs in the 30 minutes before"));
    links.addClassName("lw-links");
    Div all = new Div(table(runs, from, finding), links);
    all.addClassName("lw-stack-small");
    return all;
  }

  private static Component table(List<Run> runs, PageQuery from, Finding finding) {
    if (runs.isEmpty()) {
      return new Notice(
          "No example is stored", "The runs that the detector chose are gone, or it chose none.");
    }
    Moments moments = BrowserZone.moments();
    SignalWords words = SignalWords.of(finding.signal());
    return new Table<Run>()
        .component(
            "Run",
            run ->
                Links.to(
                    Links.run(from, run.traceId().toString()),
                    run.traceId().toString().substring(0, 12)))
        .text("Started", run -> moments.row(Instant.ofEpochMilli(run.startNanos() / 1_000_000)))
        .component(
            "Outcome", run -> new Chip(Outcomes.say(run.outcome().name()), Tone.of(run.outcome())))
        .number(
            words.title(),
            run -> words.unit().say(run.signals().getOrDefault(finding.signal(), Double.NaN)))
        .number("Duration", run -> Unit.MILLIS.say(run.durationNanos() / 1e6))
        .number("Tool calls", run -> Integer.toString(run.toolCalls()))
        .rows(runs);
  }
}
