package dev.leeway.simulator.replay;

import dev.leeway.simulator.otlp.OtlpSender;
import dev.leeway.simulator.otlp.SendReport;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Sends a recording: read, thin, move in time, cut into requests, pace, send, report. */
final class Replay {
  /**
   * What to replay and how.
   *
   * @param agent name that the traffic is sent under; empty leaves OTLP recordings as they are
   * @param shiftTo where the last event is moved to; empty leaves times as they are
   */
  record Plan(
      ReplayFormat format,
      List<Path> paths,
      Optional<String> agent,
      Sampling sampling,
      Optional<Instant> shiftTo,
      OptionalDouble speed) {}

  private static final long PROGRESS_MILLIS = 5000;

  private final ShiftMemory shifts;
  private final InstantSource clock;
  private final PrintStream progress;

  Replay(ShiftMemory shifts, InstantSource clock, PrintStream progress) {
    this.shifts = shifts;
    this.clock = clock;
    this.progress = progress;
  }

  SendReport run(Plan plan, OtlpSender sender) throws IOException, InterruptedException {
    Pace pace = new Pace(plan.speed(), clock);
    if (plan.format() == ReplayFormat.otlp || plan.format() == ReplayFormat.scenario) {
      OtlpFiles files = OtlpFiles.read(plan.paths());
      progress.printf(
          "%d requests, %d files or lines skipped as no OTLP request%n",
          files.bodies().size(), files.skipped());
      return send(requests(plan, files), pace, sender);
    }
    TraceSource source = source(plan);
    long shift = shiftNanos(plan, source.lastEventNanos());
    try (Stream<RecordedTrace> traces = source.traces()) {
      // ServeGen thins each client by its rate as it draws; the others keep or drop whole sessions.
      Iterator<RecordedTrace> kept =
          plan.format() == ReplayFormat.servegen
              ? traces.iterator()
              : traces.filter(trace -> plan.sampling().keeps(trace.session())).iterator();
      return send(new TraceBatches(kept, shift, pace.gapNanosMax()), pace, sender);
    }
  }

  private static TraceSource source(Plan plan) throws IOException {
    String agent = plan.agent().orElse(plan.format().toString());
    return switch (plan.format()) {
      case azure_llm -> AzureLlmSource.read(plan.paths(), agent);
      case mooncake -> MooncakeSource.read(plan.paths(), agent);
      case servegen -> ServegenSource.read(plan.paths(), agent, plan.sampling());
      case chat -> ChatSource.read(plan.paths(), agent);
      case otlp, scenario -> throw new IllegalStateException("replayed as recorded requests");
    };
  }

  private Iterator<ReplayRequest> requests(Plan plan, OtlpFiles files) throws IOException {
    List<OtlpBody> bodies =
        plan.format() == ReplayFormat.scenario
            ? ScenarioTraffic.of(files.bodies())
            : files.bodies();
    long last = bodies.stream().mapToLong(OtlpBody::lastNanos).max().orElse(0);
    long shift = shiftNanos(plan, last);
    Stream.Builder<ReplayRequest> requests = Stream.builder();
    for (OtlpBody body : bodies) {
      OtlpBody moved = body.moved(shift, plan.agent());
      requests.add(
          new ReplayRequest(moved.signal(), moved.bytes(), moved.items(), moved.firstNanos()));
    }
    return plan.speed().isPresent()
        ? requests.build().sorted(Comparator.comparingLong(ReplayRequest::atNanos)).iterator()
        : requests.build().iterator();
  }

  private long shiftNanos(Plan plan, long lastEventNanos) throws IOException {
    if (plan.shiftTo().isEmpty()) {
      return 0;
    }
    String key =
        plan.format()
            + "|"
            + plan.agent().orElse("")
            + "|"
            + String.join(
                "|",
                plan.paths().stream()
                    .map(path -> path.toAbsolutePath().normalize().toString())
                    .toList());
    OptionalLong remembered = shifts.shiftOf(key);
    if (remembered.isPresent()) {
      progress.println("using the time shift of the first replay of this recording");
      return remembered.getAsLong();
    }
    Instant target = plan.shiftTo().get();
    long targetNanos = target.getEpochSecond() * 1_000_000_000L + target.getNano();
    long shift =
        plan.format() == ReplayFormat.scenario
            ? ScenarioTraffic.shiftNanos(lastEventNanos, targetNanos)
            : targetNanos - lastEventNanos;
    shifts.remember(key, shift);
    return shift;
  }

  private SendReport send(Iterator<ReplayRequest> requests, Pace pace, OtlpSender sender)
      throws IOException, InterruptedException {
    SendReport report = SendReport.NOTHING;
    long told = clock.millis();
    while (requests.hasNext()) {
      ReplayRequest request = requests.next();
      pace.await(request.atNanos());
      report = report.plus(sender.send(request.signal(), request.body(), request.items()));
      if (clock.millis() - told >= PROGRESS_MILLIS) {
        told = clock.millis();
        progress.printf(
            "sent %,d, at %s%n",
            report.sent(), Instant.ofEpochSecond(request.atNanos() / 1_000_000_000L));
      }
    }
    return report;
  }
}
