package dev.leeway.collector.receive;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.cors.CorsService;
import com.linecorp.armeria.server.cors.CorsServiceBuilder;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;

/** Lets pages of other origins export over HTTP, if there are any that may. */
final class CrossOrigin {
  private static final Duration PREFLIGHT_AGE = Duration.ofHours(2);

  private CrossOrigin() {}

  /** Without origins nothing is added. */
  static Function<? super HttpService, ? extends HttpService> decorator(Set<String> origins) {
    if (origins.isEmpty()) {
      return Function.identity();
    }
    // Any page with the reader's own credentials would be no boundary at all.
    CorsServiceBuilder builder =
        origins.contains(ReceiverSettings.ANY_ORIGIN)
            ? CorsService.builderForAnyOrigin()
            : CorsService.builder(origins).allowCredentials();
    return builder
        .allowRequestMethods(HttpMethod.POST)
        .allowRequestHeaders(
            "content-type", "content-encoding", "authorization", "x-api-key", "traceparent")
        .exposeHeaders("retry-after")
        .maxAge(PREFLIGHT_AGE)
        .newDecorator();
  }
}
