package dev.leeway.standalone.bench.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/**
 * What one order came to, as a line of the generator's output.
 *
 * @param accepted spans of requests that were taken whole
 * @param millisP50 from when a request was due until it was answered
 * @param lastTraceId of a trace in the last request that was taken
 */
record LoadResult(
    long sent,
    long accepted,
    double seconds,
    int bodyBytes,
    double millisP50,
    double millisP99,
    String lastTraceId) {

  private static final ObjectMapper JSON = new ObjectMapper();

  double spansPerSecond() {
    return accepted / seconds;
  }

  String line() {
    return JSON.createObjectNode()
        .put("sent", sent)
        .put("accepted", accepted)
        .put("seconds", seconds)
        .put("body_bytes", bodyBytes)
        .put("millis_p50", millisP50)
        .put("millis_p99", millisP99)
        .put("last_trace_id", lastTraceId)
        .toString();
  }

  static LoadResult of(String line) throws IOException {
    JsonNode json = JSON.readTree(line);
    return new LoadResult(
        json.path("sent").asLong(),
        json.path("accepted").asLong(),
        json.path("seconds").asDouble(),
        json.path("body_bytes").asInt(),
        json.path("millis_p50").asDouble(),
        json.path("millis_p99").asDouble(),
        json.path("last_trace_id").asText());
  }
}
