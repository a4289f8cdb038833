package dev.leeway.standalone.detection;

import dev.leeway.signals.drift.DriftConfig;
import dev.leeway.signals.drift.TenantMonitor;
import dev.leeway.signals.drift.Watches;
import dev.leeway.signals.drift.measure.Distances;
import dev.leeway.signals.window.FoldSettings;
import dev.leeway.signals.window.Measurement;
import dev.leeway.signals.window.Observation;
import dev.leeway.signals.window.Slice;
import dev.leeway.signals.window.WindowFold;
import dev.leeway.simulator.replay.EmpiricalLengths;
import dev.leeway.simulator.replay.ServegenClient;
import dev.leeway.simulator.replay.ServegenFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Part C 4: recorded clients of a model service (ServeGen), each an agent of one tenant, through
 * the product's own monitor. In how many windows of six hours a finding opens, and in how many it
 * does when the window's input tokens are half as large again; beside the fixed PSI limit that
 * others alarm on.
 *
 * <p>Clients count that have at least 30 windows with 2,000 requests; of each window {@code
 * runsPerWindow} are drawn. Windows count from the third day on, when no finding is open.
 */
final class NaturalDrift implements Experiment {
  private static final String SIGNAL = "complexity.input_tokens";
  private static final String TENANT = "bench";
  private static final String ENVIRONMENT = "test";
  private static final long WINDOW_SECONDS = 6 * 3_600;
  private static final long START_SECONDS = 1_767_225_600;
  private static final int REQUESTS_MIN = 2_000;
  private static final int WINDOWS_MIN = 30;
  private static final int WINDOWS_BEFORE = 8;
  private static final double INFLATION = 1.5;
  private static final double PSI_LIMIT = 0.25;
  private static final long SEED = 4;

  private final Path rates;
  private final int runsPerWindow;

  /**
   * @param rates a {@code *_rates.csv(.xz)} with its lengths beside it
   * @param runsPerWindow drawn of each window, at least 200
   */
  NaturalDrift(Path rates, int runsPerWindow) {
    this.rates = rates;
    this.runsPerWindow = runsPerWindow;
  }

  private record Client(String id, List<EmpiricalLengths> windows) {}

  @Override
  public Outcome run() {
    List<Client> clients = clients();
    if (clients.isEmpty()) {
      String title =
          "%s: skipped, no client has %d windows of %,d requests"
              .formatted(ServegenFiles.recordingOf(rates), WINDOWS_MIN, REQUESTS_MIN);
      return new Outcome("4", title, List.of(), List.of());
    }
    Tally ours = new Tally();
    Tally limit = new Tally();
    MonitorMemory memory = new MonitorMemory();
    Map<String, long[]> firstDay = new HashMap<>();
    SplittableRandom random = new SplittableRandom(SEED);
    int windows = clients.stream().mapToInt(client -> client.windows.size()).max().orElse(0);
    for (int window = 0; window < windows; window++) {
      for (Client client : clients) {
        if (window < client.windows.size()) {
          double[] tokens = drawn(client.windows.get(window), random);
          judge(client, window, tokens, memory, ours);
          judgeByPsi(client, window, tokens, firstDay, limit);
        }
      }
    }
    return new Outcome(
        "4",
        "%s: %d clients, %,d windows of six hours, %d runs each"
            .formatted(
                ServegenFiles.recordingOf(rates), clients.size(), ours.windows, runsPerWindow),
        List.of(ours.row("Leeway"), limit.row("PSI above 0.25 against day one")),
        List.of(
            Outcome.Claim.atMost("windows with a finding", ours.alarmShare(), 0.03),
            Outcome.Claim.atLeast("found of windows × 1.5", ours.foundShare(), 0.75)));
  }

  /** What one way of alarming did. */
  private static final class Tally {
    private int windows;
    private int alarms;
    private int found;

    void count(boolean alarm, boolean foundInflated) {
      windows++;
      alarms += alarm ? 1 : 0;
      found += foundInflated ? 1 : 0;
    }

    double alarmShare() {
      return (double) alarms / windows;
    }

    double foundShare() {
      return (double) found / windows;
    }

    Outcome.Row row(String name) {
      return Outcome.Row.of(name)
          .with("windows with an alarm", alarmShare())
          .with("found of windows × 1.5", foundShare());
    }
  }

