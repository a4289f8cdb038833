package dev.leeway.clickhouse.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.leeway.clickhouse.engine.Engine;
import dev.leeway.clickhouse.engine.ErrorCode;
import dev.leeway.clickhouse.engine.Lanes;
import dev.leeway.clickhouse.engine.QueryException;
import dev.leeway.clickhouse.engine.Summary;
import dev.leeway.clickhouse.sql.Statement;
import dev.leeway.clickhouse.wire.CompressedBlockOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Answers one request for a statement: who asks, what, on which connection, in which encoding. */
final class QueryHandler {
  private static final int HOLD_BYTES = 1 << 18;
  private static final int HOLD_TO_END_BYTES = 4 << 20;

  private final Engine engine;
  private final AccessToken token;
  private final ServerFacts facts;
  private final GuestTreeRules guestTreeRules;
  private final EngineCounters counters;
  private final long statementLimit;

  QueryHandler(
      Engine engine,
      AccessToken token,
      ServerFacts facts,
      GuestTreeRules guestTreeRules,
      EngineCounters counters,
      long statementLimit) {
    this.engine = engine;
    this.token = token;
    this.facts = facts;
    this.guestTreeRules = guestTreeRules;
    this.counters = counters;
    this.statementLimit = statementLimit;
  }

  /**
   * @throws QueryException where nothing of the answer is sent yet
   * @throws IOException where the connection is broken, or has to be
   */
  void handle(HttpExchange exchange) throws Exception {
    QueryRequest request = QueryRequest.of(exchange);
    Access access = token.accessOf(request.credentials());
    InputStream decoded =
        RequestBody.decoded(
            exchange.getRequestBody(),
            exchange.getRequestHeaders().getFirst("Content-Encoding"),
            request.decompress());
    RequestBody body = RequestBody.of(request.query(), decoded, statementLimit);
    switch (body.statement()) {
      case Statement.DataInsert insert -> insert(exchange, request, access, body, insert);
      case Statement.Plain plain -> run(exchange, request, access, body.text(), plain);
      case Statement.Unfinished() ->
          throw QueryException.refused(
              ErrorCode.QUERY_IS_TOO_LARGE,
              "expected a statement of up to " + statementLimit + " bytes, came a longer one");
    }
  }

  private void insert(
      HttpExchange exchange,
      QueryRequest request,
      Access access,
      RequestBody body,
      Statement.DataInsert insert)
      throws Exception {
    if (access == Access.GUEST) {
      throw GuestRules.readOnly("without the token nothing can be inserted");
    }
    requirePost(exchange);
    var summary = new AtomicReference<>(Summary.NONE);
    var runner = new StatementRunner(request, access, guestTreeRules, summary::set);
    long bytes =
        engine
            .writers()
            .run(lane ->
                lane.within(
                    request.database(),
                    request.settings(),
                    ready -> runner.insert(ready, body.text(), insert.format(), body.data())));
    counters.insertedRows.add(summary.get().writtenRows());
    counters.insertedBytes.add(bytes);
    DeferredBody response =
        new DeferredBody(
            exchange, HOLD_BYTES, () -> setHeaders(exchange, request, "", summary.get()));
    response.finish();
  }

  private void run(
      HttpExchange exchange,
      QueryRequest request,
      Access access,
      String text,
      Statement.Plain statement)
      throws Exception {
    Map<String, String> settings = request.settings();
    if (access == Access.GUEST) {
      GuestRules.checkSettings(settings);
      GuestRules.checkStatement(text, statement, request.bound());
      settings = Map.of();
    } else if (!isRead(statement)) {
      requirePost(exchange);
    }
    Map<String, String> applied = settings;
    var summary = new AtomicReference<>(Summary.NONE);
    String format = statement.format().orElse(request.format());
    DeferredBody response =
        new DeferredBody(
            exchange,
            request.waitForEnd() ? HOLD_TO_END_BYTES : HOLD_BYTES,
            () -> setHeaders(exchange, request, format, summary.get()));
    var runner = new StatementRunner(request, access, guestTreeRules, summary::set);
    try {
      lanesFor(access, statement)
          .run(lane ->
              lane.within(
                  request.database(),
                  applied,
                  ready -> {
                    OutputStream target = encoded(exchange, request, response);
                    runner.run(ready, text, statement, target);
                    end(target, response);
                    return true;
                  }));
      response.finish();
    } catch (QueryException e) {
      exchange.getResponseHeaders().remove("Content-Encoding");
      if (response.isCommitted()) {
        throw new IOException(
            "a result broke off after its beginning was sent: " + e.getMessage(), e);
      }
      throw e;
    }
  }

  private Lanes lanesFor(Access access, Statement.Plain statement) {
    return switch (access) {
      case GUEST -> engine.guests();
      case OWNER -> isRead(statement) ? engine.readers() : engine.writers();
    };
  }

  private static boolean isRead(Statement.Plain statement) {
    return switch (statement.verb()) {
      case "SELECT", "WITH", "SHOW", "DESCRIBE", "DESC", "EXPLAIN", "EXISTS" -> true;
      default -> false;
    };
  }

  /** A browser can be made to GET, and caches and proxies repeat it. */
  private static void requirePost(HttpExchange exchange) throws QueryException {
    if (!exchange.getRequestMethod().equals("POST")) {
      throw GuestRules.readOnly("expected POST for a statement that is no read, came GET");
    }
  }

  private static OutputStream encoded(
      HttpExchange exchange, QueryRequest request, DeferredBody response) throws IOException {
    if (request.compress()) {
      return new CompressedBlockOutputStream(response);
    }
    if (request.httpCompression()
        && takesGzip(exchange.getRequestHeaders().getFirst("Accept-Encoding"))) {
      exchange.getResponseHeaders().set("Content-Encoding", "gzip");
      return new GZIPOutputStream(response, 1 << 14);
    }
    return response;
  }

  private static boolean takesGzip(@Nullable String accepted) {
    return accepted != null
        && accepted.matches("(?i)(.*[,\\s])?gzip(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$)).*");
  }

  private static void end(OutputStream target, DeferredBody response) throws IOException {
    if (target instanceof GZIPOutputStream gzip) {
      gzip.finish();
    } else if (target != response) {
      target.flush();
    }
  }

  private void setHeaders(
      HttpExchange exchange, QueryRequest request, String format, Summary summary) {
    Headers headers = exchange.getResponseHeaders();
    headers.set("X-ClickHouse-Server-Display-Name", facts.displayName());
    headers.set("X-ClickHouse-Timezone", facts.timezone());
    headers.set("X-ClickHouse-Query-Id", request.queryId());
    headers.set("X-ClickHouse-Summary", ServerFacts.summary(summary));
    if (!format.isEmpty()) {
      headers.set("X-ClickHouse-Format", format);
      headers.set("Content-Type", OutputFormat.contentType(format));
    }
  }
}
