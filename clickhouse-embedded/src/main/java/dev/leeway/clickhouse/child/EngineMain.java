package dev.leeway.clickhouse.child;

import dev.leeway.clickhouse.config.ClickHouseConfig;
import dev.leeway.clickhouse.config.ConfigArguments;
import dev.leeway.clickhouse.engine.Engine;
import dev.leeway.clickhouse.http.AccessToken;
import dev.leeway.clickhouse.http.EngineHttpServer;
import dev.leeway.clickhouse.lock.DirectoryLock;
import dev.leeway.clickhouse.recovery.DeduplicationLogRepair;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The child process: opens the engine, serves it on loopback, says {@code ready port=…}, and ends
 * when its standard input does, which is when its parent died or wants it to.
 */
public final class EngineMain {
  /** Begins the line that says that requests are answered, and on which port. */
  public static final String READY = "ready port=";

  private static final Duration STOP_LIMIT = Duration.ofSeconds(15);
  private static final int LOCKED = 75;

  private EngineMain() {}

  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    ClickHouseConfig config = ConfigArguments.parse(List.of(arguments));
    long supervisor = ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L);
    Optional<DirectoryLock> lock = DirectoryLock.take(config.dataDirectory(), supervisor);
    if (lock.isEmpty()) {
      out.println(
          "the data directory "
              + config.dataDirectory()
              + " is taken by "
              + DirectoryLock.holder(config.dataDirectory()));
      exit(LOCKED);
    }
    AccessToken token = AccessToken.at(config.tokenFile());
    int takenBack = DeduplicationLogRepair.repair(config.dataDirectory());
    if (takenBack > 0) {
      out.println("deduplication entries without their parts, taken back: " + takenBack);
    }
    Engine engine = Engine.open(config);
    EngineHttpServer server = EngineHttpServer.start(engine, token, config);
    out.println(READY + server.port() + " version=" + server.version());
    awaitEndOfInput();
    stop(server, engine);
  }

  private static void awaitEndOfInput() {
    byte[] ignored = new byte[64];
    try {
      while (System.in.read(ignored) >= 0) {
        // Nothing is expected here but the end.
      }
    } catch (IOException e) {
      // A broken pipe is an end as well.
    }
  }

  private static void stop(EngineHttpServer server, Engine engine) throws InterruptedException {
    Thread stopping =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              server.close();
              engine.close();
            });
    stopping.join(STOP_LIMIT);
    exit(stopping.isAlive() ? 1 : 0);
  }

  /** Not System.exit: the engine's own exit handlers would run under its running threads. */
  private static void exit(int status) {
    System.out.flush();
    Runtime.getRuntime().halt(status);
  }
}
