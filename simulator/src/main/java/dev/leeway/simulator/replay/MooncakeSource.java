package dev.leeway.simulator.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leeway.simulator.otlp.Attributes;
import io.opentelemetry.proto.resource.v1.Resource;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Mooncake's request traces (FAST 2025): JSON lines {@code {timestamp, input_length, output_length,
 * hash_ids}}, the time in milliseconds from the recording's start. The first hashed block of the
 * prompt is kept as an attribute, since it tells which requests share a prefix.
 */
final class MooncakeSource implements TraceSource {
  /** The recordings carry no date; an unshifted replay starts here. */
  private static final Instant EPOCH = Instant.parse("2024-06-01T00:00:00Z");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<RecordedTrace> traces;

  private MooncakeSource(List<RecordedTrace> traces) {
    this.traces = traces;
  }

  static MooncakeSource read(List<Path> paths, String agent) throws IOException {
    List<RecordedTrace> traces = new ArrayList<>();
    for (Path file : RecordedFiles.below(paths)) {
      if (RecordedFiles.nameOf(file).endsWith(".jsonl")) {
        readFile(file, agent, traces);
      }
    }
    traces.sort(Comparator.comparingLong(RecordedTrace::startNanos));
    return new MooncakeSource(traces);
  }

  private static void readFile(Path file, String agent, List<RecordedTrace> traces)
      throws IOException {
    Resource resource = ReplayResource.of(agent);
    String name = RecordedFiles.nameOf(file);
    try (BufferedReader reader = RecordedFiles.reader(file)) {
      String line;
      for (int row = 1; (line = reader.readLine()) != null; row++) {
        String identity = "mooncake\0" + name + '\0' + agent + '\0' + row;
        traces.add(trace(file, line, identity, resource));
      }
    }
  }

  private static RecordedTrace trace(Path file, String line, String identity, Resource resource)
      throws IOException {
    JsonNode request;
    try {
      request = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IOException(file + ": expected a JSON object a line, came " + line, e);
    }
    if (!request.path("timestamp").isNumber() || !request.path("input_length").isNumber()) {
      throw new IOException(file + ": expected timestamp and input_length, came " + line);
    }
    long start =
        EPOCH.getEpochSecond() * 1_000_000_000L
            + Math.round(request.path("timestamp").asDouble() * 1e6);
    long prefix = request.path("hash_ids").path(0).asLong();
    return new RecordedTrace(
        start,
        identity,
        resource,
        List.of(
            InferenceSpan.of(
                identity,
                start,
                request.path("input_length").asLong(),
                request.path("output_length").asLong(),
                List.of(Attributes.of("mooncake.prefix_block", prefix)))));
  }

  @Override
  public long lastEventNanos() throws IOException {
    return LastEvent.of(traces);
  }

  @Override
  public Stream<RecordedTrace> traces() {
    return traces.stream();
  }
}
