package dev.leeway.standalone.command;

import dev.leeway.standalone.config.LeewayConfig;
import dev.leeway.standalone.running.RunningLeeway;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code leeway up}: everything on this machine, until it is told to stop. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = "Runs everything on this machine; prints one line 'ready …' when it answers.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:stopped by SIGTERM or SIGINT",
      "1:it could not start",
      "2:bad settings or rules"
    })
public final class UpCommand implements Callable<Integer> {
  private final LeewayConfig config;
  private final InstantSource clock;
  private final PrintStream out;

  @Option(names = "--detach", description = "Returns when ready and leaves it running.")
  private boolean detach;

  public UpCommand(LeewayConfig config, InstantSource clock, PrintStream out) {
    this.config = config;
    this.clock = clock;
    this.out = out;
  }

  @Override
  public Integer call() throws Exception {
    if (detach) {
      throw new IllegalArgumentException("--detach is the launcher's: call ./leeway");
    }
    Shutdown shutdown = Shutdown.onSignal();
    try (RunningLeeway leeway = RunningLeeway.start(config, clock)) {
      out.println(leeway.addresses().readyLine());
      shutdown.await();
    } finally {
      shutdown.done();
    }
    return 0;
  }
}
