package dev.leeway.clickhouse.http;

import com.sun.net.httpserver.Headers;
import dev.leeway.clickhouse.engine.ErrorCode;
import dev.leeway.clickhouse.engine.QueryException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** User and password of a request, empty where there are none. */
record Credentials(String user, String password) {
  private static final String BASIC = "Basic ";

  /** From ClickHouse's own headers, else basic authentication, else the parameters. */
  static Credentials of(Headers headers, Map<String, String> parameters) throws QueryException {
    String user = first(headers, "X-ClickHouse-User");
    String key = first(headers, "X-ClickHouse-Key");
    if (!user.isEmpty() || !key.isEmpty()) {
      return new Credentials(user, key);
    }
    String authorization = first(headers, "Authorization");
    if (authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return basic(authorization.substring(BASIC.length()).strip());
    }
    return new Credentials(
        parameters.getOrDefault("user", ""), parameters.getOrDefault("password", ""));
  }

  @Override
  public String toString() {
    return "Credentials[user=" + user + ", password=***]";
  }

  private static Credentials basic(String encoded) throws QueryException {
    try {
      String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      if (colon >= 0) {
        return new Credentials(pair.substring(0, colon), pair.substring(colon + 1));
      }
    } catch (IllegalArgumentException e) {
      // Answered below, with what was expected.
    }
    throw QueryException.refused(
        ErrorCode.AUTHENTICATION_FAILED,
        "expected basic authentication as base64 of user:password");
  }

  private static String first(Headers headers, String name) {
    String value = headers.getFirst(name);
    return value == null ? "" : value;
  }
}
