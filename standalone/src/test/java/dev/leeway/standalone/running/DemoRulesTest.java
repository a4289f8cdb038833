package dev.leeway.standalone.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.rules.RateRules;
import dev.leeway.standalone.config.LeewayConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoRulesTest {
  @TempDir Path folder;

  @Test
  void aDemoWithoutRulesGetsSomeThatCanBeRead() throws Exception {
    LeewayConfig config = LeewayConfig.fromEnvironment(Map.of(), folder);

    DemoRules.writeUnlessThereAreSome(config);

    assertThat(config.home().resolve("rules.yaml")).exists();
    assertThat(config.rules().of(RateRules.SECTION).watch()).isFalse();
  }

  @Test
  void rulesThatSomebodyWroteStay() throws Exception {
    LeewayConfig config = LeewayConfig.fromEnvironment(Map.of(), folder);
    Files.createDirectories(config.home());
    Path rules = Files.writeString(config.home().resolve("rules.yaml"), "detection: {pane: 1m}\n");

    DemoRules.writeUnlessThereAreSome(config);

    assertThat(rules).hasContent("detection: {pane: 1m}");
  }
}
