package dev.leeway.standalone.bench.ingest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * What {@code bench ingest} measured; the documentation of its JSON is {@code docs/bench.md}.
 *
 * @param skipped peers that were not measured, and why
 */
record IngestReport(IngestPlan plan, List<LegResult> results, Map<String, String> skipped) {
  IngestReport {
    results = List.copyOf(results);
    skipped = Map.copyOf(skipped);
  }

  boolean whole() {
    return results.stream().allMatch(LegResult::whole);
  }

  ObjectNode json() {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("bench", "ingest")
            .put("rounds", plan.rounds())
            .put("seconds", plan.seconds())
            .put("warm_up_seconds", plan.warmUpSeconds())
            .put("connections", plan.connections())
            .put("spans_per_body", Workload.SPANS)
            .put("bodies", Door.BODIES);
    ArrayNode legs = json.putArray("results");
    results.forEach(result -> legs.add(result.json()));
    ArrayNode ratios = json.putArray("ratios");
    Ratio.of(results).forEach(ratio -> ratios.add(ratio.json()));
    ArrayNode absent = json.putArray("skipped");
    skipped.forEach((peer, reason) -> absent.addObject().put("peer", peer).put("reason", reason));
    return json;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        "%d rounds of %.0f s after %.0f s of warm-up, %d connections, %d distinct bodies of %d spans%n"
            .formatted(
                plan.rounds(),
                plan.seconds(),
                plan.warmUpSeconds(),
                plan.connections(),
                Door.BODIES,
                Workload.SPANS));
    for (LegResult result : results) {
      text.append(
          "%-5s %-22s %4d B/span  CPU µs/span %-18s %,8.0f spans/s   at %,8.0f: p50 %5.1f ms, p99 %5.1f ms%s%n"
              .formatted(
                  result.workload(),
                  result.title(),
                  result.half().load().bodyBytes() / Workload.SPANS,
                  result.cpuMicrosPerSpan(),
                  result.spansPerSecond().median(),
                  result.half().load().spansPerSecond(),
                  result.half().load().millisP50(),
                  result.half().load().millisP99(),
                  result.whole() ? "" : "  NOT ALL STORED"));
    }
    for (Ratio ratio : Ratio.of(results)) {
      text.append(
          "%-5s %s ÷ %s: CPU a span %s%n"
              .formatted(
                  ratio.leeway().workload(),
                  ratio.leeway().title(),
                  ratio.peer().title(),
                  ratio.cpu()));
    }
    skipped.forEach((peer, reason) -> text.append("%s skipped: %s%n".formatted(peer, reason)));
    return text.toString().strip();
  }
}
