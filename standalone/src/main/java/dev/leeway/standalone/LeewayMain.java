package dev.leeway.standalone;

import dev.leeway.simulator.replay.ReplayCommand;
import dev.leeway.standalone.backtest.BacktestCommand;
import dev.leeway.standalone.bench.BenchE2eCommand;
import dev.leeway.standalone.bench.ingest.BenchIngestCommand;
import dev.leeway.standalone.command.BenchCommand;
import dev.leeway.standalone.command.DemoCommand;
import dev.leeway.standalone.command.DoctorCommand;
import dev.leeway.standalone.command.DownCommand;
import dev.leeway.standalone.command.StatusCommand;
import dev.leeway.standalone.command.UpCommand;
import dev.leeway.standalone.config.LeewayConfig;
import dev.leeway.standalone.config.LeewayConfig.ConfigurationException;
import dev.leeway.standalone.detection.BenchDetectionCommand;
import dev.leeway.standalone.doctor.DoctorTelemetryCommand;
import dev.leeway.standalone.running.Addresses;
import dev.leeway.standalone.running.RunFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program behind {@code ./leeway}: reads the settings once and hands over to a subcommand. */
@Command(
    name = "leeway",
    mixinStandardHelpOptions = true,
    description = "Observability and drift monitoring for deployed AI agents.")
public final class LeewayMain {
  private static final int BAD_CONFIGURATION = 2;

  private LeewayMain() {}

  public static void main(String[] arguments) {
    LeewayConfig config;
    try {
      config = LeewayConfig.fromEnvironment(System.getenv(), Path.of(""));
    } catch (ConfigurationException e) {
      System.err.println(e.getMessage());
      System.exit(BAD_CONFIGURATION);
      return;
    }
    InstantSource clock = InstantSource.system();
    CommandLine bench = new CommandLine(new BenchCommand());
    bench.addSubcommand(new BenchE2eCommand(clock, System.out, System.err));
    bench.addSubcommand(new BenchDetectionCommand(System.out));
    bench.addSubcommand(new BenchIngestCommand(clock, System.out, System.err));
    Optional<Addresses> running = running(config);
    CommandLine leeway = new CommandLine(new LeewayMain());
    leeway.addSubcommand(new UpCommand(config, clock, System.out));
    leeway.addSubcommand(new DemoCommand(config, clock, System.out));
    leeway.addSubcommand(new DownCommand(config, System.out));
    leeway.addSubcommand(new StatusCommand(config, clock, System.out));
    leeway.addSubcommand(
        new ReplayCommand(
            clock,
            config.home(),
            running.map(Addresses::otlpHttp).orElse(config.loopback(config.otlpHttpPort())),
            running.map(Addresses::clickHouse),
            Path.of(System.getProperty("leeway.root", "."), "testkit", "scenarios"),
            System.out,
            System.err));
    leeway.addSubcommand(
        new BacktestCommand(clock, config.home(), running, System.out, System.err));
    leeway.addSubcommand(bench);
    CommandLine doctor = new CommandLine(new DoctorCommand());
    doctor.addSubcommand(
        new DoctorTelemetryCommand(clock, config.home(), running, System.out, System.err));
    leeway.addSubcommand(doctor);
    leeway.setExecutionExceptionHandler((exception, commandLine, parsed) -> {
      if (exception instanceof ConfigurationException) {
        System.err.println(exception.getMessage());
        return BAD_CONFIGURATION;
      }
      System.err.println(parsed.commandSpec().name() + ": " + exception.getMessage());
      return 1;
    });
    System.exit(leeway.execute(arguments));
  }

  /** Where the Leeway of this home answers; empty when none runs. */
  private static Optional<Addresses> running(LeewayConfig config) {
    try {
      return new RunFile(config.home()).running().map(RunFile.Entry::addresses);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
