package dev.leeway.clickhouse.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ClickHouseConfigTest {
  private static final ClickHouseConfig DEFAULTS =
      ClickHouseConfig.inHome(Path.of("/home"), Path.of("/lib/libchdb.so"));

  @Test
  void defaultsFitTheMachineOfOneDeveloper() {
    assertThat(DEFAULTS.memoryLimit()).isEqualTo(ByteSize.ofMebibytes(1280));
    assertThat(DEFAULTS.markCache()).isEqualTo(ByteSize.ofMebibytes(128));
    assertThat(DEFAULTS.port()).isEqualTo(8123);
    assertThat(DEFAULTS.tokenFile()).isEqualTo(Path.of("/home/clickhouse.token"));
    assertThat(DEFAULTS.dataDirectory()).isEqualTo(Path.of("/home/clickhouse"));
  }

  @Test
  void allProblemsAreToldTogether() {
    assertThatThrownBy(() ->
            DEFAULTS
                .withPort(70_000)
                .withMemoryLimit(ByteSize.ofMebibytes(1))
                .withTimeouts(Duration.ZERO, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("port of 0 to 65535, came: 70000");
    assertThatThrownBy(() -> DEFAULTS.withConnections(0, 65, 1, -1))
        .hasMessageContaining("writeConnections of 1 to 64, came: 0")
        .hasMessageContaining("readConnections of 1 to 64, came: 65")
        .hasMessageContaining("waitingRequests of at least 0, came: -1");
  }

  @Test
  void theChildHearsWhatTheParentWasTold() {
    ClickHouseConfig config =
        DEFAULTS.withPort(0).withConnections(2, 3, 4, 5).withMemoryLimit(ByteSize.ofMebibytes(600));

    assertThat(ConfigArguments.parse(ConfigArguments.of(config))).isEqualTo(config);
  }

  @Test
  void unknownAndMissingArgumentsAreRefused() {
    List<String> more = new ArrayList<>(ConfigArguments.of(DEFAULTS));
    more.add("colour=blue");

    assertThatThrownBy(() -> ConfigArguments.parse(more)).hasMessageContaining("colour");
    assertThatThrownBy(() -> ConfigArguments.parse(List.of("port=1")))
        .hasMessageContaining("dataDirectory");
  }

  @Test
  void aMissingLibraryNamesTheCommandThatInstallsIt() {
    assertThatThrownBy(() -> EngineLibrary.under(Path.of("/no/such/root")))
        .hasMessageContaining("npm ci --ignore-scripts")
        .hasMessageContaining("/no/such/root/clickhouse-embedded/engine");
  }
}
