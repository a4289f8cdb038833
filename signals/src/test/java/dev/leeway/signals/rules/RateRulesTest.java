package dev.leeway.signals.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.condition.rate.Period;
import dev.leeway.signals.condition.rate.RateLimit;
import dev.leeway.signals.window.NamePattern;
import dev.leeway.signals.window.Rate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RateRulesTest {
  @Test
  void limitsAreReadWithTheirRateAndPeriod() {
    RulesRead read =
        read(
            Map.of(
                "surge",
                scalar("3"),
                "limits",
                new RuleNode.Items(
                    List.of(
                        limit(Map.of("agent", "shop-*", "at_most", "200")),
                        limit(
                            Map.of(
                                "signal", "tokens.rate",
                                "at_most", "50000",
                                "per", "minute",
                                "by", "model"))),
                    1)));
    assertThat(((RulesRead.Good) read).book().of(RateRules.SECTION))
        .isEqualTo(
            new RateRules(
                true,
                3,
                0.5,
                List.of(
                    new RateLimit(
                        new NamePattern("shop-*"), NamePattern.ANY, Rate.COST, "", 200, Period.DAY),
                    new RateLimit(
                        NamePattern.ANY,
                        NamePattern.ANY,
                        Rate.TOKENS,
                        "model",
                        50_000,
                        Period.MINUTE))));
  }

  @Test
  void aLimitWithoutAnAmountOrOfAnotherSignalIsAProblem() {
    RulesRead read =
        read(
            Map.of(
                "limits",
                new RuleNode.Items(
                    List.of(
                        limit(Map.of("agent", "shop")),
                        limit(Map.of("signal", "cost.rte", "at_most", "1"))),
                    1)));
    assertThat(((RulesRead.Bad) read).problems())
        .containsExactly(
            "line 1: rates.limits[1].at_most: expected how much may be used, such as 200, and nothing came",
            "line 1: rates.limits[2].signal: no rate 'cost.rte'; nearest: cost.rate");
  }

  private static RulesRead read(Map<String, RuleNode> keys) {
    return RuleBook.read(new RuleNode.Keys(Map.of("rates", new RuleNode.Keys(keys, 1)), 1));
  }

  private static RuleNode limit(Map<String, String> keys) {
    Map<String, RuleNode> nodes = new java.util.TreeMap<>();
    keys.forEach((key, value) -> nodes.put(key, scalar(value)));
    return new RuleNode.Keys(nodes, 1);
  }

  private static RuleNode scalar(String text) {
    return new RuleNode.Scalar(text, 1);
  }
}
