package dev.leeway.standalone.doctor;

import dev.leeway.standalone.process.Metrics;
import dev.leeway.standalone.running.Addresses;
import dev.leeway.storage.StorageConfig;
import dev.leeway.storage.StorageException;
import dev.leeway.storage.http.ClickHouseClient;
import dev.leeway.storage.lookup.SenderProfiles;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code leeway doctor telemetry}: what senders lose, and what to change there. */
@Command(
    name = "telemetry",
    mixinStandardHelpOptions = true,
    description = {
      "Lists what each agent sends, by service and convention, and says what to change at a sender"
          + " that loses something.",
      "Reads what the Leeway of this home has stored, and its /metrics."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:nothing to change",
      "1:something to change at a sender, or something was set aside",
      "2:the call can't be understood, or what runs here doesn't answer",
      "3:nothing runs here"
    })
public final class DoctorTelemetryCommand implements Callable<Integer> {
  private static final Duration USUAL = Duration.ofHours(24);

  private final InstantSource clock;
  private final Path home;
  private final Optional<Addresses> running;
  private final PrintStream out;
  private final PrintStream err;

  @Option(
      names = "--since",
      paramLabel = "INSTANT",
      description = "Spans that came then or later. Default: 24 hours ago.")
  private @Nullable Instant since;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  /**
   * Reads nothing yet.
   *
   * @param running where the Leeway of this home answers; empty when none runs
   */
  public DoctorTelemetryCommand(
      InstantSource clock,
      Path home,
      Optional<Addresses> running,
      PrintStream out,
      PrintStream err) {
    this.clock = clock;
    this.home = home;
    this.running = running;
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (running.isEmpty()) {
      err.println("doctor: nothing runs in " + home);
      return 3;
    }
    try {
      TelemetryReport report = report(running.get());
      out.println(json ? report.json() : report.text());
      return report.advises() ? 1 : 0;
    } catch (IOException | StorageException e) {
      err.println("doctor: " + e.getMessage());
      return 2;
    }
  }

  private TelemetryReport report(Addresses addresses) throws IOException, InterruptedException {
    Instant from = since == null ? clock.instant().minus(USUAL) : since;
    try (ClickHouseClient clickHouse =
        new ClickHouseClient(StorageConfig.defaults().withUri(addresses.clickHouse()))) {
      SenderProfiles profiles = new SenderProfiles(clickHouse);
      return new TelemetryReport(
          from,
          profiles.since(from),
          UnmappedKeys.parse(new Metrics(addresses.web()).get("/metrics")),
          profiles.deadLettersSince(from));
    }
  }
}
