package dev.leeway.collector.otlp;

import dev.leeway.collector.Requests;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * What a scan costs beside protobuf's own parser: run its {@code main}.
 *
 * <p>Ten rounds of each, so that the last ones are compiled; the sink keeps the work alive.
 */
final class OtlpScannerBenchmark {
  private static final int SPANS = 100;
  private static final int REQUESTS = 20_000;

  private OtlpScannerBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    // Processor time of this thread: a busy machine must not show.
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    byte[] bytes = Requests.traces(Requests.spans(SPANS)).toByteArray();
    long sink = 0;
    for (int round = 1; round <= 10; round++) {
      long start = threads.getCurrentThreadCpuTime();
      for (int i = 0; i < REQUESTS; i++) {
        sink += ((Scan.Legible) OtlpScanner.scan(Signal.TRACES, bytes)).items();
      }
      long scanned = threads.getCurrentThreadCpuTime();
      for (int i = 0; i < REQUESTS / 10; i++) {
        sink += ExportTraceServiceRequest.parseFrom(bytes).getResourceSpansCount();
      }
      long parsed = threads.getCurrentThreadCpuTime();
      System.out.printf(
          "round %d: scan %d ns/span, parse %d ns/span, %d bytes/span%n",
          round,
          (scanned - start) / REQUESTS / SPANS,
          (parsed - scanned) / (REQUESTS / 10) / SPANS,
          bytes.length / SPANS);
    }
    System.out.println("items " + sink);
  }
}
