package dev.leeway.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.leeway.signals.event.AgentEvent;
import dev.leeway.telemetry.json.Conversion;
import dev.leeway.telemetry.json.OtlpJson;
import dev.leeway.testkit.RecordedData;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The recorded clients: what they sent, and the table of what was read from it by hand. */
final class Recordings {
  static final List<String> CLIENTS =
      List.of(
          "genkit",
          "google-adk",
          "langchain4j-listener",
          "langfuse-openai",
          "langsmith-otel-openai",
          "mastra",
          "openai-agents-responses",
          "openai-java",
          "openinference-langchain",
          "openinference-openai",
          "openinference-vercel",
          "openllmetry-langchain",
          "openllmetry-openai",
          "otel-java-plain-grpc-delta-exp",
          "otel-java-plain-http",
          "otel-js-openai",
          "otel-js-openai-grpc-delta-exp",
          "otel-js-openai-json",
          "quarkus-langchain4j",
          "spring-ai",
          "strands",
          "vercel-ai-v5",
          "vercel-ai-v7-genai",
          "vercel-ai-v7-legacy");

  /** All recordings were made within the hours before this. */
  static final long RECORDED_MILLIS = 1_795_340_000_000L;

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String TRACES = "-traces.";

  private Recordings() {}

  /** The table of a client; {@code reference} is what all were asked to do. */
  static JsonNode table(String name) {
    try (InputStream in = Recordings.class.getResourceAsStream("recordings/" + name + ".json")) {
      return JSON.readTree(Objects.requireNonNull(in, name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The events of a client by scenario, in the order of the files. */
  static Map<String, List<AgentEvent>> scenarios(String client) {
    Map<String, List<AgentEvent>> scenarios = new TreeMap<>();
    for (Path file : files(client)) {
      scenarios.computeIfAbsent(scenarioOf(file), name -> new ArrayList<>()).addAll(events(file));
    }
    return scenarios;
  }

  /** The families of keys that no dialect knows. */
  static Set<String> unmappedKeys(String client) {
    Set<String> unmapped = new TreeSet<>();
    files(client).forEach(file -> unmapped.addAll(decoded(file).unmappedKeys().keySet()));
    return unmapped;
  }

  private static List<Path> files(String client) {
    try (Stream<Path> files = Files.list(RecordedData.require("otlp-captures/" + client))) {
      return files
          .filter(file -> file.getFileName().toString().contains(TRACES))
          .filter(file -> Character.isDigit(file.getFileName().toString().charAt(0)))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<AgentEvent> all(String client) {
    return scenarios(client).values().stream().flatMap(List::stream).toList();
  }

  static List<AgentEvent> events(Path file) {
    return decoded(file).spans().stream().map(MappedSpan::event).toList();
  }

  private static DecodedBatch decoded(Path file) {
    return Requests.decoder().decode("acme", protobuf(file), RECORDED_MILLIS);
  }

  /** {@code 003-streaming-traces.pb} is a file of streaming. */
  private static String scenarioOf(Path file) {
    String name = file.getFileName().toString();
    return name.substring(name.indexOf('-') + 1, name.indexOf(TRACES));
  }

  private static byte[] protobuf(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      if (!file.toString().endsWith(".json")) {
        return bytes;
      }
      return switch (OtlpJson.toProtobuf(OtlpJson.Root.TRACES, bytes, 10 * bytes.length)) {
        case Conversion.Protobuf converted -> converted.bytes();
        case Conversion.Refused refused -> throw new AssertionError(refused.reason());
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
