package dev.leeway.clickhouse.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.clickhouse.HttpProbe;
import dev.leeway.clickhouse.config.ByteSize;
import dev.leeway.clickhouse.config.ClickHouseConfig;
import dev.leeway.clickhouse.config.EngineLibrary;
import dev.leeway.clickhouse.lock.DirectoryLock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the child when processes die, hang, or come twice. */
final class EngineSupervisorIT {
  private static final Path ROOT = Path.of(System.getProperty("leeway.root"));

  @TempDir private Path home;

  @Test
  void dataSurviveACleanStopAndTheSecondCloseDoesNothing() throws Exception {
    RunningEngine first = EngineSupervisor.start(config());
    HttpProbe firstOwner = HttpProbe.at(first.uri()).token(first.token());
    firstOwner.post("CREATE TABLE kept (a Int32) ENGINE = MergeTree ORDER BY a");
    firstOwner.post("INSERT INTO kept VALUES (7)");
    assertThat(first.check().ready()).isTrue();
    first.close();
    first.close();
    assertThat(first.check().ready()).isFalse();
    assertThat(ProcessHandle.of(first.pid())).isEmpty();
    try (RunningEngine engine = EngineSupervisor.start(config())) {
      HttpProbe owner = HttpProbe.at(engine.uri()).token(engine.token());
      assertThat(HttpProbe.text(owner.post("SELECT a FROM kept"))).isEqualTo("7\n");
    }
  }

  @Test
  void aKilledChildComesBackOnTheSamePort() throws Exception {
    try (RunningEngine engine = EngineSupervisor.start(config())) {
      long first = engine.pid();
      var uri = engine.uri();

      ProcessHandle.of(first).orElseThrow().destroyForcibly();

      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> engine.pid() != first && engine.check().ready());
      assertThat(engine.uri()).isEqualTo(uri);
      assertThat(engine.restarts()).isEqualTo(1);
      assertThat(Files.readString(engine.config().logFile()))
          .contains("process " + first + " ended with status 137")
          .contains("restarted as process " + engine.pid());
    }
  }

  @Test
  void aChildEndsWhenItsParentIsKilled() throws Exception {
    Process parent = startParent();
    ProcessHandle child = childOf(parent);

    parent.destroyForcibly().waitFor();

    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !child.isAlive());
    assertThat(DirectoryLock.isFree(config().dataDirectory())).isTrue();
  }

  @Test
  void aChildThatHangsWithoutItsParentIsEndedByTheNextStart() throws Exception {
    Process parent = startParent();
    ProcessHandle child = childOf(parent);
    signal(child, "STOP");
    parent.destroyForcibly().waitFor();
    assertThat(child.isAlive()).isTrue();

    try (RunningEngine engine =
        EngineSupervisor.start(
            config().withTimeouts(Duration.ofSeconds(60), Duration.ofSeconds(1)))) {
      assertThat(engine.check().ready()).isTrue();
      Awaitility.await().until(() -> !child.isAlive());
    }
  }

  @Test
  void aDirectoryInUseIsLeftToItsOwner() throws Exception {
    var impatient = config().withTimeouts(Duration.ofSeconds(60), Duration.ofMillis(300));
    try (RunningEngine engine = EngineSupervisor.start(config())) {
      assertThatThrownBy(() -> EngineSupervisor.start(impatient))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("in use by the engine of process " + ProcessHandle.current().pid());
      assertThat(engine.check().ready()).isTrue();
    }
  }

  @Test
  void aForeignProcessInTheLockFileIsNotTouched() throws Exception {
    var impatient = config().withTimeouts(Duration.ofSeconds(60), Duration.ofMillis(300));
    try (DirectoryLock lock = DirectoryLock.take(impatient.dataDirectory(), 1).orElseThrow()) {
      assertThatThrownBy(() -> EngineSupervisor.start(impatient))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("is no engine of ours");
      assertThat(lock).isNotNull();
    }
  }

  @Test
  void aFirstStartThatFailsSaysWhereToLook() {
    ClickHouseConfig broken =
        ClickHouseConfig.inHome(home, home.resolve("no-such-library.so")).withPort(0);

    assertThatThrownBy(() -> EngineSupervisor.start(broken))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("before it was ready: see ")
        .hasMessageContaining("clickhouse.log");
    assertThat(broken.logFile()).content().contains("no-such-library.so");
  }

  @Test
  void whoFindsAllConnectionsTakenIsToldToComeBack() throws Exception {
    ClickHouseConfig narrow = config().withConnections(1, 1, 1, 0);
    try (RunningEngine engine = EngineSupervisor.start(narrow)) {
      HttpProbe owner = HttpProbe.at(engine.uri()).token(engine.token());
      Thread slow = Thread.ofVirtual().start(() -> quietly(() -> owner.post("SELECT sleep(3)")));
      Awaitility.await()
          .until(() ->
              HttpProbe.text(owner.get("/metrics")).contains("connections_busy{kind=\"reads\"} 1"));

      var refused = owner.post("SELECT 1");

      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).contains("1");
      assertThat(refused.headers().firstValue("X-ClickHouse-Exception-Code")).contains("202");
      slow.join();
      assertThat(HttpProbe.text(owner.post("SELECT 1"))).isEqualTo("1\n");
    }
  }

  private ClickHouseConfig config() {
    return ClickHouseConfig.inHome(home, EngineLibrary.under(ROOT))
        .withPort(0)
        .withMemoryLimit(ByteSize.ofMebibytes(768));
  }

  private Process startParent() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-cp",
            System.getProperty("java.class.path"),
            SupervisedParentMain.class.getName(),
            home.toString(),
            ROOT.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static ProcessHandle childOf(Process parent) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8));
    String line = lines.readLine();
    assertThat(line).startsWith("engine ");
    return ProcessHandle.of(Long.parseLong(line.substring("engine ".length()))).orElseThrow();
  }

  private static void signal(ProcessHandle process, String name) throws Exception {
    List<String> command = List.of("kill", "-" + name, String.valueOf(process.pid()));
    assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
  }

  private static void quietly(Request request) {
    try {
      request.send();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Request {
    Object send() throws IOException, InterruptedException;
  }
}
