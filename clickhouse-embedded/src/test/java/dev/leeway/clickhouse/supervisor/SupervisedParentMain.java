package dev.leeway.clickhouse.supervisor;

import dev.leeway.clickhouse.config.ClickHouseConfig;
import dev.leeway.clickhouse.config.EngineLibrary;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A parent to be killed: starts an engine in the folder it is given and says its process id. */
public final class SupervisedParentMain {
  private SupervisedParentMain() {}

  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[0]);
    Path root = Path.of(arguments[1]);
    RunningEngine engine =
        EngineSupervisor.start(
            ClickHouseConfig.inHome(home, EngineLibrary.under(root)).withPort(0));
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    out.println("engine " + engine.pid());
    new CountDownLatch(1).await();
  }
}
