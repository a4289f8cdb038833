package dev.leeway.simulator.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.leeway.simulator.otlp.OtlpSignal;
import dev.leeway.telemetry.json.Conversion;
import dev.leeway.telemetry.json.OtlpJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Recorded OTLP requests: {@code .pb} and {@code .json} files with one request, {@code .jsonl}
 * files with one a line, of all three signals. A folder's {@code index.json} decides order and
 * signal where there is one; else the signal is the name's suffix {@code -traces|-metrics|-logs} or
 * the JSON's root key. Anything else is skipped and counted.
 */
final class OtlpFiles {
  private static final int REQUEST_BYTES_MAX = 64 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<OtlpBody> bodies = new ArrayList<>();
  private int skipped;

  static OtlpFiles read(List<Path> paths) throws IOException {
    OtlpFiles files = new OtlpFiles();
    Map<Path, List<Path>> byFolder = new LinkedHashMap<>();
    for (Path file : RecordedFiles.below(paths)) {
      byFolder.computeIfAbsent(folderOf(file), folder -> new ArrayList<>()).add(file);
    }
    for (var folder : byFolder.entrySet()) {
      files.readFolder(folder.getKey(), folder.getValue());
    }
    return files;
  }

  /** The requests in the order in which they are to be sent. */
  List<OtlpBody> bodies() {
    return bodies;
  }

  /** Files and lines that are no OTLP request. */
  int skipped() {
    return skipped;
  }

  private static Path folderOf(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return folder == null ? file : folder;
  }

  private void readFolder(Path folder, List<Path> files) throws IOException {
    Map<String, OtlpSignal> signalByName = new HashMap<>();
    List<Path> ordered = new ArrayList<>(files);
    Path index = folder.resolve("index.json");
    if (Files.exists(index)) {
      ordered.remove(index);
      JsonNode entries = JSON.readTree(index.toFile());
      List<Path> indexed = new ArrayList<>();
      for (JsonNode entry : entries) {
        Path file = folder.resolve(entry.path("file").asText());
        signalOfPath(entry.path("path").asText())
            .ifPresent(signal -> signalByName.put(String.valueOf(file.getFileName()), signal));
        if (ordered.removeIf(path -> path.toAbsolutePath().equals(file.toAbsolutePath()))) {
          indexed.add(file);
        }
      }
      skipped += ordered.size();
      ordered = indexed;
    }
    for (Path file : ordered) {
      readFile(file, Optional.ofNullable(signalByName.get(String.valueOf(file.getFileName()))));
    }
  }

  private static Optional<OtlpSignal> signalOfPath(String path) {
    for (OtlpSignal signal : OtlpSignal.values()) {
      if (path.endsWith(signal.path())) {
        return Optional.of(signal);
      }
    }
    return Optional.empty();
  }

  private void readFile(Path file, Optional<OtlpSignal> indexed) throws IOException {
    String name = RecordedFiles.nameOf(file);
    Optional<OtlpSignal> signal = indexed.isPresent() ? indexed : signalOfName(name);
    if (name.endsWith(".pb")) {
      try (InputStream in = RecordedFiles.open(file)) {
        addProtobuf(signal, in.readAllBytes());
      }
    } else if (name.endsWith(".json")) {
      try (InputStream in = RecordedFiles.open(file)) {
        addJson(signal, in.readAllBytes());
      }
    } else if (name.endsWith(".jsonl")) {
      try (BufferedReader reader = RecordedFiles.reader(file)) {
        String line;
        while ((line = reader.readLine()) != null) {
          addJson(signal, line.getBytes(StandardCharsets.UTF_8));
        }
      }
    } else {
      skipped++;
    }
  }

  private static Optional<OtlpSignal> signalOfName(String name) {
    for (OtlpSignal signal : OtlpSignal.values()) {
      String suffix = "-" + signal.path().substring("/v1/".length());
      if (name.contains(suffix + ".")) {
        return Optional.of(signal);
      }
    }
    return Optional.empty();
  }

  private void addProtobuf(Optional<OtlpSignal> signal, byte[] body) {
    if (signal.isEmpty()) {
      skipped++;
      return;
    }
    try {
      bodies.add(OtlpBody.parse(signal.get(), body));
    } catch (InvalidProtocolBufferException e) {
      skipped++;
    }
  }

  private void addJson(Optional<OtlpSignal> named, byte[] body) {
    Optional<OtlpSignal> signal = named.isPresent() ? named : signalOfRootKey(body);
    if (signal.isEmpty()) {
      skipped++;
      return;
    }
    OtlpJson.Root root =
        switch (signal.get()) {
          case TRACES -> OtlpJson.Root.TRACES;
          case METRICS -> OtlpJson.Root.METRICS;
          case LOGS -> OtlpJson.Root.LOGS;
        };
    switch (OtlpJson.toProtobuf(root, body, REQUEST_BYTES_MAX)) {
      case Conversion.Protobuf converted -> addProtobuf(signal, converted.bytes());
      case Conversion.Refused refused -> skipped++;
    }
  }

  private static Optional<OtlpSignal> signalOfRootKey(byte[] body) {
    JsonNode root;
    try {
      root = JSON.readTree(body);
    } catch (IOException e) {
      return Optional.empty();
    }
    if (root.has("resourceSpans")) {
      return Optional.of(OtlpSignal.TRACES);
    }
    if (root.has("resourceMetrics")) {
      return Optional.of(OtlpSignal.METRICS);
    }
    return root.has("resourceLogs") ? Optional.of(OtlpSignal.LOGS) : Optional.empty();
  }
}
