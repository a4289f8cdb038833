package dev.leeway.standalone.bench.ingest;

import dev.leeway.standalone.process.ProcessUse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** OpenTelemetry's Collector, from its OTLP receiver to an exporter that keeps nothing. */
final class CollectorServer implements Server {
  private final ServerProcess process;
  private final int grpcPort;
  private final int httpPort;

  private CollectorServer(ServerProcess process, int grpcPort, int httpPort) {
    this.process = process;
    this.grpcPort = grpcPort;
    this.httpPort = httpPort;
  }

  static CollectorServer start(Path binary, Path folder, InstantSource clock)
      throws IOException, InterruptedException {
    int grpcPort = FreePort.find();
    int httpPort = FreePort.find();
    Path configuration = folder.resolve("otelcol.yaml");
    Files.writeString(
        configuration,
        """
        receivers:
          otlp:
            protocols:
              grpc:
                endpoint: 127.0.0.1:%d
              http:
                endpoint: 127.0.0.1:%d
        exporters:
          nop:
        service:
          telemetry:
            metrics:
              level: none
          pipelines:
            traces:
              receivers: [otlp]
              exporters: [nop]
        """
            .formatted(grpcPort, httpPort));
    ServerProcess process =
        ServerProcess.start(
            "collector",
            List.of(binary.toAbsolutePath().toString(), "--config", configuration.toString()),
            Map.of(),
            folder);
    try {
      process.await(() -> listening(httpPort), clock);
      return new CollectorServer(process, grpcPort, httpPort);
    } catch (IOException | InterruptedException | RuntimeException e) {
      process.close();
      throw e;
    }
  }

  private static Optional<Integer> listening(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return Optional.of(socket.getPort());
    } catch (IOException e) {
      // Not yet.
      return Optional.empty();
    }
  }

  @Override
  public String name() {
    return "collector";
  }

  @Override
  public List<Address> addresses() {
    return List.of(
        new Address(Door.OTLP_HTTP, URI.create("http://127.0.0.1:" + httpPort)),
        new Address(Door.OTLP_GRPC, URI.create("http://127.0.0.1:" + grpcPort)));
  }

  @Override
  public ProcessUse use() throws IOException {
    return process.use();
  }

  @Override
  public OptionalLong stored() {
    return OptionalLong.empty();
  }

  @Override
  public boolean holds(String traceId) {
    return true;
  }

  @Override
  public void close() {
    process.close();
  }
}
