package dev.leeway.signals.condition.fault;

import static dev.leeway.signals.condition.ConditionWalk.MINUTE;
import static dev.leeway.signals.condition.ConditionWalk.SHOP;
import static dev.leeway.signals.condition.ConditionWalk.categories;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.condition.ConditionWalk;
import dev.leeway.signals.condition.Want;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.window.Slice;
import dev.leeway.signals.window.WindowPartial;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SingleFaultTest {
  @Test
  void aSingleOneIsToldWhereItsOwnerWantsThat() {
    ConditionWalk walk = walk(Fault.BROKEN_CONTRACT);
    walk.add(categories(SHOP, "contract.violation", 0, "KEPT", 9)).to(SHOP, 10 * MINUTE);
    assertThat(walk.hits).isEmpty();
    walk.add(categories(SHOP, "contract.violation", 20 * MINUTE, "KEPT", 9, "BROKEN", 1))
        .to(SHOP, 30 * MINUTE);
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
  void theRunThatHasItIsTheExample() {
    WindowPartial plain = categories(SHOP, "grounding.contradiction", 0, "NONE", 9, "SOME", 2);
    WindowPartial named =
        new WindowPartial(
            SHOP,
            plain.signal(),
            0,
            60,
            11,
            0,
            Map.of(),
            plain.categories(),
            List.of("any"),
            Map.of("NONE", "right c1", "SOME", "wrong c2"));
    ConditionWalk walk = walk(Fault.CONTRADICTION).add(named).to(SHOP, 10 * MINUTE);
    assertThat(walk.hits).hasSize(1);
    assertThat(walk.hits.getFirst().exemplarTraceIds()).containsExactly("wrong");
    assertThat(walk.hits.getFirst().effectText())
        .startsWith("2 of 11 runs gave another value than the tool or document");
  }

  @Test
  void aMinuteWithMoreSuchRunsIsTheWorseOneWhateverItsShare() {
    ConditionWalk walk =
        walk(Fault.CONTRADICTION)
            .add(categories(SHOP, "grounding.contradiction", 0, "SOME", 1))
            .add(categories(SHOP, "grounding.contradiction", MINUTE, "NONE", 70, "SOME", 30))
            .to(SHOP, 10 * MINUTE);
    assertThat(walk.hits).extracting(RuleHit::effect).containsExactly(1.0, 30.0);
  }

  @Test
  void nothingIsToldOrKeptOfWhatNobodyAskedFor() {
    SingleFault asked = new SingleFault(Map.of(Fault.CONTRADICTION, slice -> false));
    ConditionWalk walk = new ConditionWalk(asked);
    walk.add(
            categories(SHOP, "grounding.contradiction", 0, "SOME", 1),
            categories(SHOP, "grounding.unsupported", 0, "SOME", 1))
        .to(SHOP, 10 * MINUTE);
    assertThat(walk.hits).isEmpty();
    assertThat(asked.wants("grounding.unsupported", "")).isEqualTo(Want.NOTHING);
    assertThat(new SingleFault(FaultSettings.defaults().first()).wants("contract.violation", ""))
        .isEqualTo(Want.NOTHING);
  }

  @Test
  void ofARouteItsOwnSliceTells() {
    Slice pay = SHOP.with("operation", "POST /pay");
    SingleFault asked = new SingleFault(Map.of(Fault.BROKEN_CONTRACT, pay::equals));
    ConditionWalk walk = new ConditionWalk(asked);
    walk.add(
            categories(SHOP, "contract.violation", 0, "BROKEN", 1),
            categories(pay, "contract.violation", 0, "BROKEN", 1))
        .to(SHOP, 10 * MINUTE);
    assertThat(walk.hits).extracting(RuleHit::slice).containsExactly(pay);
  }

  private static ConditionWalk walk(Fault fault) {
    return new ConditionWalk(new SingleFault(Map.of(fault, slice -> true)));
  }
}
