package dev.leeway.simulator.load;

import dev.leeway.simulator.otlp.OtlpSender;
import dev.leeway.simulator.otlp.OtlpSignal;
import dev.leeway.simulator.otlp.SendReport;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Sends spans at a steady rate over a few connections, each waiting for its acknowledgement. */
public final class Load {
  static final int BODIES = 256;
  private static final int CONNECTIONS = 4;

  private final URI endpoint;
  private final String agent;
  private final InstantSource clock;
  private final long runSerial;

  /**
   * @param runSerial makes the ids of this load differ from those of another one
   */
  public Load(URI endpoint, String agent, long runSerial, InstantSource clock) {
    this.endpoint = endpoint;
    this.agent = agent;
    this.runSerial = runSerial;
    this.clock = clock;
  }

  public LoadReport run(double spansPerSecond, Duration duration)
      throws IOException, InterruptedException {
    List<BodyTemplate> bodies = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(runSerial);
    for (int i = 0; i < BODIES; i++) {
      bodies.add(LoadBody.draw(agent, random));
    }
    AtomicLong serial = new AtomicLong(runSerial * 10_000_000L);
    Instant begin = clock.instant();
    SendReport report = SendReport.NOTHING;
    try (ExecutorService connections = Executors.newFixedThreadPool(CONNECTIONS)) {
      List<Future<SendReport>> parts = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        parts.add(
            connections.submit(
                () -> send(bodies, serial, spansPerSecond / CONNECTIONS, begin, duration)));
      }
      for (Future<SendReport> part : parts) {
        report = report.plus(part.get());
      }
    } catch (ExecutionException e) {
      throw new IOException("the load was broken off", e.getCause());
    }
    double seconds = Duration.between(begin, clock.instant()).toNanos() / 1e9;
    return new LoadReport(
        report.sent(),
        report.accepted(),
        report.refused(),
        seconds,
        BODIES,
        bodies.getFirst().bytes());
  }

  private SendReport send(
      List<BodyTemplate> bodies, AtomicLong serial, double rate, Instant begin, Duration duration)
      throws IOException, InterruptedException {
    SendReport report = SendReport.NOTHING;
    Instant end = begin.plus(duration);
    try (OtlpSender sender = new OtlpSender(endpoint, Duration.ofMinutes(1), clock)) {
      while (true) {
        Instant due = begin.plusNanos(Math.round(report.sent() / rate * 1e9));
        if (!due.isBefore(end) || !clock.instant().isBefore(end.plusSeconds(30))) {
          return report;
        }
        Duration wait = Duration.between(clock.instant(), due);
        if (wait.isPositive()) {
          Thread.sleep(wait);
        }
        long number = serial.getAndIncrement();
        Instant now = clock.instant();
        byte[] body =
            bodies
                .get((int) (number % bodies.size()))
                .at(number, now.getEpochSecond() * 1_000_000_000L + now.getNano());
        report = report.plus(sender.send(OtlpSignal.TRACES, body, LoadBody.SPANS));
      }
    }
  }
}
