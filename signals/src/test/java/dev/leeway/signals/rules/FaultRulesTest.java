package dev.leeway.signals.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.condition.fault.Fault;
import dev.leeway.signals.condition.fault.FaultSettings;
import dev.leeway.signals.window.Slice;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class FaultRulesTest {
  private static final Slice SHOP = Slice.ofAgent("acme", "prod", "shop");
  private static final Slice DESK = Slice.ofAgent("acme", "prod", "desk");

  @Test
  void withoutAWordTheUsualHolds() {
    FaultSettings usual = settings();
    assertThat(usual.first()).isEmpty();
    assertThat(usual.rising().keySet()).isEqualTo(FaultSettings.defaults().rising().keySet());
  }

  @Test
  void theLastThatFitsHoldsOfEachFaultByItself() {
    FaultSettings told =
        settings(
            choice(Map.of("agent", "shop", "page_on", "first")),
            choice(Map.of("agent", "shop", "signal", "grounding.unsupported", "page_on", "share")));
    assertThat(isTold(told.first(), Fault.CONTRADICTION, SHOP)).isTrue();
    assertThat(isTold(told.first(), Fault.ARGUMENTS_UNGROUNDED, SHOP)).isTrue();
    assertThat(isTold(told.first(), Fault.UNSUPPORTED, SHOP)).isFalse();
    assertThat(isTold(told.first(), Fault.CONTRADICTION, DESK)).isFalse();
    assertThat(isTold(told.rising(), Fault.CONTRADICTION, SHOP)).isFalse();
    assertThat(isTold(told.rising(), Fault.UNSUPPORTED, SHOP)).isFalse();
    assertThat(isTold(told.rising(), Fault.UNSUPPORTED, DESK)).isTrue();
  }

  @Test
  void ofASingleOneTheWholeAgentTellsAndOfARiseEachRoute() {
    FaultSettings told =
        settings(
            choice(Map.of("signal", "grounding.contradiction", "page_on", "first")),
            choice(Map.of("signal", "tool.args_ungrounded", "page_on", "rise")));
    Slice route = SHOP.with("operation", "POST /pay");
    assertThat(isTold(told.first(), Fault.CONTRADICTION, route)).isFalse();
    assertThat(isTold(told.rising(), Fault.ARGUMENTS_UNGROUNDED, route)).isTrue();
  }

  @Test
  void anotherSignalAndAnEntryThatSaysNothingAreProblems() {
    RulesRead read =
        read(
            choice(Map.of("signal", "grounding.contradicton", "page_on", "first")),
            choice(Map.of("agent", "a")));
    assertThat(((RulesRead.Bad) read).problems())
        .containsExactly(
            "line 1: grounding.watch[1].signal: no signal of single runs 'grounding.contradicton';"
                + " nearest: grounding.contradiction",
            "line 1: grounding.watch[2]: expected page_on: share, rise or first");
  }

  private static boolean isTold(Map<Fault, Predicate<Slice>> slices, Fault fault, Slice slice) {
    return slices.getOrDefault(fault, none -> false).test(slice);
  }

  private static FaultSettings settings(RuleNode... choices) {
    RuleBook book = ((RulesRead.Good) read(choices)).book();
    return FaultRules.of(book.of(ContractRules.SECTION), book.of(GroundingRules.SECTION));
  }

  private static RulesRead read(RuleNode... choices) {
    RuleNode watch = new RuleNode.Items(List.of(choices), 1);
    RuleNode grounding = new RuleNode.Keys(Map.of("watch", watch), 1);
    return RuleBook.read(new RuleNode.Keys(Map.of("grounding", grounding), 1));
  }

  private static RuleNode choice(Map<String, String> keys) {
    Map<String, RuleNode> nodes = new TreeMap<>();
    keys.forEach((key, value) -> nodes.put(key, new RuleNode.Scalar(value, 1)));
    return new RuleNode.Keys(nodes, 1);
  }
}
