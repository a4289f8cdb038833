package dev.leeway.collector.receive;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.SimpleDecoratingHttpService;
import dev.leeway.collector.otlp.Refusal;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Lets only requests through that name this machine as their host, and come from no foreign page: a
 * page in somebody's browser could otherwise reach a loopback port by a name that it rebinds.
 */
final class LocalOnly extends SimpleDecoratingHttpService {
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]|\\[0:0:0:0:0:0:0:1]");

  private final Set<String> allowedHosts;
  private final Set<String> allowedOrigins;

  /**
   * Allows also names and origins of a list.
   *
   * @param allowedHosts in lower case and without port
   * @param allowedOrigins as browsers write them
   */
  LocalOnly(HttpService delegate, Set<String> allowedHosts, Set<String> allowedOrigins) {
    super(delegate);
    this.allowedHosts = Set.copyOf(allowedHosts);
    this.allowedOrigins = Set.copyOf(allowedOrigins);
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) throws Exception {
    // HTTP/2 has it as a pseudo-header, HTTP/1.1 as a header.
    String host =
        request
            .headers()
            .get(HttpHeaderNames.AUTHORITY, request.headers().get(HttpHeaderNames.HOST, ""));
    String origin = request.headers().get(HttpHeaderNames.ORIGIN, "");
    if (!allows(host)) {
      return forbidden(request, "host", host);
    }
    if (!origin.isEmpty() && !allowsOrigin(origin)) {
      return forbidden(request, "origin", origin);
    }
    return unwrap().serve(context, request);
  }

  private boolean allows(String authority) {
    String host = authority.toLowerCase(Locale.ROOT).replaceFirst(":\\d+$", "");
    return LOOPBACK.matcher(host).matches() || allowedHosts.contains(host);
  }

  private boolean allowsOrigin(String origin) {
    return allowedOrigins.contains(origin)
        || allowedOrigins.contains(ReceiverSettings.ANY_ORIGIN)
        || allows(origin.replaceFirst("^https?://", ""));
  }

  private static HttpResponse forbidden(HttpRequest request, String what, String value) {
    String message = "expected a local " + what + ", came " + value;
    if (GrpcReceiver.isGrpc(request)) {
      return new GrpcStatus(Refusal.FORBIDDEN.grpcStatus(), message, Optional.empty()).toResponse();
    }
    return HttpReply.refusal(
        HttpFormat.orFallback(request), Refusal.FORBIDDEN, message, Duration.ZERO);
  }
}
