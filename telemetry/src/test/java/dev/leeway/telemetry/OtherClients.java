package dev.leeway.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.TraceId;
import dev.leeway.signals.run.SpanSupplements;
import dev.leeway.telemetry.json.OtlpJson;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Recordings of further clients and versions, made against a model that gives fixed answers: what
 * they sent, and a table of what the model had answered.
 */
final class OtherClients {
  /** All recordings were made within the hours before this. */
  private static final long RECORDED_MILLIS = 1_795_360_000_000L;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private OtherClients() {}

  static List<String> clients() {
    return names(folder(), Files::isDirectory);
  }

  static JsonNode table(String client) {
    try (InputStream in = Files.newInputStream(folder().resolve(client).resolve("table.json"))) {
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The events of a client by scenario, with what its log records say about them. */
  static Map<String, List<AgentEvent>> scenarios(String client) {
    return scenarios(client, List::of);
  }

  /** The same, had each log record come in an export request of its own. */
  static Map<String, List<AgentEvent>> recordByRecord(String client) {
    return scenarios(client, OtherClients::records);
  }

  private static Map<String, List<AgentEvent>> scenarios(
      String client, Function<byte[], List<byte[]>> logRequests) {
    Map<String, List<AgentEvent>> scenarios = new TreeMap<>();
    byScenario(client)
        .forEach(
            (scenario, files) -> scenarios.put(scenario, new Telling(files, logRequests).events()));
    return scenarios;
  }

  private static List<byte[]> records(byte[] request) {
    List<byte[]> single = new ArrayList<>();
    for (ResourceLogs resource : logs(request).getResourceLogsList()) {
      for (ScopeLogs scope : resource.getScopeLogsList()) {
        for (LogRecord record : scope.getLogRecordsList()) {
          ScopeLogs one = scope.toBuilder().clearLogRecords().addLogRecords(record).build();
          single.add(
              ExportLogsServiceRequest.newBuilder()
                  .addResourceLogs(resource.toBuilder().clearScopeLogs().addScopeLogs(one))
                  .build()
                  .toByteArray());
        }
      }
    }
    return single;
  }

  private static ExportLogsServiceRequest logs(byte[] request) {
    try {
      return ExportLogsServiceRequest.parseFrom(request);
    } catch (InvalidProtocolBufferException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The families of keys that no dialect knows. */
  static List<String> unmappedKeys(String client) {
    TreeSet<String> keys = new TreeSet<>();
    byScenario(client)
        .values()
        .forEach(files -> keys.addAll(new Telling(files, List::of).unmapped.keySet()));
    return List.copyOf(keys);
  }

  private static Map<String, List<Path>> byScenario(String client) {
    Path folder = folder().resolve(client);
    Map<String, List<Path>> files = new LinkedHashMap<>();
    for (String name : names(folder, file -> file.toString().endsWith(".gz"))) {
      files
          .computeIfAbsent(name.substring(0, name.indexOf('-')), scenario -> new ArrayList<>())
          .add(folder.resolve(name));
    }
    return files;
  }

  private static List<String> names(Path folder, Predicate<Path> which) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(which).map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folder() {
    try {
      return Path.of(
          Objects.requireNonNull(OtherClients.class.getResource("other-clients")).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the requests of one scenario tell. */
  private static final class Telling {
    private final List<MappedSpan> spans = new ArrayList<>();
    private final List<MappedSpan> supplements = new ArrayList<>();
    private final Map<String, Integer> unmapped = new TreeMap<>();

    Telling(List<Path> files, Function<byte[], List<byte[]>> logRequests) {
      for (Path file : files) {
        if (file.getFileName().toString().contains("-traces.")) {
          byte[] request = request(file, OtlpJson.Root.TRACES);
          add(Requests.decoder().decode("acme", request, RECORDED_MILLIS));
        } else {
          LogDecoder decoder = Requests.logDecoder();
          for (byte[] request : logRequests.apply(request(file, OtlpJson.Root.LOGS))) {
            add(decoder.decode("acme", request, RECORDED_MILLIS));
          }
        }
      }
    }

    List<AgentEvent> events() {
      Map<TraceId, List<AgentEvent>> traces = new LinkedHashMap<>();
      Stream.concat(spans.stream(), supplements.stream())
          .map(MappedSpan::event)
          .forEach(event ->
              traces.computeIfAbsent(event.traceId(), trace -> new ArrayList<>()).add(event));
      return traces.values().stream()
          .flatMap(events -> SpanSupplements.of(events).spans().stream())
          .toList();
    }

    private void add(DecodedBatch batch) {
      if (!batch.undecodable().isEmpty()) {
        throw new AssertionError("undecodable: " + batch.undecodable());
      }
      spans.addAll(batch.spans());
      unmapped.putAll(batch.unmappedKeys());
    }

    private void add(DecodedLogs logs) {
      if (!logs.undecodable().isEmpty()) {
        throw new AssertionError("undecodable: " + logs.undecodable());
      }
      spans.addAll(logs.events());
      supplements.addAll(logs.supplements());
      unmapped.putAll(logs.unmappedKeys());
    }

    private static byte[] request(Path file, OtlpJson.Root root) {
      try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
        byte[] bytes = in.readAllBytes();
        return file.toString().endsWith(".json.gz") ? GoldenFile.protobuf(root, bytes) : bytes;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
