package dev.leeway.standalone.command;

import dev.leeway.standalone.config.LeewayConfig;
import dev.leeway.standalone.running.Demo;
import dev.leeway.standalone.running.DemoRules;
import dev.leeway.standalone.running.RunningLeeway;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code leeway demo}: {@code up} with a simulated fleet of agents. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Runs everything on this machine with a simulated fleet: eight days of history first, then"
          + " live traffic.",
      "In the history, the document analyst's inputs get twice as long 20 minutes before now; in"
          + " live traffic the shop assistant runs in circles now and then."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:stopped by SIGTERM or SIGINT",
      "1:it could not start",
      "2:bad settings or rules"
    })
public final class DemoCommand implements Callable<Integer> {
  private final LeewayConfig config;
  private final InstantSource clock;
  private final PrintStream out;

  @Option(names = "--detach", description = "Returns when ready and leaves it running.")
  private boolean detach;

  public DemoCommand(LeewayConfig config, InstantSource clock, PrintStream out) {
    this.config = config;
    this.clock = clock;
    this.out = out;
  }

  @Override
  public Integer call() throws Exception {
    if (detach) {
      throw new IllegalArgumentException("--detach is the launcher's: call ./leeway");
    }
    DemoRules.writeUnlessThereAreSome(config);
    Shutdown shutdown = Shutdown.onSignal();
    try (RunningLeeway leeway = RunningLeeway.start(config, clock)) {
      out.println(leeway.addresses().readyLine());
      Demo demo = Demo.start(config.home(), leeway.addresses(), clock, out);
      shutdown.await();
      demo.close();
    } finally {
      shutdown.done();
    }
    return 0;
  }
}