  private List<Client> clients() {
    try {
      List<Client> clients = new ArrayList<>();
      Collection<ServegenClient> recorded = ServegenFiles.read(rates);
      for (ServegenClient client : recorded) {
        Map<Long, Double> requests = new HashMap<>();
        for (ServegenClient.Arrivals arrivals : client.arrivals()) {
          requests.merge(
              arrivals.startSeconds() / WINDOW_SECONDS, arrivals.rate() * 600, Double::sum);
        }
        long busy = requests.values().stream().filter(count -> count >= REQUESTS_MIN).count();
        if (busy >= WINDOWS_MIN) {
          List<EmpiricalLengths> windows = new ArrayList<>();
          requests.keySet().stream()
              .sorted()
              .forEach(window -> windows.add(client.lengthsAt(window * WINDOW_SECONDS).input()));
          clients.add(new Client(client.id(), windows));
        }
      }
      return clients;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private double[] drawn(EmpiricalLengths lengths, SplittableRandom random) {
    return random.split().doubles(runsPerWindow).map(any -> lengths.draw(random)).toArray();
  }

  private void judge(
      Client client, int window, double[] tokens, MonitorMemory memory, Tally tally) {
    boolean counts = window >= WINDOWS_BEFORE && !memory.openFor(client.id);
    boolean found = false;
    if (counts) {
      MonitorMemory aside = memory.copy();
      feed(client, window, scaled(tokens), aside);
      found = aside.opened() > memory.opened();
    }
    long before = memory.opened();
    feed(client, window, tokens, memory);
    if (counts) {
      tally.count(memory.opened() > before, found);
    }
  }

  private void feed(Client client, int window, double[] tokens, MonitorMemory memory) {
    TenantMonitor monitor =
        new TenantMonitor(
            TENANT, DriftConfig.defaults(), Watches.defaults(), memory, memory.output());
    long from = (START_SECONDS + window * WINDOW_SECONDS) * 1_000;
    SplittableRandom random = new SplittableRandom(SEED + window);
    WindowFold fold = new WindowFold(FoldSettings.of(Set.of(SIGNAL), Set.of()));
    for (double value : tokens) {
      fold.add(
          new Observation(
              Slice.ofAgent(TENANT, ENVIRONMENT, client.id),
              1,
              from + random.nextLong(WINDOW_SECONDS * 1_000),
              Map.of(),
              List.of(Measurement.number(SIGNAL, value)),
              "%032x".formatted(random.nextLong())));
    }
    fold.drain().forEach(monitor::add);
    long clock = from + WINDOW_SECONDS * 1_000 + DriftConfig.defaults().lateness().toMillis();
    monitor.advance(ENVIRONMENT, client.id, clock, clock);
  }

  private static double[] scaled(double[] tokens) {
    return Arrays.stream(tokens).map(value -> Math.rint(value * INFLATION)).toArray();
  }

  /** Deciles of the first day's four windows are the bins, as the folklore has it. */
  private void judgeByPsi(
      Client client, int window, double[] tokens, Map<String, long[]> firstDay, Tally tally) {
    double[] edges = decilesOf(client);
    if (window < 4) {
      firstDay.merge(client.id, counts(edges, tokens), NaturalDrift::sum);
    } else if (window >= WINDOWS_BEFORE) {
      long[] reference = firstDay.getOrDefault(client.id, new long[edges.length + 1]);
      tally.count(
          Distances.psi(reference, counts(edges, tokens)) > PSI_LIMIT,
          Distances.psi(reference, counts(edges, scaled(tokens))) > PSI_LIMIT);
    }
  }

  private double[] decilesOf(Client client) {
    SplittableRandom random = new SplittableRandom(SEED);
    double[] sorted =
        client.windows.stream()
            .limit(4)
            .flatMapToDouble(lengths -> Arrays.stream(drawn(lengths, random)))
            .sorted()
            .toArray();
    return IntStream.range(1, 10)
        .mapToDouble(decile -> sorted[decile * sorted.length / 10])
        .distinct()
        .toArray();
  }

  private static long[] counts(double[] edges, double[] values) {
    long[] counts = new long[edges.length + 1];
    for (double value : values) {
      int at = Arrays.binarySearch(edges, value);
      counts[at < 0 ? -at - 1 : at]++;
    }
    return counts;
  }

  private static long[] sum(long[] one, long[] other) {
    long[] sum = one.clone();
    for (int bin = 0; bin < sum.length; bin++) {
      sum[bin] += other[bin];
    }
    return sum;
  }
}
