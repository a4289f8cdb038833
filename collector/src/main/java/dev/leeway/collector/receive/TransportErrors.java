package dev.leeway.collector.receive;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.leeway.collector.otlp.Refusal;
import java.time.Duration;
import java.util.Optional;

/**
 * Answers what fails beside the intake, a request's timeout for example: always so that its client
 * sends it again, never with 500, for which clients drop data.
 */
final class TransportErrors implements ServerErrorHandler {
  private static final String MESSAGE = "not answered, retry later";

  private final Duration retryDelay;

  TransportErrors(Duration retryDelay) {
    this.retryDelay = retryDelay;
  }

  @Override
  public HttpResponse onServiceException(ServiceRequestContext context, Throwable cause) {
    HttpRequest request = context.request();
    return GrpcReceiver.isGrpc(request)
        ? new GrpcStatus(Refusal.INTERNAL.grpcStatus(), MESSAGE, Optional.of(retryDelay))
            .toResponse()
        : HttpReply.refusal(HttpFormat.orFallback(request), Refusal.INTERNAL, MESSAGE, retryDelay);
  }
}
