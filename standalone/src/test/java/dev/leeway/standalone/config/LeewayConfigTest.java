package dev.leeway.standalone.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.standalone.config.LeewayConfig.ExternalTenants;
import dev.leeway.webui.notify.Secret;
import dev.leeway.webui.notify.WebhookConfig;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

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
                ExternalTenants.DEFAULTS));
  }

  @Test
  void everySettingIsTaken() throws Exception {
    assertThat(
            LeewayConfig.fromEnvironment(
                Map.of(
                    "LEEWAY_HOME", "/h",
                    "LEEWAY_DATA", "/d",
                    "LEEWAY_OTLP_GRPC_PORT", "1",
                    "LEEWAY_OTLP_HTTP_PORT", "2",
                    "LEEWAY_WEB_PORT", "3",
                    "LEEWAY_CLICKHOUSE_PORT", "4",
                    "LEEWAY_KAFKA_PORT", "5",
                    "LEEWAY_FLINK_PORT", "0",
                    "LEEWAY_WEBHOOK_URL", "https://h/x",
                    "LEEWAY_WEBHOOK_SECRET", "s"),
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
                ExternalTenants.DEFAULTS));
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
}
