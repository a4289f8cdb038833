package dev.leeway.clickhouse.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.leeway.clickhouse.config.ClickHouseConfig;
import dev.leeway.clickhouse.engine.Engine;
import dev.leeway.clickhouse.engine.ErrorCode;
import dev.leeway.clickhouse.engine.QueryException;
import dev.leeway.clickhouse.wire.CompressedBlockOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The HTTP server on loopback: routes, guards, and turns each failure into its status.
 *
 * <p>Requests run on virtual threads; how many may run or wait is bounded by the engine's lanes,
 * how many may be connected by the server's own limit, which the child's start sets.
 */
public final class EngineHttpServer implements AutoCloseable {
  private static final int BACKLOG = 256;
  private static final long DRAIN_BYTES = 64L << 20;

  private final Engine engine;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final EngineCounters counters = new EngineCounters();
  private final QueryHandler queries;
  private final ServerFacts facts;

  private EngineHttpServer(Engine engine, AccessToken token, ClickHouseConfig config)
      throws Exception {
    this.engine = engine;
    facts = ServerFacts.of(engine);
    queries =
        new QueryHandler(
            engine,
            token,
            facts,
            GuestTreeRules.of(engine),
            counters,
            config.statementLimit().bytes());
    server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), config.port()), BACKLOG);
    server.setExecutor(threads);
    server.createContext("/", this::route);
  }

  /** Binds the port and answers from here on. */
  public static EngineHttpServer start(Engine engine, AccessToken token, ClickHouseConfig config)
      throws Exception {
    EngineHttpServer server = new EngineHttpServer(engine, token, config);
    server.server.start();
    return server;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public String version() {
    return facts.version();
  }

  /** Takes no more requests and waits a few seconds for those that run. */
  @Override
  public void close() {
    server.stop(3);
    threads.shutdown();
  }

  private void route(HttpExchange exchange) throws IOException {
    counters.requests.increment();
    Optional<String> refusal = LoopbackGuard.refusal(exchange.getRequestHeaders());
    if (refusal.isPresent()) {
      counters.refused.increment();
      answer(exchange, 403, refusal.get() + "\n");
      return;
    }
    switch (exchange.getRequestURI().getPath()) {
      case "/", "" -> statement(exchange);
      case "/ping", "/replicas_status" -> counted(exchange, "Ok.\n");
      case "/metrics" -> counted(exchange, counters.text(engine.lanes()));
      default -> {
        counters.refused.increment();
        answer(exchange, 404, "There is no handle " + exchange.getRequestURI().getPath() + "\n");
      }
    }
  }

  private void statement(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestMethod();
    if (!method.equals("GET") && !method.equals("POST")) {
      counters.refused.increment();
      answer(exchange, 405, "expected GET or POST, came " + method + "\n");
      return;
    }
    if (method.equals("GET") && exchange.getRequestURI().getRawQuery() == null) {
      counted(exchange, "Ok.\n");
      return;
    }
    try {
      queries.handle(exchange);
      counters.answered.increment();
    } catch (QueryException e) {
      (isRefusal(e) ? counters.refused : counters.failed).increment();
      answer(exchange, e);
    } catch (IOException e) {
      counters.failed.increment();
      breakOff(exchange, e);
    } catch (Exception e) {
      counters.failed.increment();
      System.err.println("a request failed unexpectedly: " + e);
      throw new IOException(e);
    }
  }

  /**
   * A body that cannot be read or decoded is answered where that is still possible; otherwise the
   * exception goes on, and the server closes the connection without ending the body.
   */
  private static void breakOff(HttpExchange exchange, IOException failure) throws IOException {
    if (exchange.getResponseCode() != -1) {
      throw failure;
    }
    try {
      answer(
          exchange,
          QueryException.refused(
              ErrorCode.CANNOT_READ_ALL_DATA,
              "the request's body could not be read: " + failure.getMessage()));
    } catch (IOException e) {
      failure.addSuppressed(e);
      throw failure;
    }
  }

  private void counted(HttpExchange exchange, String text) throws IOException {
    answer(exchange, 200, text);
    counters.answered.increment();
  }

  private static void answer(HttpExchange exchange, QueryException failure) throws IOException {
    exchange.getResponseHeaders().set("X-ClickHouse-Exception-Code", "" + failure.code());
    if (failure.code() == ErrorCode.TOO_MANY_SIMULTANEOUS_QUERIES.number()) {
      exchange.getResponseHeaders().set("Retry-After", "1");
    }
    byte[] text = (failure.getMessage() + "\n").getBytes(StandardCharsets.UTF_8);
    String query = exchange.getRequestURI().getRawQuery();
    int status = statusOf(failure);
    // A client that asked for compressed blocks reads the text of a server error as one, too.
    boolean compressed = status == 500 && query != null && query.matches("(.*&)?compress=1(&.*)?");
    send(exchange, status, compressed ? compressed(text) : text);
  }

  private static int statusOf(QueryException failure) {
    int code = failure.code();
    if (code == ErrorCode.AUTHENTICATION_FAILED.number()) {
      return 403;
    }
    if (code == ErrorCode.QUERY_IS_TOO_LARGE.number()) {
      return 413;
    }
    if (code == ErrorCode.TOO_MANY_SIMULTANEOUS_QUERIES.number()) {
      return 503;
    }
    return 500;
  }

  private static boolean isRefusal(QueryException failure) {
    return statusOf(failure) != 500;
  }

  private static byte[] compressed(byte[] text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var blocks = new CompressedBlockOutputStream(bytes)) {
      blocks.write(text);
    }
    return bytes.toByteArray();
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    send(exchange, status, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, byte[] text) throws IOException {
    drain(exchange.getRequestBody());
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=UTF-8");
    exchange.sendResponseHeaders(status, text.length);
    try (var body = exchange.getResponseBody()) {
      body.write(text);
    }
  }

  /** A client that still writes would see a reset instead of the answer. */
  private static void drain(InputStream body) throws IOException {
    byte[] buffer = new byte[1 << 14];
    long left = DRAIN_BYTES;
    while (left > 0) {
      int count = body.read(buffer);
      if (count < 0) {
        return;
      }
      left -= count;
    }
  }
}
