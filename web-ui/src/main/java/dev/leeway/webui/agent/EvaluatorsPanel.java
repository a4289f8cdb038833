package dev.leeway.webui.agent;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import dev.leeway.signals.drift.measure.Proportion;
import dev.leeway.storage.query.EvaluatorSummary;
import dev.leeway.webui.parts.Links;
import dev.leeway.webui.parts.Panel;
import dev.leeway.webui.parts.Table;
import dev.leeway.webui.range.PageQuery;
import dev.leeway.webui.score.ScoreWords;
import dev.leeway.webui.words.Numbers;
import dev.leeway.webui.words.Unit;

/** Who judged an agent's runs, each on a scale of its own; a choice says whose scores are drawn. */
final class EvaluatorsPanel {
  static final String PARAMETER = "evaluator";

  private final Panel panel = new Panel("Scores and feedback from outside");

  EvaluatorsPanel() {
    panel.setVisible(false);
  }

  Component component() {
    return panel;
  }

  void show(EvaluatorReading reading, PageQuery query) {
    panel.setVisible(!reading.all().isEmpty());
    panel.says(words(reading));
    panel.shows(
        new Table<EvaluatorSummary>()
            .component("Judged", summary -> name(summary, reading, query))
            .text("By", summary -> ScoreWords.rater(summary.rater()))
            .number("Given", summary -> Numbers.count(summary.count()))
            .number("Mean score", summary -> ScoreWords.number(summary.mean()))
            .number("Least", summary -> ScoreWords.number(summary.least()))
            .number("Greatest", summary -> ScoreWords.number(summary.greatest()))
            .number("Bad", EvaluatorsPanel::bad)
            .number("95 % interval", EvaluatorsPanel::interval)
            .rows(reading.all()));
  }

  private static String words(EvaluatorReading reading) {
    return reading.chosen().isEmpty()
        ? "No evaluator is among them; what users said over time is below."
        : "Scales are the evaluators' own and are not mixed. Scores and verdicts below are those of %s; choose another to see its own."
            .formatted(reading.chosen());
  }

  private static Component name(
      EvaluatorSummary summary, EvaluatorReading reading, PageQuery query) {
    if (!EvaluatorReading.selectable(summary)) {
      return new Span(summary.name());
    }
    Anchor link = Links.to(query.with(PARAMETER, summary.name()), summary.name());
    if (summary.name().equals(reading.chosen())) {
      link.getElement().setAttribute("aria-current", "true");
    }
    return link;
  }

  private static String bad(EvaluatorSummary summary) {
    return summary.rated() == 0 ? Numbers.NONE : Unit.SHARE.say(proportion(summary).share());
  }

  private static String interval(EvaluatorSummary summary) {
    if (summary.rated() == 0) {
      return Numbers.NONE;
    }
    Proportion.Interval interval = proportion(summary).wilson(0.95);
    return "%s to %s".formatted(Unit.SHARE.say(interval.low()), Unit.SHARE.say(interval.high()));
  }

  private static Proportion proportion(EvaluatorSummary summary) {
    return new Proportion(summary.bad(), summary.rated());
  }
}
