package dev.leeway.webui.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.catalogue.Signal;
import dev.leeway.signals.catalogue.SignalCatalogue;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class AgentTabTest {
  static Stream<String> signals() {
    return SignalCatalogue.standard().signals().stream().map(Signal::name);
  }

  @ParameterizedTest
  @MethodSource("signals")
  void everySignalIsOnTheTabsThatAreSaidOfIt(String name) {
    Signal signal = SignalCatalogue.standard().find(name).orElseThrow();
    List<AgentTab> said = AgentTab.of(signal);
    List<AgentTab> listing =
        Stream.of(AgentTab.values()).filter(tab -> tab.signals().contains(name)).toList();
    assertThat(SignalPlaces.of(signal)).isNotEmpty().doesNotContain("");
    assertThat(listing).containsExactlyInAnyOrderElementsOf(said);
  }

  @ParameterizedTest
  @EnumSource(AgentTab.class)
  void everyTabIsFoundByItsCode(AgentTab tab) {
    assertThat(AgentTab.of(tab.code())).isEqualTo(tab);
    assertThat(AgentTab.labels()).containsEntry(tab.code(), tab.label());
  }

  @Test
  void anUnknownCodeIsTheFirstTab() {
    assertThat(AgentTab.of("nonsense")).isEqualTo(AgentTab.ACTIVITY);
  }

  @Test
  void whatBreaksConsumersSilentlyIsOnOneTab() {
    assertThat(AgentTab.CONTRACTS.signals())
        .contains("contract.shape", "contract.violation", "tool.args_invalid", "model.mix");
  }
}
