package dev.leeway.standalone.bench.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leeway.standalone.process.JvmCommand;
import dev.leeway.standalone.process.ProcessUse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Zipkin's server as it is published, with its storage in memory; asked over its own API. */
final class ZipkinServer implements Server {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String HEAP = "-Xmx1536m";

  /**
   * A tenth of its default, which fills that heap with spans: collecting garbage would then be most
   * of what is measured.
   */
  private static final String SPANS_MAX = "50000";

  private final ServerProcess process;
  private final URI uri;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private ZipkinServer(ServerProcess process, URI uri) {
    this.process = process;
    this.uri = uri;
  }

  static ZipkinServer start(Path jar, Path folder, InstantSource clock)
      throws IOException, InterruptedException {
    int port = FreePort.find();
    List<String> command = JvmCommand.java();
    command.addAll(List.of(HEAP, "-jar", jar.toAbsolutePath().toString()));
    ServerProcess process =
        ServerProcess.start(
            "zipkin",
            command,
            Map.of(
                "QUERY_PORT",
                Integer.toString(port),
                "STORAGE_TYPE",
                "mem",
                "MEM_MAX_SPANS",
                SPANS_MAX),
            folder);
    ZipkinServer zipkin = new ZipkinServer(process, URI.create("http://127.0.0.1:" + port));
    try {
      process.await(zipkin::health, clock);
      return zipkin;
    } catch (IOException | InterruptedException | RuntimeException e) {
      zipkin.close();
      throw e;
    }
  }

  private Optional<String> health() throws InterruptedException {
    try {
      HttpResponse<String> answer = get("/health");
      return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
    } catch (IOException e) {
      // Not yet listening.
      return Optional.empty();
    }
  }

  @Override
  public String name() {
    return "zipkin";
  }

  @Override
  public List<Address> addresses() {
    return List.of(new Address(Door.ZIPKIN_HTTP, uri));
  }

  @Override
  public ProcessUse use() throws IOException {
    return process.use();
  }

  /**
   * What it counted less what it dropped; its storage forgets the oldest traces when it is full.
   */
  @Override
  public OptionalLong stored() throws IOException, InterruptedException {
    JsonNode metrics = JSON.readTree(get("/metrics").body());
    return OptionalLong.of(
        metrics.path("counter.zipkin_collector.spans.http").asLong()
            - metrics.path("counter.zipkin_collector.spans_dropped.http").asLong());
  }

  /** Its memory forgets what began first, which that trace may have: any trace must do. */
  @Override
  public boolean holds(String traceId) throws IOException, InterruptedException {
    return !JSON.readTree(get("/api/v2/traces?limit=1").body()).isEmpty();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(uri.resolve(path)).timeout(Duration.ofSeconds(30)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    process.close();
  }
}
