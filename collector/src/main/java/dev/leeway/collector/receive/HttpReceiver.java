package dev.leeway.collector.receive;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.leeway.collector.intake.Answer;
import dev.leeway.collector.intake.Body;
import dev.leeway.collector.intake.ByteBudget;
import dev.leeway.collector.intake.Compression;
import dev.leeway.collector.intake.Export;
import dev.leeway.collector.intake.Intake;
import dev.leeway.collector.otlp.Refusal;
import dev.leeway.collector.otlp.Signal;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** OTLP over HTTP for one signal. Thread-safe. */
final class HttpReceiver implements HttpService {
  private final Signal signal;
  private final Intake intake;
  private final TenantResolver tenants;
  private final ReceiverSettings settings;

  HttpReceiver(Signal signal, Intake intake, TenantResolver tenants, ReceiverSettings settings) {
    this.signal = signal;
    this.intake = intake;
    this.tenants = tenants;
    this.settings = settings;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    if (request.method() != HttpMethod.POST) {
      return HttpReply.methodNotAllowed(HttpFormat.orFallback(request), request.method());
    }
    Optional<HttpFormat> format = HttpFormat.of(request);
    if (format.isEmpty()) {
      return unsupported(
          HttpFormat.FALLBACK,
          "expected content-type application/x-protobuf or application/json, came "
              + request.headers().get(HttpHeaderNames.CONTENT_TYPE, "none"));
    }
    // Two headers, or two encodings in one, are two steps that nobody here undoes.
    String encoding = String.join(", ", request.headers().getAll(HttpHeaderNames.CONTENT_ENCODING));
    return Compression.of(encoding)
        .map(compression -> HttpResponse.of(receive(context, request, format.get(), compression)))
        .orElseGet(() ->
            unsupported(
                format.get(),
                "expected content-encoding " + Compression.NAMES + " or none, came " + encoding));
  }

  private CompletableFuture<HttpResponse> receive(
      ServiceRequestContext context,
      HttpRequest request,
      HttpFormat format,
      Compression compression) {
    ByteBudget.Lease lease = intake.budget().lease();
    String tenant = tenants.tenantOf(request.headers());
    BodyReader reader =
        new BodyReader(intake.bodyBytesMax(compression), 0, lease, settings.bodyTimeout());
    return reader
        .read(context, request)
        .thenCompose(body ->
            switch (body) {
              case Body.Bytes bytes ->
                  intake.accept(
                      new Export(signal, tenant, format.format(), compression, bytes.bytes()),
                      lease);
              case Body.Refused refused ->
                  CompletableFuture.completedFuture(
                      intake.refuseUnread(signal, refused.refusal(), refused.reason()));
            })
        .whenComplete((answer, failure) -> lease.close())
        .thenApply(answer -> reply(format, answer));
  }

  private HttpResponse unsupported(HttpFormat format, String reason) {
    return reply(format, intake.refuseUnread(signal, Refusal.UNSUPPORTED, reason));
  }

  private HttpResponse reply(HttpFormat format, Answer answer) {
    return HttpReply.of(format, signal, answer, settings.retryDelay());
  }
}
