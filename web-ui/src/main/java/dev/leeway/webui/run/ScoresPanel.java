package dev.leeway.webui.run;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import dev.leeway.storage.query.EvaluationRow;
import dev.leeway.webui.parts.Chip;
import dev.leeway.webui.parts.Panel;
import dev.leeway.webui.parts.Table;
import dev.leeway.webui.parts.Tone;
import dev.leeway.webui.score.ScoreWords;
import dev.leeway.webui.shell.BrowserZone;
import java.util.List;

/** What evaluators and users said of the runs of a trace; not there where nobody said anything. */
final class ScoresPanel {
  private final Panel panel = new Panel("Scores and feedback");

  ScoresPanel() {
    panel.setVisible(false);
  }

  Component component() {
    return panel;
  }

  void show(List<EvaluationRow> evaluations) {
    panel.setVisible(!evaluations.isEmpty());
    panel.shows(
        new Table<EvaluationRow>()
            .text("Given", row -> BrowserZone.moments().second(row.givenAt()))
            .text("What", EvaluationRow::name)
            .text("By", row -> ScoreWords.rater(row.rater()))
            .number("Score", row -> ScoreWords.number(row.value()))
            .component("Verdict", ScoresPanel::verdict)
            .component("Why", ScoresPanel::why)
            .rows(evaluations));
  }

  /** As long as it is: nowhere else can it be read. */
  private static Component why(EvaluationRow row) {
    Span why = new Span(row.comment());
    why.addClassName("lw-prose");
    return why;
  }

  private static Component verdict(EvaluationRow row) {
    Tone tone =
        switch (row.rating()) {
          case "GOOD" -> Tone.GOOD;
          case "BAD" -> Tone.BAD;
          default -> Tone.NEUTRAL;
        };
    return new Chip(ScoreWords.verdict(row.rating(), row.label()), tone);
  }
}
