package dev.leeway.collector.receive;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.SessionProtocol;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServerPort;
import dev.leeway.collector.intake.Intake;
import dev.leeway.collector.otlp.Signal;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * The server that takes OTLP: gRPC and HTTP/protobuf and HTTP/JSON, on two ports that both speak
 * all of them, since clients mix them up. Thread-safe; nothing is opened before {@link #start()}.
 */
public final class OtlpReceiver implements AutoCloseable {
  /** OTLP's own paths, and where the clients of Langfuse and LangSmith look for them. */
  private static final List<String> PATH_PREFIXES = List.of("", "/api/public/otel", "/otel");

  private static final int CONNECTIONS_MAX = 10_000;

  private final ReceiverSettings settings;
  private final Intake intake;
  private final Supplier<Readiness> readiness;
  private final Supplier<String> metricsPage;
  private final ServerPort grpcPort;
  private final ServerPort httpPort;
  private final Server server;

  /**
   * Prepares the server.
   *
   * @param metricsPage in Prometheus' text format; empty where another server shows the metrics
   */
  public OtlpReceiver(
      ReceiverSettings settings,
      Intake intake,
      Supplier<Readiness> readiness,
      Supplier<String> metricsPage) {
    this.settings = settings;
    this.intake = intake;
    this.readiness = readiness;
    this.metricsPage = metricsPage;
    this.grpcPort = port(settings.grpcPort());
    this.httpPort = port(settings.httpPort());
    this.server = build();
  }

  /**
   * Returns when both ports are open.
   *
   * @throws IllegalStateException if one of them is not to be had
   */
  public void start() {
    try {
      server.start().join();
    } catch (CompletionException e) {
      throw new IllegalStateException(
          "cannot listen for OTLP on %s, ports %d and %d: %s"
              .formatted(
                  settings.bindAddress().getHostAddress(),
                  settings.grpcPort(),
                  settings.httpPort(),
                  e.getCause() == null ? e.getMessage() : e.getCause().getMessage()),
          e);
    }
  }

  public int grpcPort() {
    return actualPort(0, settings.grpcPort());
  }

  public int httpPort() {
    return actualPort(1, settings.httpPort());
  }

  /** Takes no new request, and lets those under way finish. Safe to call twice, or unstarted. */
  @Override
  public void close() {
    server.stop().join();
  }

  private Server build() {
    ServerBuilder builder =
        Server.builder()
            .port(grpcPort)
            .port(httpPort)
            .requestTimeout(settings.requestTimeout())
            .idleTimeout(Duration.ofSeconds(60))
            .gracefulShutdownTimeout(Duration.ofMillis(100), settings.drainTimeout())
            .maxNumConnections(CONNECTIONS_MAX)
            .http2MaxStreamsPerConnection(1_000)
            // The bodies' bounds are kept where they can be answered in the request's own words.
            .maxRequestLength(0)
            .http2InitialConnectionWindowSize(4 << 20)
            .http2InitialStreamWindowSize(1 << 20)
            .disableServerHeader();
    TenantResolver tenants = new TenantResolver();
    for (Signal signal : Signal.values()) {
      HttpService http =
          new HttpReceiver(signal, intake, tenants, settings)
              .decorate(CrossOrigin.decorator(settings.corsOrigins()));
      for (String prefix : PATH_PREFIXES) {
        builder.service(prefix + signal.httpPath(), http);
      }
      builder.service(signal.grpcPath(), new GrpcReceiver(signal, intake, tenants, settings));
    }
    return builder
        .service("/health/live", HealthPages.live())
        .service("/health/ready", HealthPages.ready(readiness))
        .service("/info", HealthPages.info())
        .service(
            "/metrics",
            (context, request) ->
                HttpResponse.of(HttpStatus.OK, MediaType.PLAIN_TEXT_UTF_8, metricsPage.get()))
        .serviceUnder("/", new Elsewhere())
        .decorator(
            delegate -> new LocalOnly(delegate, settings.allowedHosts(), settings.corsOrigins()))
        .errorHandler(new TransportErrors(settings.retryDelay()))
        .build();
  }

  private ServerPort port(int number) {
    return new ServerPort(
        new InetSocketAddress(settings.bindAddress(), number), SessionProtocol.HTTP);
  }

  private int actualPort(int index, int configured) {
    if (configured != 0) {
      return configured;
    }
    // Armeria keeps the order in which ports were given.
    List<ServerPort> active = List.copyOf(server.activePorts().values());
    return active.get(index).localAddress().getPort();
  }
}
