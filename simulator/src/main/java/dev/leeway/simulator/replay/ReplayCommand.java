package dev.leeway.simulator.replay;

import dev.leeway.simulator.otlp.NoAcknowledgementException;
import dev.leeway.simulator.otlp.OtlpSender;
import dev.leeway.simulator.otlp.SendReport;
import dev.leeway.storage.StorageConfig;
import dev.leeway.storage.StorageException;
import dev.leeway.storage.http.ClickHouseClient;
import dev.leeway.storage.letter.DeadLetterReader;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code leeway replay}: recorded traffic in. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Sends recorded traffic as OTLP: OTLP files, Azure LLM inference traces, Mooncake and"
          + " ServeGen request traces, tau-bench and AgentRx trajectories.",
      "With --scenario NAME: one of the stories in testkit/scenarios, as if it ended just now.",
      "With --dead-letters: what a running Leeway has set aside, after a fix.",
      "The same replay run again adds nothing. Ends by printing what was sent, accepted and"
          + " refused."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:all that was sent was accepted, or there was nothing to send",
      "1:something was refused for good, or no answer came within five minutes",
      "2:the call can't be understood, or the recording or the dead letters can't be read",
      "3:nothing runs here that dead letters could be read from"
    })
public final class ReplayCommand implements Callable<Integer> {
  /** Where the last event is moved to: to now or to a given time, not both. */
  static final class ShiftTarget {
    @Option(names = "--shift-to-now", description = "Moves the last event to now.")
    boolean now;

    @Option(names = "--shift-to", paramLabel = "INSTANT", description = "Moves it there instead.")
    @Nullable Instant instant;

    Optional<Instant> target(InstantSource clock) {
      return now ? Optional.of(clock.instant()) : Optional.ofNullable(instant);
    }
  }

  private final InstantSource clock;
  private final Path home;
  private final URI defaultEndpoint;
  private final Optional<URI> clickHouse;
  private final ScenarioFolders scenarios;
  private final PrintStream out;
  private final PrintStream err;

