package dev.leeway.signals.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.condition.budget.BudgetSettings.Objective;
import dev.leeway.signals.window.NamePattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BudgetRulesTest {

  @Test
  void theLastEntryThatFitsHolds() {
    RulesRead read = read(Map.of("objective", "0.99"), Map.of("agent", "shop-*"));
    assertThat(read).isInstanceOf(RulesRead.Good.class);
    BudgetRules budgets = ((RulesRead.Good) read).book().of(BudgetRules.SECTION);
    assertThat(budgets.settings().objectives())
        .containsExactly(
            new Objective(new NamePattern("shop-*"), "run.outcome", 0.999),
            new Objective(NamePattern.ANY, "run.outcome", 0.99));
  }

  @Test
  void aSignalWithoutABudgetIsRefusedWithThoseThatHaveOne() {
    RulesRead read = read(Map.of("signal", "run.duration"));
    assertThat(read).isInstanceOf(RulesRead.Bad.class);
    assertThat(((RulesRead.Bad) read).problems())
        .singleElement()
        .asString()
        .contains("budgets[1].signal")
        .contains("'run.duration'");
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
