package dev.leeway.collector.receive;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What supervisors and curious clients ask by GET. */
final class HealthPages {
  private HealthPages() {}

  /** The process answers. */
  static HttpService live() {
    return (context, request) -> json(HttpStatus.OK, "{\"live\":true}");
  }

  static HttpService ready(Supplier<Readiness> readiness) {
    return (context, request) -> {
      Readiness now = readiness.get();
      String reasons =
          now.reasons().stream()
              .map(reason -> '"' + escape(reason) + '"')
              .collect(Collectors.joining(","));
      return json(
          now.ready() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE,
          "{\"ready\":" + now.ready() + ",\"reasons\":[" + reasons + "]}");
    };
  }

  /** LangSmith's clients ask for it before they export, and export over OTLP whatever it says. */
  static HttpService info() {
    return (context, request) -> json(HttpStatus.OK, "{\"service\":\"leeway\"}");
  }

  private static HttpResponse json(HttpStatus status, String body) {
    return HttpResponse.of(status, MediaType.JSON, body);
  }

  private static String escape(String text) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(text));
  }
}
