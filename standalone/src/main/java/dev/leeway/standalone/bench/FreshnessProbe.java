package dev.leeway.standalone.bench;

import com.google.protobuf.ByteString;
import dev.leeway.simulator.otlp.Attributes;
import dev.leeway.simulator.otlp.OtlpSender;
import dev.leeway.simulator.otlp.OtlpSignal;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;

/** Measures how long after its end a span can be queried: sends one, and asks until it is there. */
final class FreshnessProbe {
  private static final Duration POLL = Duration.ofMillis(40);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final OtlpSender sender;
  private final ClickHouseQuery clickHouse;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  FreshnessProbe(URI otlpHttp, ClickHouseQuery clickHouse, InstantSource clock) {
    this.sender = new OtlpSender(otlpHttp, PATIENCE, clock);
    this.clickHouse = clickHouse;
    this.clock = clock;
  }

  /** Milliseconds from the end of one span until a query finds it. */
  double measure() throws IOException, InterruptedException {
    byte[] traceId = new byte[16];
    random.nextBytes(traceId);
    Instant end = clock.instant();
    sender.send(OtlpSignal.TRACES, request(traceId, end), 1);
    String sql =
        "SELECT count() FROM agent_events WHERE start_time >= now64(9) - INTERVAL 10 MINUTE"
            + " AND trace_id = unhex('"
            + HexFormat.of().formatHex(traceId)
            + "') AND service_name = 'bench-probe'";
    Duration pause = POLL;
    while (clickHouse.number(sql) == 0) {
      if (Duration.between(end, clock.instant()).compareTo(PATIENCE) > 0) {
        throw new IOException("a probe span was not stored within " + PATIENCE);
      }
      Thread.sleep(pause);
      // A probe may be a tenth late; asking more often would slow down what is measured.
      pause = pause.multipliedBy(11).dividedBy(10);
    }
    return Duration.between(end, clock.instant()).toNanos() / 1e6;
  }

  private static byte[] request(byte[] traceId, Instant end) {
    long nanos = end.getEpochSecond() * 1_000_000_000L + end.getNano();
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(
                    Resource.newBuilder()
                        .addAttributes(Attributes.of("service.name", "bench-probe")))
                .addScopeSpans(
                    ScopeSpans.newBuilder()
                        .addSpans(
                            Span.newBuilder()
                                .setTraceId(ByteString.copyFrom(traceId))
                                .setSpanId(ByteString.copyFrom(traceId, 0, 8))
                                .setName("probe")
                                .setStartTimeUnixNano(nanos - 1_000_000)
                                .setEndTimeUnixNano(nanos))))
        .build()
        .toByteArray();
  }
}
