package dev.leeway.standalone.bench.ingest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * All that was measured of one way into one server.
 *
 * @param rounds at full load
 * @param half at half of the full load's median rate
 */
record LegResult(
    Workload workload,
    String server,
    Door door,
    List<Measured> rounds,
    Measured half,
    long residentBytesMax) {

  LegResult {
    rounds = List.copyOf(rounds);
  }

  String title() {
    return server + " " + door.title();
  }

  Spread cpuMicrosPerSpan() {
    return Spread.of(rounds.stream().map(Measured::cpuMicrosPerSpan).toList());
  }

  Spread spansPerSecond() {
    return Spread.of(rounds.stream().map(round -> round.load().spansPerSecond()).toList());
  }

  /** Whether every span that was sent was accepted, and every accepted one arrived. */
  boolean whole() {
    return half.whole() && rounds.stream().allMatch(Measured::whole);
  }

  ObjectNode json() {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("workload", workload.name())
            .put("server", server)
            .put("door", door.title())
            .put("body_bytes", half.load().bodyBytes());
    json.set("cpu_micros_per_span", cpuMicrosPerSpan().json());
    json.set("spans_per_second", spansPerSecond().json());
    return json.put("accepted", rounds.stream().mapToLong(round -> round.load().accepted()).sum())
        .put("stored", rounds.stream().mapToLong(Measured::stored).sum())
        .put("half_load_spans_per_second", half.load().spansPerSecond())
        .put("half_load_cpu_micros_per_span", half.cpuMicrosPerSpan())
        .put("half_load_millis_p50", half.load().millisP50())
        .put("half_load_millis_p99", half.load().millisP99())
        .put("whole", whole())
        .put("resident_bytes_max", residentBytesMax);
  }
}
