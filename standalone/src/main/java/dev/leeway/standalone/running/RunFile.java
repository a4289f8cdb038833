package dev.leeway.standalone.running;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The file below the home folder that tells other commands which process runs here and where it
 * answers. It is written when ready and removed on a clean stop; after a kill it names a process
 * that is gone.
 */
public final class RunFile {
  /** What the file says. */
  public record Entry(long pid, Addresses addresses) {
    public boolean alive() {
      return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;

  public RunFile(Path home) {
    this.file = home.resolve("run").resolve("leeway.json");
  }

  public void write(Entry entry) throws IOException {
    ObjectNode json = JSON.createObjectNode();
    json.put("pid", entry.pid());
    Addresses addresses = entry.addresses();
    json.put("web", addresses.web().toString());
    json.put("otlp_grpc", addresses.otlpGrpc().toString());
    json.put("otlp_http", addresses.otlpHttp().toString());
    json.put("clickhouse", addresses.clickHouse().toString());
    json.put("kafka", addresses.kafka());
    addresses.flink().ifPresent(uri -> json.put("flink", uri.toString()));
    Files.createDirectories(file.getParent());
    Path next = file.resolveSibling("leeway.json.next");
    Files.writeString(next, json.toPrettyString());
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The process that is running here; empty when there is none. */
  public Optional<Entry> running() throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    JsonNode json = JSON.readTree(file.toFile());
    Entry entry =
        new Entry(
            json.path("pid").asLong(),
            new Addresses(
                URI.create(json.path("web").asText()),
                URI.create(json.path("otlp_grpc").asText()),
                URI.create(json.path("otlp_http").asText()),
                URI.create(json.path("clickhouse").asText()),
                json.path("kafka").asText(),
                json.has("flink")
                    ? Optional.of(URI.create(json.path("flink").asText()))
                    : Optional.empty()));
    return entry.alive() ? Optional.of(entry) : Optional.empty();
  }

  public void remove() throws IOException {
    Files.deleteIfExists(file);
  }
}
