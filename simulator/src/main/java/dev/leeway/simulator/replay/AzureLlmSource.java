package dev.leeway.simulator.replay;

import io.opentelemetry.proto.resource.v1.Resource;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Azure's LLM inference traces of 2023 (Splitwise, ISCA 2024): CSV with {@code TIMESTAMP}, {@code
 * ContextTokens}, {@code GeneratedTokens}, one request a line.
 */
final class AzureLlmSource implements TraceSource {
  private static final String HEADER = "TIMESTAMP,ContextTokens,GeneratedTokens";
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss[.SSSSSSS]");

  private final List<RecordedTrace> traces;

  private AzureLlmSource(List<RecordedTrace> traces) {
    this.traces = traces;
  }

  static AzureLlmSource read(List<Path> paths, String agent) throws IOException {
    List<RecordedTrace> traces = new ArrayList<>();
    for (Path file : RecordedFiles.below(paths)) {
      if (RecordedFiles.nameOf(file).endsWith(".csv")) {
        readFile(file, agent, traces);
      }
    }
    traces.sort(Comparator.comparingLong(RecordedTrace::startNanos));
    return new AzureLlmSource(traces);
  }

  private static void readFile(Path file, String agent, List<RecordedTrace> traces)
      throws IOException {
    Resource resource = ReplayResource.of(agent);
    String name = RecordedFiles.nameOf(file);
    try (BufferedReader reader = RecordedFiles.reader(file)) {
      String header = reader.readLine();
      if (header == null || !header.strip().equals(HEADER)) {
        throw new IOException(file + ": expected the header " + HEADER + ", came " + header);
      }
      String line;
      for (int row = 1; (line = reader.readLine()) != null; row++) {
        if (!line.isBlank()) {
          String identity = "azure-llm\0" + name + '\0' + agent + '\0' + row;
          traces.add(trace(file, line, identity, resource));
        }
      }
    }
  }

  private static RecordedTrace trace(Path file, String line, String identity, Resource resource)
      throws IOException {
    String[] fields = line.split(",", -1);
    if (fields.length != 3) {
      throw new IOException(file + ": expected 3 fields, came " + fields.length + ": " + line);
    }
    try {
      var instant = LocalDateTime.parse(fields[0], TIMESTAMP).toInstant(ZoneOffset.UTC);
      long start = instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
      long input = Long.parseLong(fields[1].strip());
      long output = Long.parseLong(fields[2].strip());
      return new RecordedTrace(
          start,
          identity,
          resource,
          List.of(InferenceSpan.of(identity, start, input, output, List.of())));
    } catch (DateTimeParseException | NumberFormatException e) {
      throw new IOException(file + ": expected time, tokens, tokens, came " + line, e);
    }
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
