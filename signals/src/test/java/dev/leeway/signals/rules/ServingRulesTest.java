package dev.leeway.signals.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.condition.serving.ServingSettings;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ServingRulesTest {
  @Test
  void withoutASectionTheDefaultsHold() {
    assertThat(RuleBook.defaults().of(ServingRules.SECTION).settings())
        .isEqualTo(ServingSettings.defaults());
  }

  @Test
  void eachKeyChangesItsSetting() {
    RulesRead read =
        read(
            "forecast", "1h",
            "queue_limit", "256",
            "preemptions_per_minute", "10",
            "preemption_minutes", "3",
            "saturated_minutes", "12",
            "headroom", "0.8");
    assertThat(((RulesRead.Good) read).book().of(ServingRules.SECTION).settings())
        .isEqualTo(new ServingSettings(60, 256, 10, 3, 12, 0.8));
  }

  @Test
  void valuesOutOfRangeAreToldWithWhatWasExpected() {
    assertThat(((RulesRead.Bad) read("forecast", "10s", "saturated_minutes", "2")).problems())
        .anyMatch(problem -> problem.contains("serving.forecast: expected a duration from 1m"))
        .anyMatch(problem -> problem.contains("serving.saturated_minutes"));
    assertThat(((RulesRead.Bad) read("queue_limits", "5")).problems())
        .anyMatch(problem -> problem.contains("no key 'queue_limits'; nearest: queue_limit"));
  }

  private static RulesRead read(String... keysAndValues) {
    Map<String, RuleNode> keys = new TreeMap<>();
    for (int at = 0; at < keysAndValues.length; at += 2) {
      keys.put(keysAndValues[at], new RuleNode.Scalar(keysAndValues[at + 1], 1));
    }
    return RuleBook.read(new RuleNode.Keys(Map.of("serving", new RuleNode.Keys(keys, 1)), 1));
  }
}
