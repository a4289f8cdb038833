package dev.leeway.standalone.bench.ingest;

import dev.leeway.standalone.process.ProcessUse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Sends the same spans to all servers in turn, round by round, so that what else this machine does
 * meets them all alike. Not thread-safe.
 */
final class IngestBench {
  private static final Duration STORE_PATIENCE = Duration.ofSeconds(60);

  private final IngestPlan plan;
  private final Generator generator;
  private final InstantSource clock;
  private final Set<Server.Address> warm = new HashSet<>();
  private long serial;

  IngestBench(IngestPlan plan, Generator generator, InstantSource clock) {
    this.plan = plan;
    this.generator = generator;
    this.clock = clock;
  }

  /** One way into one server. */
  private record Leg(Server server, Server.Address address, List<Measured> rounds) {}

  List<LegResult> measure(Workload workload, List<Server> servers)
      throws IOException, InterruptedException {
    List<Leg> legs =
        servers.stream()
            .flatMap(server ->
                server.addresses().stream()
                    .filter(address -> plan.doors().contains(address.door()))
                    .map(address -> new Leg(server, address, new ArrayList<>())))
            .toList();
    for (Leg leg : legs) {
      // Compilers are at work for half a minute; after that, for another kind of span, only
      // shortly.
      measure(leg, workload, warm.add(leg.address) ? plan.warmUpSeconds() : plan.seconds(), 0);
    }
    for (int round = 0; round < plan.rounds(); round++) {
      for (Leg leg : legs) {
        leg.rounds.add(measure(leg, workload, plan.seconds(), 0));
      }
    }
    List<LegResult> results = new ArrayList<>();
    for (Leg leg : legs) {
      results.add(result(leg, workload));
    }
    return results;
  }

  private LegResult result(Leg leg, Workload workload) throws IOException, InterruptedException {
    double most =
        Spread.of(leg.rounds.stream().map(round -> round.load().spansPerSecond()).toList())
            .median();
    Measured half = measure(leg, workload, plan.seconds(), most / 2);
    return new LegResult(
        workload,
        leg.server.name(),
        leg.address.door(),
        leg.rounds,
        half,
        leg.server.use().residentBytesMax());
  }

  private Measured measure(Leg leg, Workload workload, double seconds, double spansPerSecond)
      throws IOException, InterruptedException {
    OptionalLong storedBefore = leg.server.stored();
    ProcessUse before = leg.server.use();
    LoadResult load =
        generator.send(
            new LoadOrder(
                workload,
                leg.address.door(),
                leg.address.uri(),
                plan.connections(),
                spansPerSecond,
                seconds,
                ++serial));
    ProcessUse after = leg.server.use();
    long stored =
        storedBefore.isEmpty()
            ? load.accepted()
            : awaitStored(leg.server, storedBefore.getAsLong(), load.accepted());
    if (!load.lastTraceId().isEmpty() && !leg.server.holds(load.lastTraceId())) {
      throw new IOException(
          leg.server.name() + " accepted the trace " + load.lastTraceId() + " and has it not");
    }
    return new Measured(
        load,
        stored,
        after.cpu().minus(before.cpu()).toMillis() * 1000.0 / Math.max(1, load.accepted()));
  }

  private long awaitStored(Server server, long before, long accepted)
      throws IOException, InterruptedException {
    Instant deadline = clock.instant().plus(STORE_PATIENCE);
    long stored = server.stored().orElse(0) - before;
    while (stored < accepted && clock.instant().isBefore(deadline)) {
      Thread.sleep(50);
      stored = server.stored().orElse(0) - before;
    }
    return stored;
  }
}
