package dev.leeway.signals.condition.contract;

import static dev.leeway.signals.condition.ConditionWalk.MINUTE;
import static dev.leeway.signals.condition.ConditionWalk.SHOP;
import static dev.leeway.signals.condition.ConditionWalk.categories;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.condition.ConditionWalk;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.window.NamePattern;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BrokenContractTest {
  private static final String SIGNAL = "contract.violation";

  @Test
  void aSingleBrokenAnswerIsToldWhereItsOwnerWantsThat() {
    ConditionWalk walk = walk(new WatchedContract(List.of(), List.of(), NamePattern.ANY));
    walk.add(categories(SHOP, SIGNAL, 0, "KEPT", 9)).to(SHOP, 10 * MINUTE);
    assertThat(walk.hits).isEmpty();
    walk.add(categories(SHOP, SIGNAL, 20 * MINUTE, "KEPT", 9, "BROKEN", 1)).to(SHOP, 30 * MINUTE);
    RuleHit hit = walk.hits.getFirst();
    assertThat(hit.detector()).isEqualTo("rule.contract");
    assertThat(hit.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(hit.slice()).isEqualTo(SHOP);
    assertThat(hit.effectText())
        .isEqualTo(
            "1 of 10 answers broke what the rules file declares of them, in the minute from 00:20"
                + " UTC");
  }

  @Test
  void nothingIsToldOfOtherAgentsAndOtherRoutes() {
    ConditionWalk walk =
        walk(
            new WatchedContract(List.of(new NamePattern("other")), List.of(), NamePattern.ANY),
            new WatchedContract(List.of(), List.of(), new NamePattern("POST *")));
    walk.add(
            categories(SHOP, SIGNAL, 0, "BROKEN", 1),
            categories(SHOP.with("operation", "GET /"), SIGNAL, 0, "BROKEN", 1))
        .to(SHOP, 10 * MINUTE);
    assertThat(walk.hits).isEmpty();
  }

  @Test
  void ofARouteItsOwnSliceTells() {
    ConditionWalk walk = walk(new WatchedContract(List.of(), List.of(), new NamePattern("POST *")));
    walk.add(
            categories(SHOP, SIGNAL, 0, "BROKEN", 1),
            categories(SHOP.with("operation", "POST /pay"), SIGNAL, 0, "BROKEN", 1))
        .to(SHOP, 10 * MINUTE);
    assertThat(walk.hits)
        .extracting(RuleHit::slice)
        .containsExactly(SHOP.with("operation", "POST /pay"));
  }

  private static ConditionWalk walk(WatchedContract... watched) {
    return new ConditionWalk(new BrokenContract(List.of(watched)));
  }
}
