package dev.leeway.signals.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.condition.cascade.CascadeSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CascadeRulesTest {
  @Test
  void theFileSettlesWhenADependencyIsTold() {
    RuleNode.Keys keys =
        new RuleNode.Keys(
            Map.of("runs", new RuleNode.Scalar("20", 2), "rise", new RuleNode.Scalar("5", 3)), 1);
    RulesRead read = RuleBook.read(new RuleNode.Keys(Map.of("cascades", keys), 1));
    assertThat(((RulesRead.Good) read).book().of(CascadeRules.SECTION).settings())
        .isEqualTo(new CascadeSettings(20, 0.5, 5));
  }
}