  @Option(
      names = "--format",
      description = "otlp, scenario, azure-llm, mooncake, servegen or chat.")
  private String format = "";

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      defaultValue = "",
      description = "Plays a scenario, by the name of its folder, in place of --format PATH.")
  private String scenario = "";

  @Parameters(arity = "0..*", paramLabel = "PATH", description = "Files or folders; .xz allowed.")
  private List<Path> paths = List.of();

  @Option(
      names = "--speed",
      defaultValue = "max",
      description = "Multiple of the recorded speed, or max. Default: max.")
  private String speed = "max";

  @Option(
      names = "--sample",
      defaultValue = "1",
      description = "Share of clients' requests or of sessions that is kept. Default: 1.")
  private double sample = 1;

  @Option(
      names = "--at-least",
      defaultValue = "0",
      description = "Floor per client under --sample (servegen). Default: 0.")
  private long atLeast;

  @Option(names = "--seed", defaultValue = "1", description = "Seed of all draws. Default: 1.")
  private long seed = 1;

  @ArgGroup private ShiftTarget shift = new ShiftTarget();

  @Option(names = "--endpoint", description = "OTLP/HTTP receiver. Default: this machine's.")
  private @Nullable URI endpoint;

  @Option(names = "--agent", description = "Name that the traffic is sent under.")
  private @Nullable String agent;

  @Option(
      names = "--dead-letters",
      description = "Sends what was set aside again, in place of a recording.")
  private boolean deadLetters;

  @Option(
      names = "--reason",
      defaultValue = "",
      description = "Only letters of that reason, such as invalid_id (--dead-letters).")
  private String reason = "";

  @Option(
      names = "--since",
      paramLabel = "INSTANT",
      description = "Only letters set aside then or later (--dead-letters).")
  private @Nullable Instant since;

  @Option(names = "--json", description = "Prints the result as JSON.")
  private boolean json;

  /**
   * Reads nothing yet.
   *
   * @param clickHouse of the Leeway that runs in this home; empty when none does
   * @param scenarios the folder that has a folder of each
   */
  public ReplayCommand(
      InstantSource clock,
      Path home,
      URI defaultEndpoint,
      Optional<URI> clickHouse,
      Path scenarios,
      PrintStream out,
      PrintStream err) {
    this.clock = clock;
    this.home = home;
    this.defaultEndpoint = defaultEndpoint;
    this.clickHouse = clickHouse;
    this.scenarios = new ScenarioFolders(scenarios);
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (OtlpSender sender =
        new OtlpSender(
            endpoint == null ? defaultEndpoint : endpoint, Duration.ofMinutes(5), clock)) {
      checkCall();
      return deadLetters ? sendDeadLetters(sender) : sendRecording(sender);
    } catch (IllegalArgumentException e) {
      err.println("replay: " + e.getMessage());
      return 2;
    } catch (NoAcknowledgementException e) {
      err.println("replay: " + e.getMessage());
      return 1;
    } catch (IOException | StorageException e) {
      err.println("replay: " + e.getMessage());
      return 2;
    }
  }

  private void checkCall() {
    if (!scenario.isEmpty() && (deadLetters || !format.isEmpty() || !paths.isEmpty())) {
      throw new IllegalArgumentException(
          "expected --scenario, --dead-letters or --format PATH…, came several of them");
    }
    if (deadLetters && (!format.isEmpty() || !paths.isEmpty())) {
      throw new IllegalArgumentException("expected --dead-letters or --format PATH…, came both");
    }
    if (!deadLetters && scenario.isEmpty() && (format.isEmpty() || paths.isEmpty())) {
      throw new IllegalArgumentException(
          "expected --format with at least one PATH, --scenario or --dead-letters (see --help)");
    }
    if (!deadLetters && (!reason.isEmpty() || since != null)) {
      throw new IllegalArgumentException("--reason and --since choose among --dead-letters");
    }
  }

  private int sendDeadLetters(OtlpSender sender) throws IOException, InterruptedException {
    if (clickHouse.isEmpty()) {
      err.println("replay: nothing runs in " + home + ", so no dead letters can be read");
      return 3;
    }
    try (ClickHouseClient client =
        new ClickHouseClient(StorageConfig.defaults().withUri(clickHouse.get()))) {
      DeadLetterReader letters =
          new DeadLetterReader(client, reason, Optional.ofNullable(since), clock.instant());
      DeadLetterReport report = new DeadLetterReplay(sender, err).run(letters::next);
      out.println(json ? report.json() : report.text());
      return report.sum().refused() == 0 ? 0 : 1;
    }
  }

  private int sendRecording(OtlpSender sender) throws IOException, InterruptedException {
    Replay replay = new Replay(new ShiftMemory(home.resolve("replay-shifts.json")), clock, err);
    if (sample < 1 || format.equals("servegen")) {
      err.println("seed " + seed);
    }
    if (!scenario.isEmpty()) {
      scenarios.ownRules(scenario).ifPresent(this::sayWhichRules);
    }
    SendReport report = replay.run(plan(), sender);
    out.printf(
        json
            ? "{\"sent\": %d, \"accepted\": %d, \"refused\": %d}%n"
            : "sent %d, accepted %d, refused %d%n",
        report.sent(),
        report.accepted(),
        report.refused());
    return report.refused() == 0 ? 0 : 1;
  }

  /** Without them a story is told, and nothing may come of it. */
  private void sayWhichRules(Path rules) {
    err.printf(
        "this scenario holds under rules of its own: LEEWAY_RULES=%s ./leeway up%n",
        rules.normalize());
  }

  private Replay.Plan plan() throws IOException {
    boolean named = !scenario.isEmpty();
    ReplayFormat read = named ? ReplayFormat.scenario : ReplayFormat.parse(format);
    // What a scenario has written is too old to be kept.
    Optional<Instant> now =
        read == ReplayFormat.scenario ? Optional.of(clock.instant()) : Optional.empty();
    return new Replay.Plan(
        read,
        named ? List.of(scenarios.named(scenario)) : paths,
        Optional.ofNullable(agent),
        new Sampling(sample, atLeast, seed),
        shift.target(clock).or(() -> now),
        speed.equals("max")
            ? OptionalDouble.empty()
            : OptionalDouble.of(Double.parseDouble(speed)));
  }
}
