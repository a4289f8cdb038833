package dev.leeway.standalone.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What {@code bench e2e} measured; the documentation of its JSON is {@code docs/bench.md}.
 *
 * @param storedAfterSeconds from the load's end until every accepted span was counted in the table
 */
record E2eReport(
    double spansPerSecondWanted,
    long sent,
    long accepted,
    long stored,
    double loadSeconds,
    double storedAfterSeconds,
    double cpuMicrosPerSpanLeeway,
    double cpuMicrosPerSpanClickHouse,
    double bytesPerSpan,
    double freshnessMillisP50,
    double freshnessMillisP99,
    int freshnessSamples,
    long residentBytesMaxLeeway,
    long residentBytesMaxClickHouse,
    int bodies,
    int bodyBytes) {

  double spansPerSecondAccepted() {
    return accepted / loadSeconds;
  }

  double spansPerSecondQueryable() {
    return stored / (loadSeconds + storedAfterSeconds);
  }

  ObjectNode json() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("bench", "e2e")
        .put("spans_per_second_wanted", spansPerSecondWanted)
        .put("sent", sent)
        .put("accepted", accepted)
        .put("stored", stored)
        .put("load_seconds", loadSeconds)
        .put("stored_after_seconds", storedAfterSeconds)
        .put("spans_per_second_accepted", spansPerSecondAccepted())
        .put("spans_per_second_queryable", spansPerSecondQueryable())
        .put("cpu_micros_per_span_leeway", cpuMicrosPerSpanLeeway)
        .put("cpu_micros_per_span_clickhouse", cpuMicrosPerSpanClickHouse)
        .put("bytes_stored_per_span", bytesPerSpan)
        .put("freshness_millis_p50", freshnessMillisP50)
        .put("freshness_millis_p99", freshnessMillisP99)
        .put("freshness_samples", freshnessSamples)
        .put("resident_bytes_max_leeway", residentBytesMaxLeeway)
        .put("resident_bytes_max_clickhouse", residentBytesMaxClickHouse)
        .put("bodies", bodies)
        .put("body_bytes", bodyBytes);
  }

  String text() {
    return """
    accepted       %,d of %,d spans in %.1f s: %,.0f spans/s (wanted %,.0f)
    queryable      %,d, all %.1f s after the load's end: %,.0f spans/s
    CPU per span   %.1f µs leeway + %.1f µs clickhouse
    stored         %.1f bytes a span
    freshness      p50 %.0f ms, p99 %.0f ms from span end to queryable (%d probes)
    peak memory    %,d MiB leeway + %,d MiB clickhouse
    load           %d distinct bodies of %,d bytes\
    """
        .formatted(
            accepted,
            sent,
            loadSeconds,
            spansPerSecondAccepted(),
            spansPerSecondWanted,
            stored,
            storedAfterSeconds,
            spansPerSecondQueryable(),
            cpuMicrosPerSpanLeeway,
            cpuMicrosPerSpanClickHouse,
            bytesPerSpan,
            freshnessMillisP50,
            freshnessMillisP99,
            freshnessSamples,
            residentBytesMaxLeeway >> 20,
            residentBytesMaxClickHouse >> 20,
            bodies,
            bodyBytes);
  }
}
