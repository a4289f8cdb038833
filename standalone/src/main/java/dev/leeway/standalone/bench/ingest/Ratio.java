package dev.leeway.standalone.bench.ingest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Leeway's CPU time for a span over a peer's, taken round by round. */
record Ratio(LegResult leeway, LegResult peer, Spread cpu) {
  /** Leeway beside each peer that speaks the same transport: Zipkin's is HTTP. */
  static List<Ratio> of(List<LegResult> results) {
    List<Ratio> ratios = new ArrayList<>();
    for (LegResult leeway : results) {
      for (LegResult peer : results) {
        if (leeway.server().equals("leeway")
            && !peer.server().equals("leeway")
            && leeway.workload() == peer.workload()
            && grpc(leeway) == grpc(peer)) {
          ratios.add(new Ratio(leeway, peer, cpu(leeway, peer)));
        }
      }
    }
    return ratios;
  }

  private static boolean grpc(LegResult leg) {
    return leg.door() == Door.OTLP_GRPC;
  }

  private static Spread cpu(LegResult leeway, LegResult peer) {
    return Spread.of(
        IntStream.range(0, leeway.rounds().size())
            .mapToObj(round ->
                leeway.rounds().get(round).cpuMicrosPerSpan()
                    / peer.rounds().get(round).cpuMicrosPerSpan())
            .toList());
  }

  ObjectNode json() {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("workload", leeway.workload().name())
            .put("of", leeway.title())
            .put("to", peer.title());
    json.set("cpu_per_span", cpu.json());
    return json;
  }
}
