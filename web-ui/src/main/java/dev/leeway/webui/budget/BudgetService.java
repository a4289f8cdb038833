package dev.leeway.webui.budget;

import dev.leeway.signals.condition.budget.BadCount;
import dev.leeway.signals.condition.budget.BudgetSettings;
import dev.leeway.signals.condition.budget.BudgetSettings.Budgeted;
import dev.leeway.signals.condition.budget.BudgetStanding;
import dev.leeway.signals.condition.budget.BudgetStanding.Stretch;
import dev.leeway.signals.rules.BudgetRules;
import dev.leeway.signals.window.Slice;
import dev.leeway.storage.query.SignalValues;
import dev.leeway.storage.query.SliceSignal;
import dev.leeway.storage.query.TimeRange;
import dev.leeway.storage.query.WindowPoint;
import dev.leeway.storage.query.WindowStep;
import dev.leeway.storage.query.WindowStore;
import dev.leeway.webui.config.WebUiSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;

/** Reads the windows of an agent's budgets and says where they stand. */
@Service
public class BudgetService {
  private static final Duration RECENT = Duration.ofHours(1);
  private static final Duration KNOWN = Duration.ofDays(3);
  private static final WindowStep MINUTES = new WindowStep(60, 60);
  private static final WindowStep QUARTERS = new WindowStep(60, 900);

  private final WindowStore windows;
  private final WebUiSettings settings;
  private final BudgetSettings budgets;

  BudgetService(WindowStore windows, WebUiSettings settings) {
    this.windows = windows;
    this.settings = settings;
    this.budgets = settings.rules().of(BudgetRules.SECTION).settings();
  }

  /** Of every signal that has a budget and that the agent said within the month. */
  public List<BudgetReport> of(Slice agent) {
    Instant now = settings.clock().instant();
    Instant end = MINUTES.floor(now);
    Instant recent = QUARTERS.floor(end.minus(RECENT));
    List<Budgeted> promised = budgets.budgetsOf(agent.agent());
    List<String> signals = promised.stream().map(Budgeted::signal).toList();
    Map<SliceSignal, List<WindowPoint>> quarters =
        windows.seriesOf(
            List.of(agent),
            signals,
            new TimeRange(QUARTERS.floor(end.minus(KNOWN)), recent),
            QUARTERS);
    Map<SliceSignal, List<WindowPoint>> minutes =
        windows.seriesOf(List.of(agent), signals, new TimeRange(recent, end), MINUTES);
    List<BudgetReport> reports = new ArrayList<>();
    for (Budgeted budgeted : promised) {
      TimeRange month = TimeRange.before(now, BudgetReport.MONTH);
      SignalValues all = windows.values(agent, budgeted.signal(), month, now);
      if (!all.isEmpty()) {
        SliceSignal key = new SliceSignal(agent, budgeted.signal());
        List<Stretch> stretches = new ArrayList<>();
        quarters.getOrDefault(key, List.of()).forEach(point -> add(stretches, budgeted, point, 15));
        minutes.getOrDefault(key, List.of()).forEach(point -> add(stretches, budgeted, point, 1));
        reports.add(
            new BudgetReport(
                BudgetStanding.of(budgets, agent.agent(), budgeted, stretches, end.toEpochMilli()),
                countOf(budgeted, all)));
      }
    }
    return reports;
  }

  private static void add(
      List<Stretch> stretches, Budgeted budgeted, WindowPoint point, int minutes) {
    stretches.add(
        new Stretch(point.at().toEpochMilli(), minutes, countOf(budgeted, point.values())));
  }

  private static BadCount countOf(Budgeted budgeted, SignalValues values) {
    return budgeted.count(values.categories(), values.sum(), values.count(), values.distribution());
  }
}
