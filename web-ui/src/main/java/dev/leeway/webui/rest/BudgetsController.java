package dev.leeway.webui.rest;

import dev.leeway.signals.condition.budget.Allowance;
import dev.leeway.signals.condition.budget.Burn;
import dev.leeway.signals.window.Slice;
import dev.leeway.storage.query.AgentStore;
import dev.leeway.webui.budget.BudgetReport;
import dev.leeway.webui.budget.BudgetService;
import dev.leeway.webui.config.WebUiConfig;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Error budgets of an agent. */
@RestController
@RequestMapping(path = "/api/v1/agents/{name}/budgets", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "agents")
final class BudgetsController {
  private final AgentStore agents;
  private final BudgetService budgets;
  private final String tenant;

  BudgetsController(AgentStore agents, BudgetService budgets, WebUiConfig config) {
    this.agents = agents;
    this.budgets = budgets;
    this.tenant = config.tenantId();
  }

  /**
   * A budget as the API gives it.
   *
   * @param badIs what counts as bad, in words: with the limit, where one was promised
   * @param objective the share that is to be good; null where nothing is promised and too little is
   *     known to say what is usual
   * @param promised whether the rules file says so
   * @param runsLearnedFrom what a learned objective rests on
   * @param leftShare of the budget of 30 days; below zero when it is overdrawn
   */
  record BudgetJson(
      String signal,
      String badIs,
      @Nullable Double objective,
      boolean promised,
      long runsLearnedFrom,
      @Nullable Long budgetSeconds,
      @Nullable Long leftSeconds,
      @Nullable Double leftShare,
      double bad,
      long of,
      List<BurnJson> burns) {

    static BudgetJson of(BudgetReport report) {
      Allowance known = report.standing().allowance().orElse(null);
      return new BudgetJson(
          report.signal(),
          report.standing().budgeted().label(),
          known == null ? null : 1 - known.share(),
          known != null && known.promised(),
          known == null ? report.standing().known().all() : known.learnedFrom(),
          known == null ? null : report.budget().toSeconds(),
          known == null ? null : report.left().toSeconds(),
          known == null ? null : report.leftShare(),
          report.month().bad(),
          report.month().all(),
          report.standing().burns().stream().map(BurnJson::of).toList());
    }
  }

  /** How fast it burns over a pair of windows; 1 is as fast as it may for good. */
  record BurnJson(
      int longMinutes,
      int shortMinutes,
      double burnLong,
      double burnShort,
      double limit,
      boolean pages,
      boolean tooFast,
      double badLong,
      long ofLong,
      double badShort,
      long ofShort) {

    static BurnJson of(Burn burn) {
      return new BurnJson(
          burn.pair().longMinutes(),
          burn.pair().shortMinutes(),
          burn.ofLong(),
          burn.ofShort(),
          burn.pair().limit(),
          burn.pair().pages() && burn.allowance().promised(),
          burn.tooFast(),
          burn.longer().bad(),
          burn.longer().all(),
          burn.shorter().bad(),
          burn.shorter().all());
    }
  }

  @GetMapping
  @Operation(
      summary = "Error budgets of an agent: what was promised or learned, what is left, how fast",
      description =
          "As of now. Objectives come from the rules file, else from the last three days.")
  Items<BudgetJson> list(
      @PathVariable String name, @RequestParam(required = false) @Nullable String environment) {
    String where =
        environment == null
            ? agents
                .environmentOf(tenant, name)
                .orElseThrow(() -> new NotFoundException("no agent named " + name))
            : environment;
    return Items.all(
        budgets.of(Slice.ofAgent(tenant, where, name)).stream().map(BudgetJson::of).toList());
  }
}
