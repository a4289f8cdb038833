package dev.leeway.collector.receive;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;

/** Answers what is not served here, profiles for example, in the words of its transport. */
final class Elsewhere implements HttpService {

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    if (GrpcReceiver.isGrpc(request)) {
      return GrpcStatus.unimplemented("expected Export of traces, metrics or logs").toResponse();
    }
    return HttpReply.notFound(
        HttpFormat.orFallback(request),
        "expected /v1/traces, /v1/metrics, /v1/logs or /health/ready, came " + context.path());
  }
}
