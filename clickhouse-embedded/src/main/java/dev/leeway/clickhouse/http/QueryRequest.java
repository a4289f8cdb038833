package dev.leeway.clickhouse.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.leeway.clickhouse.engine.ErrorCode;
import dev.leeway.clickhouse.engine.Parameter;
import dev.leeway.clickhouse.engine.QueryException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a request says beside its body.
 *
 * @param query the SQL of the parameter {@code query}, empty where the body has all of it
 * @param format the output format where the statement names none
 * @param settings ClickHouse settings, as the client gave them
 * @param bound values of {@code param_<name>}
 */
record QueryRequest(
    Credentials credentials,
    String query,
    String database,
    String format,
    String queryId,
    boolean compress,
    boolean decompress,
    boolean waitForEnd,
    boolean httpCompression,
    Map<String, String> settings,
    List<Parameter> bound) {

  private static final int QUERY_CHARS_MAX = 1 << 20;
  private static final int PARAMETERS_MAX = 1_000;

  /** Parameters of the protocol that are no settings, beside those that are fields above. */
  private static final Set<String> OF_THE_PROTOCOL =
      Set.of(
          "query",
          "database",
          "default_format",
          "query_id",
          "user",
          "password",
          "compress",
          "decompress",
          "wait_end_of_query",
          "enable_http_compression",
          "buffer_size",
          "quota_key",
          "stacktrace",
          "role",
          "session_id",
          "session_timeout",
          "session_check",
          "client_protocol_version",
          "close_session",
          // Settings of the server's own HTTP side.
          "http_zlib_compression_level",
          "send_progress_in_http_headers",
          "http_headers_progress_interval_ms",
          "http_wait_end_of_query",
          "http_response_buffer_size",
          "http_write_exception_in_output_format",
          "cancel_http_readonly_queries_on_client_close",
          "add_http_cors_header",
          // A streamed insert is never asynchronous here.
          "async_insert",
          "wait_for_async_insert");

  static QueryRequest of(HttpExchange exchange) throws QueryException {
    Map<String, String> parameters = parameters(exchange.getRequestURI().getRawQuery());
    Headers headers = exchange.getRequestHeaders();
    Map<String, String> settings = new LinkedHashMap<>();
    List<Parameter> bound = new ArrayList<>();
    for (var entry : parameters.entrySet()) {
      String name = entry.getKey();
      if (name.startsWith("param_")) {
        bound.add(parameter(name.substring("param_".length()), entry.getValue()));
      } else if (!OF_THE_PROTOCOL.contains(name)) {
        if (!name.matches("\\w+")) {
          throw QueryException.refused(
              ErrorCode.BAD_ARGUMENTS, "expected the name of a setting, came: " + name);
        }
        settings.put(name, entry.getValue());
      }
    }
    return new QueryRequest(
        Credentials.of(headers, parameters),
        parameters.getOrDefault("query", ""),
        either(headers, "X-ClickHouse-Database", parameters.get("database"), "default"),
        either(headers, "X-ClickHouse-Format", parameters.get("default_format"), "TabSeparated"),
        queryId(either(headers, "X-ClickHouse-Query-Id", parameters.get("query_id"), "")),
        isOn(parameters, "compress"),
        isOn(parameters, "decompress"),
        isOn(parameters, "wait_end_of_query"),
        !"0".equals(parameters.get("enable_http_compression")),
        settings,
        List.copyOf(bound));
  }

  private static Map<String, String> parameters(@Nullable String raw) throws QueryException {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (raw == null || raw.isEmpty()) {
      return parameters;
    }
    if (raw.length() > QUERY_CHARS_MAX) {
      throw QueryException.refused(
          ErrorCode.BAD_ARGUMENTS,
          "expected an address of up to " + QUERY_CHARS_MAX + " characters: send SQL in the body");
    }
    for (String pair : raw.split("&", PARAMETERS_MAX)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      if (!name.isEmpty()) {
        parameters.put(decoded(name), decoded(value));
      }
    }
    return parameters;
  }

  private static String decoded(String text) throws QueryException {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw QueryException.refused(
          ErrorCode.BAD_ARGUMENTS, "expected a URL-encoded parameter: " + e.getMessage());
    }
  }

  private static Parameter parameter(String name, String value) throws QueryException {
    try {
      return new Parameter(name, value);
    } catch (IllegalArgumentException e) {
      throw QueryException.refused(ErrorCode.BAD_ARGUMENTS, String.valueOf(e.getMessage()));
    }
  }

  /** Ids come back in a header, so what cannot stand in one is replaced. */
  private static String queryId(String id) {
    return id.matches("[\\x21-\\x7e]{1,200}") ? id : UUID.randomUUID().toString();
  }

  private static boolean isOn(Map<String, String> parameters, String name) {
    String value = parameters.getOrDefault(name, "0");
    return value.equals("1") || value.equals("true");
  }

  private static String either(
      Headers headers, String header, @Nullable String parameter, String otherwise) {
    if (parameter != null && !parameter.isEmpty()) {
      return parameter;
    }
    String value = headers.getFirst(header);
    return value == null || value.isEmpty() ? otherwise : value;
  }
}
