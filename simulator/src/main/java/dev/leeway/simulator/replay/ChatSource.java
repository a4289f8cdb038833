package dev.leeway.simulator.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Agent trajectories as tau-bench and AgentRx publish them, one run each: a JSON array or JSON
 * lines of objects that hold their messages under {@code traj} or {@code data}.
 */
final class ChatSource implements TraceSource {
  /** The recordings carry no times; an unshifted replay starts here, a minute between runs. */
  private static final long EPOCH_NANOS =
      Instant.parse("2024-05-15T15:00:00Z").getEpochSecond() * 1_000_000_000L;

  private static final long NANOS_BETWEEN_RUNS = 60_000_000_000L;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A trajectory before it becomes spans, which repeat the conversation and so are far larger. */
  private record Entry(JsonNode trajectory, String identity, long startNanos) {}

  private final ChatTrajectory spans;
  private final List<Entry> entries;

  private ChatSource(ChatTrajectory spans, List<Entry> entries) {
    this.spans = spans;
    this.entries = entries;
  }

  static ChatSource read(List<Path> paths, String agent) throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (Path file : RecordedFiles.below(paths)) {
      int row = 0;
      for (JsonNode node : trajectories(file)) {
        long start = EPOCH_NANOS + entries.size() * NANOS_BETWEEN_RUNS;
        String identity = "chat\0" + RecordedFiles.nameOf(file) + '\0' + agent + '\0' + row++;
        entries.add(new Entry(node, identity, start));
      }
    }
    return new ChatSource(new ChatTrajectory(agent), entries);
  }

  private static List<JsonNode> trajectories(Path file) throws IOException {
    String name = RecordedFiles.nameOf(file);
    List<JsonNode> nodes = new ArrayList<>();
    if (name.endsWith(".jsonl")) {
      try (BufferedReader reader = RecordedFiles.reader(file)) {
        String line;
        while ((line = reader.readLine()) != null) {
          nodes.add(JSON.readTree(line));
        }
      }
    } else if (name.endsWith(".json")) {
      try (InputStream in = RecordedFiles.open(file)) {
        JSON.readTree(in).forEach(nodes::add);
      }
    }
    nodes.removeIf(node -> !ChatTrajectory.messagesOf(node).isArray());
    return nodes;
  }

  @Override
  public long lastEventNanos() throws IOException {
    return entries.stream()
        .mapToLong(entry -> ChatTrajectory.endNanos(entry.trajectory, entry.startNanos))
        .max()
        .orElseThrow(() -> new IOException("the recording holds no trajectory"));
  }

  @Override
  public Stream<RecordedTrace> traces() {
    return entries.stream()
        .map(entry -> spans.trace(entry.trajectory, entry.identity, entry.startNanos));
  }
}
