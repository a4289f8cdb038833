package dev.leeway.webui.budget;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.leeway.signals.condition.budget.Allowance;
import dev.leeway.signals.condition.budget.BudgetSettings;
import dev.leeway.signals.condition.budget.Burn;
import dev.leeway.signals.condition.budget.BurnPair;
import dev.leeway.webui.parts.Chip;
import dev.leeway.webui.parts.Meter;
import dev.leeway.webui.parts.Notice;
import dev.leeway.webui.parts.Panel;
import dev.leeway.webui.parts.Table;
import dev.leeway.webui.parts.Tone;
import dev.leeway.webui.words.Numbers;
import dev.leeway.webui.words.SignalWords;
import dev.leeway.webui.words.Unit;
import java.util.List;
import java.util.Optional;

/** Error budgets: what was promised, what is left of a month, how fast it burns. */
public final class BudgetPanel {
  private static final String SAYS =
      "Now, whatever range is chosen. Burning once, a budget is used up in 30 days; a finding opens"
          + " where both windows of a pair burn at their limit.";

  private final Panel panel = new Panel("Error budget");

  public Component component() {
    return panel;
  }

  public void show(List<BudgetReport> reports) {
    if (reports.isEmpty()) {
      panel.says("");
      panel.shows(new Notice("No data", "No run has closed within 30 days."));
      return;
    }
    panel.says(SAYS);
    Table<BudgetReport> table =
        new Table<BudgetReport>()
            .component("Budget of", BudgetPanel::name)
            .component("Objective", report -> objective(report))
            .component("Left of 30 days", BudgetPanel::left);
    for (BurnPair pair : BurnPair.values()) {
      table.component(
          "%s (limit %s)".formatted(pair.words(), Unit.RATIO.say(pair.limit())),
          report -> burn(report, pair));
    }
    Div wide = new Div(table.rows(reports));
    wide.addClassName("lw-budget");
    panel.shows(wide);
  }

  private static Component name(BudgetReport report) {
    return two(SignalWords.of(report.signal()).title(), report.standing().budgeted().label());
  }

  private static Component objective(BudgetReport report) {
    Optional<Allowance> allowance = report.standing().allowance();
    if (allowance.isEmpty()) {
      return two(
          "not enough data (%s of %s)"
              .formatted(
                  Numbers.count(report.standing().known().all()),
                  Numbers.count(BudgetSettings.defaults().learnedRunsMin())),
          "nothing is promised");
    }
    Allowance known = allowance.get();
    String good = BudgetWords.objective(1 - known.share());
    return known.promised()
        ? two(good + " good", BudgetWords.time(report.budget()) + " a month may be bad")
        : two(
            good + " is usual", "learned from " + Numbers.count(known.learnedFrom()) + ", no page");
  }

  private static Component left(BudgetReport report) {
    if (report.allowedShare() == 0) {
      return new Span(Numbers.NONE);
    }
    double left = report.leftShare();
    Tone tone = left <= 0 ? Tone.BAD : left < 0.25 ? Tone.WARN : Tone.GOOD;
    String words =
        left <= 0
            ? "overdrawn by " + BudgetWords.time(report.left().negated())
            : BudgetWords.time(report.left());
    Div cell =
        new Div(
            new Chip(left <= 0 ? "used up" : Unit.SHARE.say(left), tone),
            new Meter(Math.max(0, left), tone, "left of the month's budget"));
    Span time = new Span(words);
    time.addClassNames("lw-muted", "lw-small");
    cell.add(time);
    cell.addClassName("lw-budget-cell");
    cell.setTitle(
        "%s bad of %s in 30 days"
            .formatted(
                Numbers.significant(report.month().bad()), Numbers.count(report.month().all())));
    return cell;
  }

  private static Component burn(BudgetReport report, BurnPair pair) {
    Optional<Burn> found =
        report.standing().burns().stream().filter(burn -> burn.pair() == pair).findFirst();
    if (found.isEmpty()) {
      return new Span(Numbers.NONE);
    }
    Burn burn = found.get();
    Tone tone = BudgetWords.tone(burn);
    Span numbers =
        new Span(Unit.RATIO.say(burn.ofLong()) + " and " + Unit.RATIO.say(burn.ofShort()));
    Div cell =
        new Div(
            numbers,
            new Meter(burn.ofLong() / pair.limit(), tone, "of the limit, long window"),
            new Meter(burn.ofShort() / pair.limit(), tone, "of the limit, short window"));
    cell.addClassName("lw-budget-cell");
    cell.setTitle(
        "%s of %s bad, and %s of %s; limit %s"
            .formatted(
                Numbers.significant(burn.longer().bad()),
                Numbers.count(burn.longer().all()),
                Numbers.significant(burn.shorter().bad()),
                Numbers.count(burn.shorter().all()),
                Unit.RATIO.say(pair.limit())));
    return cell;
  }

  private static Component two(String first, String second) {
    Span small = new Span(second);
    small.addClassNames("lw-muted", "lw-small");
    Div both = new Div(new Span(first), small);
    both.addClassName("lw-budget-cell");
    return both;
  }
}
