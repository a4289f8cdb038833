package dev.leeway.signals.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.condition.budget.BudgetSettings;
import dev.leeway.signals.condition.budget.BudgetSettings.Budgeted;
import dev.leeway.signals.condition.budget.BudgetSettings.Objective;
import dev.leeway.signals.condition.budget.Good;
import dev.leeway.signals.window.NamePattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BudgetRulesTest {
  private static final Budgeted OUTCOME = BudgetSettings.defaults().signals().getFirst();

  @Test
  void theLastEntryThatFitsHolds() {
    RulesRead read = read(Map.of("objective", "0.99"), Map.of("agent", "shop-*"));
    assertThat(read).isInstanceOf(RulesRead.Good.class);
    BudgetRules budgets = ((RulesRead.Good) read).book().of(BudgetRules.SECTION);
    assertThat(budgets.settings().objectives())
        .containsExactly(
            new Objective(new NamePattern("shop-*"), OUTCOME, 0.999),
            new Objective(NamePattern.ANY, OUTCOME, 0.99));
  }

  @Test
  void aSignalWithoutABudgetIsRefusedWithThoseThatHaveOne() {
    assertThat(problem(Map.of("signal", "model.mix")))
        .contains("budgets[1].signal")
        .contains("'model.mix'");
  }

  @Test
  void aLatencyIsPromisedByALimitAndRefusedWithoutOne() {
    Map<String, String> slow =
        Map.of("signal", "run.duration", "at_most", "2000", "objective", "0.95");
    assertThat(objectives(slow))
        .containsExactly(
            new Objective(
                NamePattern.ANY,
                new Budgeted("run.duration", "Run duration above 2,000 ms", new Good.AtMost(2_000)),
                0.95));
    assertThat(problem(Map.of("signal", "run.duration")))
        .contains("budgets[1].signal: expected at_most or at_least beside run.duration")
        .contains("in ms");
  }

  @Test
  void categoriesAndSharesAreGoodByThemselvesAndAShareMayHaveALimit() {
    assertThat(objectives(Map.of("signal", "contract.violation")).getFirst().of())
        .isEqualTo(
            new Budgeted(
                "contract.violation",
                "Contract violations other than KEPT",
                new Good.Categories(Set.of("KEPT"))));
    assertThat(objectives(Map.of("signal", "grounding.score")).getFirst().of().good())
        .isEqualTo(new Good.SharesOfGood());
    assertThat(objectives(Map.of("signal", "retrieval.empty")).getFirst().of().good())
        .isEqualTo(new Good.SharesOfBad());
    assertThat(objectives(Map.of("signal", "grounding.score", "at_least", "0.5")).getFirst().of())
        .isEqualTo(
            new Budgeted("grounding.score", "Grounding score below 0.5", new Good.AtLeast(0.5)));
  }

  @Test
  void aLimitWhereNoneCanBeAndBothLimitsAreRefused() {
    assertThat(problem(Map.of("signal", "run.outcome", "at_most", "3")))
        .contains("budgets[1].at_most: expected no limit, since run.outcome says by itself");
    assertThat(problem(Map.of("signal", "llm.ttft", "at_most", "900", "at_least", "1")))
        .contains("budgets[1].at_least: expected either at_most or at_least, and both came");
    assertThat(problem(Map.of("signal", "run.duration", "at_most", "0")))
        .contains("budgets[1].at_most: expected a number from 0.000001 to 1000000000000");
  }

  @Test
  void everySignalThatIsSaidToHaveABudgetCanBePromised() {
    assertThat(Promisable.names())
        .contains(
            "run.outcome",
            "run.duration",
            "llm.duration",
            "llm.ttft",
            "llm.time_per_token",
            "tool.duration",
            "queue.time",
            "timeout.share",
            "contract.violation",
            "tool.args_invalid",
            "answers.stale",
            "retrieval.empty",
            "retrieval.top_score",
            "retrieval.doc_age",
            "rate_limit.share",
            "provider.errors",
            "grounding.score",
            "grounding.unsupported",
            "grounding.contradiction",
            "grounding.confident_empty",
            "tool.args_ungrounded",
            "user.correction",
            "user.feedback",
            "eval.score",
            "cost.run");
  }

  private static List<Objective> objectives(Map<String, String> entry) {
    return ((RulesRead.Good) read(entry)).book().of(BudgetRules.SECTION).objectives();
  }

  private static String problem(Map<String, String> entry) {
    List<?> problems = ((RulesRead.Bad) read(entry)).problems();
    assertThat(problems).hasSize(1);
    return problems.getFirst().toString();
  }

  @SafeVarargs
  private static RulesRead read(Map<String, String>... entries) {
    List<RuleNode> items = new ArrayList<>();
    for (Map<String, String> entry : entries) {
      Map<String, RuleNode> keys = new TreeMap<>();
      entry.forEach((key, value) -> keys.put(key, new RuleNode.Scalar(value, 1)));
      items.add(new RuleNode.Keys(keys, 1));
    }
    return RuleBook.read(new RuleNode.Keys(Map.of("budgets", new RuleNode.Items(items, 1)), 1));
  }
}
