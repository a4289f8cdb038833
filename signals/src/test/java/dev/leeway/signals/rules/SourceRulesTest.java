package dev.leeway.signals.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.source.SourcePromise;
import dev.leeway.signals.source.watch.SourceTerms;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class SourceRulesTest {
  @Test
  void withoutASectionNothingIsPromisedAndEverythingIsWatched() {
    assertThat(RuleBook.defaults().of(SourceRules.SECTION).of("production", "orders"))
        .isEqualTo(SourceTerms.DEFAULTS);
  }

  @Test
  void aLaterEntryOutranksAnEarlierOneKeyByKey() {
    SourceRules rules =
        good(
            entry(Map.of("every", "1d", "owner", "data team", "severity", "warning")),
            entry(Map.of("source", "warehouse/*", "max_age", "2h", "nulls", "off")),
            entry(Map.of("source", "warehouse/orders", "every", "1h", "owner", "orders team")));

    assertThat(rules.of("production", "warehouse/orders"))
        .isEqualTo(
            new SourceTerms(
                new SourcePromise(7_200.0, 3_600.0), true, true, false, Severity.WARNING));
    assertThat(rules.of("production", "policies").promise())
        .isEqualTo(new SourcePromise(null, 86_400.0));
    assertThat(rules.ownershipOf("production", "warehouse/orders").owner())
        .isEqualTo("orders team");
  }

  @Test
  void whatIsNotWatchedMayStillBeWatchedForItsRows() {
    SourceTerms terms = good(entry(Map.of("watch", "off", "volume", "on"))).of("", "orders");
    assertThat(terms.freshness()).isFalse();
    assertThat(terms.volume()).isTrue();
    assertThat(terms.nulls()).isFalse();
  }

  @Test
  void anEntryMayHoldForOneEnvironmentAlone() {
    SourceRules rules = good(entry(Map.of("environment", "prod*", "every", "1h")));
    assertThat(rules.of("production", "orders").promise().everySeconds()).isEqualTo(3_600);
    assertThat(rules.of("staging", "orders")).isEqualTo(SourceTerms.DEFAULTS);
  }

  @Test
  void whatIsNoDurationIsToldWithItsLineAndPath() {
    assertThat(RuleBook.read(file(entry(Map.of("every", "hourly")))))
        .isInstanceOfSatisfying(
            RulesRead.Bad.class,
            bad ->
                assertThat(bad.problems())
                    .singleElement()
                    .asString()
                    .contains("sources[1].every", "a duration from 10s to 400d", "hourly"));
  }

  private static SourceRules good(RuleNode... entries) {
    return switch (RuleBook.read(file(entries))) {
      case RulesRead.Good read -> read.book().of(SourceRules.SECTION);
      case RulesRead.Bad bad -> throw new AssertionError(bad.problems());
    };
  }

  private static RuleNode file(RuleNode... entries) {
    return new RuleNode.Keys(Map.of("sources", new RuleNode.Items(List.of(entries), 1)), 1);
  }

  private static RuleNode entry(Map<String, String> texts) {
    Map<String, RuleNode> nodes = new TreeMap<>();
    texts.forEach((key, text) -> nodes.put(key, new RuleNode.Scalar(text, 2)));
    return new RuleNode.Keys(nodes, 2);
  }
}
