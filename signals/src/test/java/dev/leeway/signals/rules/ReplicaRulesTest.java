package dev.leeway.signals.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.condition.replica.PeerSettings;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReplicaRulesTest {
  @Test
  void theFileSettlesHowReplicasAreCompared() {
    RulesRead read =
        read(
            Map.of(
                "compare", "off", "warm_up", "2m", "runs", "50", "false_alarms_per_year", "0.5"));
    assertThat(((RulesRead.Good) read).book().of(ReplicaRules.SECTION).settings())
        .isEqualTo(new PeerSettings(false, Duration.ofMinutes(2), 50, 0.5));
  }

  @Test
  void whatIsOutOfRangeIsRefusedInWords() {
    assertThat(((RulesRead.Bad) read(Map.of("warm_up", "2h"))).problems())
        .singleElement()
        .asString()
        .contains("replicas.warm_up: expected a duration from 0s to 1h")
        .contains("2h");
  }

  private static RulesRead read(Map<String, String> keys) {
    Map<String, RuleNode> nodes = new TreeMap<>();
    keys.forEach((key, text) -> nodes.put(key, new RuleNode.Scalar(text, 2)));
    return RuleBook.read(new RuleNode.Keys(Map.of("replicas", new RuleNode.Keys(nodes, 1)), 1));
  }
}
