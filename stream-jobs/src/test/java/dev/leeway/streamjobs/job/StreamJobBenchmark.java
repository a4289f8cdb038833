package dev.leeway.streamjobs.job;

import com.sun.management.OperatingSystemMXBean;
import io.opentelemetry.proto.trace.v1.Span;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;

/**
 * How many spans a second the job takes from a full topic into the engine, on this machine, with
 * broker and engine on it too. Arguments: spans, hours that their ends lie back.
 */
final class StreamJobBenchmark {
  private static final int SPANS_PER_REQUEST = 500;

  private StreamJobBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    int spansWanted = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200_000;
    long hoursBack = arguments.length > 1 ? Long.parseLong(arguments[1]) : 0;
    Path folder = Files.createTempDirectory("leeway-benchmark");
    try (JobFixture fixture = new JobFixture(StreamJobBenchmark.class, folder)) {
      long spans = fill(fixture, spansWanted, hoursBack);
      measure(fixture, spans);
    }
    System.exit(0);
  }

  private static long fill(JobFixture fixture, int spansWanted, long hoursBack) {
    OtlpTraffic traffic = new OtlpTraffic(7, "bench");
    long first =
        InstantSource.system().millis() - hoursBack * 3_600_000 - spansWanted / 10_000 * 1_000L;
    List<Span> request = new ArrayList<>();
    long spans = 0;
    long end = first;
    while (spans < spansWanted) {
      List<Span> run = traffic.run(end);
      end += hoursBack == 0 ? 1 : 400;
      request.addAll(run);
      spans += run.size();
      if (request.size() >= SPANS_PER_REQUEST) {
        fixture.sendLater("default", traffic.request(request));
        request.clear();
      }
    }
    fixture.sendLater("default", traffic.request(request));
    fixture.flush();
    return spans;
  }

  private static void measure(JobFixture fixture, long spans) {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    StreamJobsConfig config = fixture.config().withCheckpointInterval(Duration.ofSeconds(2));
    try (RunningStreamJob job = fixture.start(config)) {
      long startNanos = System.nanoTime();
      long cpuNanos = system.getProcessCpuTime();
      // The first half warms the virtual machine up.
      waitFor(() -> stored(job) >= spans / 2);
      report("warm", stored(job), startNanos, system.getProcessCpuTime() - cpuNanos);
      long warm = stored(job);
      long warmNanos = System.nanoTime();
      long warmCpuNanos = system.getProcessCpuTime();
      waitFor(() -> stored(job) >= spans);
      report("read warm", spans - warm, warmNanos, system.getProcessCpuTime() - warmCpuNanos);
      report("read", spans, startNanos, system.getProcessCpuTime() - cpuNanos);
      waitFor(() -> fixture.number("SELECT count() FROM agent_events") >= spans);
      report("stored", spans, startNanos, system.getProcessCpuTime() - cpuNanos);
      waitFor(job::settled);
      report("settled", spans, startNanos, system.getProcessCpuTime() - cpuNanos);
      System.out.println(job.counters());
      System.out.println(
          "rows "
              + fixture.query("SELECT count() FROM agent_events")
              + " runs "
              + fixture.query("SELECT outcome, count() FROM runs FINAL GROUP BY outcome")
              + " run.count "
              + fixture.query(
                  "SELECT sum(count) FROM signal_windows WHERE signal = 'run.count' AND"
                      + " window_seconds = 60 AND length(slice) = 2"));
    }
  }

  private static long stored(RunningStreamJob job) {
    return job.counters().getOrDefault("leeway.run.spans.stored", 0L);
  }

  private static void report(String what, long spans, long startNanos, long cpuNanos) {
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%s %d spans in %.1f s, %.0f spans/s, %.1f cpu-us/span of this process%n",
        what,
        spans,
        seconds,
        spans / seconds,
        cpuNanos / 1e3 / spans);
  }

  private static void waitFor(BooleanSupplier condition) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(10))
        .pollInterval(Duration.ofMillis(100))
        .until(condition::getAsBoolean);
  }
}
