package dev.leeway.signals.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.rule.SpendLimits;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class LoopRulesTest {
  @Test
  void everyLimitOfARunCanBeSet() {
    RulesRead read =
        read(Map.of("steps", "50", "tokens", "1e6", "cost_usd", "2.5", "usual_times", "20"));
    assertThat(limits(read)).isEqualTo(new SpendLimits(50, 1_000_000, 2.5, 20));
    assertThat(limits(read(Map.of()))).isEqualTo(SpendLimits.defaults());
    assertThat(limits(read(Map.of("usual_times", "0"))).usualTimes()).isZero();
  }

  @Test
  void lessThanTwiceWhatIsUsualIsRefused() {
    assertThat(((RulesRead.Bad) read(Map.of("usual_times", "1.5"))).problems())
        .singleElement()
        .asString()
        .contains("loops.run_limits.usual_times: expected 0 or a number from 2 to 1000000")
        .contains("1.5");
  }

  private static SpendLimits limits(RulesRead read) {
    return ((RulesRead.Good) read).book().of(LoopRules.SECTION).rule().spend();
  }

  private static RulesRead read(Map<String, String> limits) {
    Map<String, RuleNode> nodes = new TreeMap<>();
    limits.forEach((key, text) -> nodes.put(key, new RuleNode.Scalar(text, 3)));
    RuleNode loops = new RuleNode.Keys(Map.of("run_limits", new RuleNode.Keys(nodes, 2)), 1);
    return RuleBook.read(new RuleNode.Keys(Map.of("loops", loops), 1));
  }
}
