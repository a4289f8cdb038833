package dev.leeway.standalone.command;

import dev.leeway.standalone.config.LeewayConfig;
import dev.leeway.standalone.running.RunFile;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;

/** {@code leeway down}: stops what runs in this home, cleanly. */
@Command(
    name = "down",
    mixinStandardHelpOptions = true,
    description = "Stops what 'up' or 'demo' started here, and waits until it has ended.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:it has ended, or nothing was running", "1:it did not end within a minute"})
public final class DownCommand implements Callable<Integer> {
  private final LeewayConfig config;
  private final PrintStream out;

  public DownCommand(LeewayConfig config, PrintStream out) {
    this.config = config;
    this.out = out;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Optional<RunFile.Entry> running = new RunFile(config.home()).running();
    if (running.isEmpty()) {
      out.println("nothing runs in " + config.home());
      return 0;
    }
    ProcessHandle process = ProcessHandle.of(running.get().pid()).orElseThrow();
    process.destroy();
    try {
      process.onExit().get(60, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      out.println("process " + process.pid() + " did not end within a minute");
      return 1;
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
    out.println("stopped");
    return 0;
  }
}
