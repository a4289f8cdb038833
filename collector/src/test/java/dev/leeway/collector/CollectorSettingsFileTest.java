package dev.leeway.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CollectorSettingsFileTest {

  @Test
  void withoutAnythingTheDefaultsHold() {
    assertThat(CollectorSettingsFile.read("", Map.of()))
        .isEqualTo(new CollectorSettingsFile.Good(CollectorConfig.defaults(), "127.0.0.1:9092"));
  }

  @Test
  void theEnvironmentOutranksTheFile() {
    CollectorSettingsFile.Read read =
        CollectorSettingsFile.read(
            """
            grpcPort: 14317
            httpPort: 14318
            kafka: a:9092,b:9092
            deliveryTimeout: PT5S
            allowedHosts: host.docker.internal
            corsOrigins: https://app.example, http://localhost:3000
            """,
            Map.of("LEEWAY_OTLP_GRPC_PORT", "24317"));
    assertThat(read)
        .isInstanceOfSatisfying(
            CollectorSettingsFile.Good.class,
            good -> {
              assertThat(good.config().grpcPort()).isEqualTo(24317);
              assertThat(good.config().httpPort()).isEqualTo(14318);
              assertThat(good.config().deliveryTimeout()).isEqualTo(Duration.ofSeconds(5));
              assertThat(good.config().allowedHosts()).isEqualTo(Set.of("host.docker.internal"));
              assertThat(good.config().corsOrigins())
                  .isEqualTo(Set.of("https://app.example", "http://localhost:3000"));
              assertThat(good.bootstrapServers()).isEqualTo("a:9092,b:9092");
            });
  }

  @Test
  void allProblemsAreNamedTogether() {
    assertThat(
            CollectorSettingsFile.read(
                "grpcPort: many\ncolour: red\ndeliveryTimeout: soon\nbindAddress: x", Map.of()))
        .isInstanceOfSatisfying(
            CollectorSettingsFile.Bad.class,
            bad ->
                assertThat(bad.problems().lines())
                    .hasSize(4)
                    .anySatisfy(line -> assertThat(line).contains("grpcPort: cannot read 'many'"))
                    .anySatisfy(line -> assertThat(line).contains("unknown key colour"))
                    .anySatisfy(line -> assertThat(line).contains("deliveryTimeout"))
                    .anySatisfy(line -> assertThat(line).contains("bindAddress")));
    assertThat(CollectorSettingsFile.read("[1, 2", Map.of()))
        .isInstanceOf(CollectorSettingsFile.Bad.class);
  }

  @Test
  void anOpenAddressIsRefusedWithoutKeys() {
    assertThat(CollectorSettingsFile.read("bindAddress: 0.0.0.0", Map.of()))
        .isEqualTo(
            new CollectorSettingsFile.Bad(
                "bindAddress must be a loopback address, because requests carry no keys: 0.0.0.0"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'*,https://app.example'   | corsOrigins must be * alone or a list",
        "https://app.example/      | corsOrigins must be like https://app.example:8443",
        "app.example               | corsOrigins must be like https://app.example:8443",
      })
  void originsAreAsBrowsersWriteThem(String origins, String problem) {
    assertThat(CollectorSettingsFile.read("", Map.of("LEEWAY_OTLP_CORS_ORIGINS", origins)))
        .isInstanceOfSatisfying(
            CollectorSettingsFile.Bad.class, bad -> assertThat(bad.problems()).startsWith(problem));
  }
}
