package dev.leeway.standalone.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.signals.rules.RuleBook;
import dev.leeway.standalone.config.LeewayConfig.ExternalTenants;
import dev.leeway.webui.notify.Secret;
import dev.leeway.webui.notify.WebhookConfig;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LeewayConfigTest {
  private static final Path FOLDER = Path.of("/somewhere");

  @Test
  void withoutSettingsEverythingIsAtItsUsualPlace() throws Exception {
    assertThat(LeewayConfig.fromEnvironment(Map.of(), FOLDER))
        .isEqualTo(
            new LeewayConfig(
                FOLDER.resolve(".leeway"),
                Optional.empty(),
                4317,
                4318,
                8080,
                8123,
                9092,
                8081,
                Optional.empty(),
                ExternalTenants.DEFAULTS,
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  void everySettingIsTaken() throws Exception {
    assertThat(
            LeewayConfig.fromEnvironment(
                Map.ofEntries(
                    Map.entry("LEEWAY_HOME", "/h"),
                    Map.entry("LEEWAY_DATA", "/d"),
                    Map.entry("LEEWAY_OTLP_GRPC_PORT", "1"),
                    Map.entry("LEEWAY_OTLP_HTTP_PORT", "2"),
                    Map.entry("LEEWAY_WEB_PORT", "3"),
                    Map.entry("LEEWAY_CLICKHOUSE_PORT", "4"),
                    Map.entry("LEEWAY_KAFKA_PORT", "5"),
                    Map.entry("LEEWAY_FLINK_PORT", "0"),
                    Map.entry("LEEWAY_WEBHOOK_URL", "https://h/x"),
                    Map.entry("LEEWAY_WEBHOOK_SECRET", "s"),
                    Map.entry("LEEWAY_RULES", "/r.yaml"),
                    Map.entry("LEEWAY_GROUNDING_MODEL", "/m.onnx")),
                FOLDER))
        .isEqualTo(
            new LeewayConfig(
                Path.of("/h"),
                Optional.of(Path.of("/d")),
                1,
                2,
                3,
                4,
                5,
                0,
                Optional.of(WebhookConfig.of(URI.create("https://h/x"), new Secret("s"))),
                ExternalTenants.DEFAULTS,
                Optional.of(Path.of("/r.yaml")),
                Optional.of(Path.of("/m.onnx"))));
  }

  @Test
  void aModelThatIsNotThereStopsTheStart() throws Exception {
    LeewayConfig config =
        LeewayConfig.fromEnvironment(Map.of("LEEWAY_GROUNDING_MODEL", "/no/model.onnx"), FOLDER);
    assertThatThrownBy(config::scorer)
        .hasMessage(
            "LEEWAY_GROUNDING_MODEL: expected a model's file, came nothing at /no/model.onnx");
    assertThat(LeewayConfig.fromEnvironment(Map.of(), FOLDER).scorer()).isEmpty();
  }

  @Test
  void aTenantHasANameThatNeedsNoQuoting() throws Exception {
    String name = "LEEWAY_EXTERNAL_SPANS_TENANT";
    Map<String, String> named =
        Map.of(
            name, "a", "LEEWAY_EXTERNAL_METRICS_TENANT", "b", "LEEWAY_EXTERNAL_LOGS_TENANT", "c");
    assertThat(LeewayConfig.fromEnvironment(named, FOLDER).external())
        .isEqualTo(new ExternalTenants("a", "b", "c"));
    assertThatThrownBy(() -> LeewayConfig.fromEnvironment(Map.of(name, "__leeway"), FOLDER))
        .hasMessageContaining(name);
  }

  @Test
  void allProblemsAreToldAtOnce() {
    assertThatThrownBy(() ->
            LeewayConfig.fromEnvironment(
                Map.of("LEEWAY_WEB_PORT", "eighty", "LEEWAY_PROT", "1"), FOLDER))
        .hasMessage(
            "LEEWAY_WEB_PORT: expected a port from 0 to 65535, came eighty\n"
                + "LEEWAY_PROT: no such setting");
  }

  @Test
  void theRulesAreThoseOfTheHomeOrTheDefaultsWithoutAFile(@TempDir Path home) throws Exception {
    LeewayConfig config =
        LeewayConfig.fromEnvironment(Map.of("LEEWAY_HOME", home.toString()), FOLDER);
    assertThat(config.rules()).isEqualTo(RuleBook.defaults());

    Files.writeString(home.resolve("rules.yaml"), "detection: {false_pages_per_week: 3}");
    assertThat(config.rules().detection().falsePagesPerWeek()).isEqualTo(3);
  }

  @Test
  void allProblemsOfARulesFileAreToldAtOnceAndOneThatIsNamedMustBeThere(@TempDir Path home)
      throws Exception {
    Path file = home.resolve("mine.yaml");
    LeewayConfig config =
        LeewayConfig.fromEnvironment(Map.of("LEEWAY_RULES", file.toString()), FOLDER);
    assertThatThrownBy(config::rules).hasMessage(file + ": there is no such file");

    Files.writeString(file, "detektion: {}\nslices: {per_tenant: 0}\n");
    assertThatThrownBy(config::rules)
        .hasMessage(
            file
                + ": line 1: no key 'detektion'; nearest: detection\n"
                + file
                + ": line 2: slices.per_tenant: expected a whole number from 1 to 100000, came '0'");
  }
}
