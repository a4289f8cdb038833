package dev.leeway.standalone.bench.ingest;

import dev.leeway.simulator.load.BodyTemplate;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends one order's bodies from several connections, each waiting for its answer.
 *
 * <p>At a steady rate a request's time runs from when it was due: a server that stalls delays the
 * next ones too, and that is its doing.
 */
final class IngestLoad {
  private static final long SERIALS_PER_ORDER = 10_000_000;

  private final LoadOrder order;
  private final List<BodyTemplate> bodies;
  private final InstantSource clock;
  private final AtomicLong nextSerial;

  /** What one connection did; {@code lastSerial} is -1 while nothing was taken. */
  private static final class Tally {
    private long sent;
    private long accepted;
    private long lastSerial = -1;
    private long[] nanos = new long[1 << 16];
    private int answers;

    private void answered(boolean taken, long serial, long took) {
      sent += Workload.SPANS;
      if (taken) {
        accepted += Workload.SPANS;
        lastSerial = serial;
      }
      if (answers == nanos.length) {
        nanos = Arrays.copyOf(nanos, 2 * answers);
      }
      nanos[answers++] = took;
    }
  }

  IngestLoad(LoadOrder order, List<BodyTemplate> bodies, InstantSource clock) {
    this.order = order;
    this.bodies = bodies;
    this.clock = clock;
    this.nextSerial = new AtomicLong(order.serial() * SERIALS_PER_ORDER);
  }

  LoadResult run() throws IOException, InterruptedException {
    List<Tally> tallies = new ArrayList<>();
    long begin = System.nanoTime();
    try (ExecutorService connections = Executors.newFixedThreadPool(order.connections())) {
      List<Future<Tally>> running = new ArrayList<>();
      for (int i = 0; i < order.connections(); i++) {
        int connection = i;
        running.add(connections.submit(() -> send(connection, begin)));
      }
      for (Future<Tally> tally : running) {
        tallies.add(tally.get());
      }
    } catch (ExecutionException e) {
      throw new IOException("the load was broken off: " + e.getCause(), e.getCause());
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    long[] nanos =
        tallies.stream()
            .flatMapToLong(tally -> Arrays.stream(tally.nanos, 0, tally.answers))
            .toArray();
    Arrays.sort(nanos);
    long lastSerial = tallies.stream().mapToLong(tally -> tally.lastSerial).max().orElse(-1);
    return new LoadResult(
        tallies.stream().mapToLong(tally -> tally.sent).sum(),
        tallies.stream().mapToLong(tally -> tally.accepted).sum(),
        seconds,
        bodies.getFirst().bytes(),
        millis(nanos, 0.5),
        millis(nanos, 0.99),
        lastSerial < 0 ? "" : bodies.getFirst().traceId(lastSerial));
  }

  private Tally send(int connection, long begin) throws IOException {
    long end = begin + Math.round(order.seconds() * 1e9);
    Tally tally = new Tally();
    try (Connection server = order.door().connect(order.server())) {
      while (true) {
        long due = due(begin, connection, tally.answers);
        if (due >= end) {
          return tally;
        }
        await(due);
        long serial = nextSerial.getAndIncrement();
        boolean taken = server.post(body(serial));
        tally.answered(taken, serial, System.nanoTime() - due);
      }
    }
  }

  private long due(long begin, int connection, long number) {
    if (order.spansPerSecond() == 0) {
      return System.nanoTime();
    }
    double requests = number * (double) order.connections() + connection;
    return begin + Math.round(requests * Workload.SPANS / order.spansPerSecond() * 1e9);
  }

  private static void await(long due) {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private byte[] body(long serial) {
    Instant now = clock.instant();
    return bodies
        .get((int) (serial % bodies.size()))
        .at(serial, TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano());
  }

  private static double millis(long[] sorted, double quantile) {
    return sorted.length == 0
        ? Double.NaN
        : sorted[Math.min(sorted.length - 1, (int) (quantile * sorted.length))] / 1e6;
  }
}
