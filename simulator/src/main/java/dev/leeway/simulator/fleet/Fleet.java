package dev.leeway.simulator.fleet;

import dev.leeway.signals.event.Hashes;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;

/**
 * A fleet of agents that speaks OTLP/gRPC through the OpenTelemetry Java SDK: days of history
 * first, then live traffic until it is closed.
 */
public final class Fleet implements AutoCloseable {
  private record Start(AgentProfile agent, long ordinal, Instant at) {}

  private static final int BATCH_SPANS = 800;
  private static final Duration LIVE_LAG_MAX = Duration.ofMinutes(2);

  private final URI endpoint;
  private final InstantSource clock;
  private final RunPlanner planner;
  private final long seed;
  private final ConcurrentMap<String, Thread> playing = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /**
   * @param endpoint OTLP/gRPC receiver
   * @param seed the same seed and anchor give the same fleet history
   */
  public Fleet(URI endpoint, FailureScript failures, long seed, InstantSource clock) {
    this.endpoint = endpoint;
    this.clock = clock;
    this.seed = seed;
    this.planner = new RunPlanner(failures, seed);
  }

  /**
   * Writes history up to the anchor, all agents interleaved in the order of run starts, and waits
   * until every span is acknowledged.
   *
   * @param progress told runs written and runs in all, now and then
   */
  public void writeHistory(Instant anchor, BiConsumer<Integer, Integer> progress)
      throws InterruptedException {
    List<Start> starts = historyStarts(anchor);
    SpanExporter exporter = exporter();
    DirectExport export = new DirectExport(exporter);
    try (FleetTracers tracers = new FleetTracers(Profiles.ALL, export)) {
      for (int i = 0; i < starts.size() && !closed; i++) {
        Start start = starts.get(i);
        RunPlayer.play(
            planner.plan(start.agent, start.ordinal, start.at),
            tracers.of(start.agent),
            epochNanos -> {});
        if (export.held() >= BATCH_SPANS) {
          export.flush();
          progress.accept(i + 1, starts.size());
        }
      }
      export.flush();
      progress.accept(starts.size(), starts.size());
    } finally {
      exporter.shutdown();
    }
  }

  private List<Start> historyStarts(Instant anchor) {
    List<Start> starts = new ArrayList<>();
    for (AgentProfile agent : Profiles.ALL) {
      long ordinal = 0;
      for (Instant at : Schedule.DEMO.starts(anchor, Hashes.hash64(seed + agent.name()))) {
        starts.add(new Start(agent, ordinal++, at));
      }
    }
    starts.sort(Comparator.comparing(Start::at));
    return starts;
  }

  /**
   * Plays live traffic from the end of history on, each agent at its dense rate, until closed. Runs
   * that should have started while history was being written are caught up.
   */
  public void playLive(Instant from) throws InterruptedException {
    SpanExporter exporter = exporter();
    try (FleetTracers tracers =
        new FleetTracers(
            Profiles.ALL,
            BatchSpanProcessor.builder(exporter).setScheduleDelay(Duration.ofSeconds(1)).build())) {
      SplittableRandom random = new SplittableRandom(clock.millis());
      Instant at = from;
      long ordinal = 1_000_000_000L + Math.floorMod(clock.millis(), 1_000_000_000L) * 1000;
      while (!closed) {
        double perSecond = Schedule.DEMO.denseRunsPerMinute() / 60 * Profiles.ALL.size();
        at = at.plusNanos(Math.round(-Math.log(1 - random.nextDouble()) / perSecond * 1e9));
        if (Duration.between(at, clock.instant()).compareTo(LIVE_LAG_MAX) > 0) {
          at = clock.instant().minus(LIVE_LAG_MAX);
        }
        sleepUntil(at);
        AgentProfile agent = Profiles.ALL.get(random.nextInt(Profiles.ALL.size()));
        start(planner.plan(agent, ordinal++, at), tracers);
      }
      for (Thread run : playing.values()) {
        run.interrupt();
      }
    }
  }

  private void start(PlannedRun run, FleetTracers tracers) {
    Thread thread =
        Thread.ofVirtual()
            .unstarted(() -> {
              try {
                RunPlayer.play(
                    run,
                    tracers.of(run.agent()),
                    nanos -> sleepUntil(Instant.ofEpochSecond(0, nanos)));
              } catch (InterruptedException e) {
                // The fleet is closing: a run cut short is one more thing that happens to agents.
                Thread.currentThread().interrupt();
              } finally {
                playing.remove(run.identity());
              }
            });
    playing.put(run.identity(), thread);
    thread.start();
  }

  private void sleepUntil(Instant at) throws InterruptedException {
    Duration wait = Duration.between(clock.instant(), at);
    if (wait.isPositive()) {
      Thread.sleep(wait);
    }
  }

  private SpanExporter exporter() {
    return OtlpGrpcSpanExporter.builder()
        .setEndpoint(endpoint.toString())
        .setTimeout(Duration.ofSeconds(30))
        .build();
  }

  @Override
  public void close() {
    closed = true;
  }
}
