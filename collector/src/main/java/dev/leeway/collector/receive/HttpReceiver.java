package dev.leeway.collector.receive;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.leeway.collector.intake.Answer;
import dev.leeway.collector.intake.Body;
import dev.leeway.collector.intake.ByteBudget;
import dev.leeway.collector.intake.Compression;
import dev.leeway.collector.intake.Export;
import dev.leeway.collector.intake.Format;
import dev.leeway.collector.intake.Intake;
import dev.leeway.collector.otlp.Refusal;
import dev.leeway.collector.otlp.ReplyBytes;
import dev.leeway.collector.otlp.Signal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** OTLP over HTTP for one signal. Thread-safe. */
final class HttpReceiver implements HttpService {
  private static final MediaType PROTOBUF = MediaType.create("application", "x-protobuf");
  private static final int GRPC_UNIMPLEMENTED = 12;

  private final Signal signal;
  private final Intake intake;
  private final TenantResolver tenants;
  private final Duration retryDelay;

  HttpReceiver(Signal signal, Intake intake, TenantResolver tenants, Duration retryDelay) {
    this.signal = signal;
    this.intake = intake;
    this.tenants = tenants;
    this.retryDelay = retryDelay;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    if (request.method() != HttpMethod.POST) {
      return methodNotAllowed(request.method());
    }
    Optional<Format> format = formatOf(request.contentType());
    if (format.isEmpty()) {
      return reply(
          Format.JSON,
          intake.refuseUnread(
              signal,
              Refusal.UNSUPPORTED,
              "expected content-type application/x-protobuf or application/json, came "
                  + request.headers().get(HttpHeaderNames.CONTENT_TYPE, "none")));
    }
    String encoding = request.headers().get(HttpHeaderNames.CONTENT_ENCODING, "");
    Optional<Compression> compression = Compression.of(encoding);
    if (compression.isEmpty()) {
      return reply(
          format.get(),
          intake.refuseUnread(
              signal,
              Refusal.UNSUPPORTED,
              "expected content-encoding " + Compression.NAMES + " or none, came " + encoding));
    }
    return HttpResponse.of(receive(request, format.get(), compression.get()));
  }

  private CompletableFuture<HttpResponse> receive(
      HttpRequest request, Format format, Compression compression) {
    ByteBudget.Lease lease = intake.budget().lease();
    String tenant = tenants.tenantOf(request.headers());
    return BodyReader.read(request, intake.bodyBytesMax(compression), lease)
        .thenCompose(body ->
            switch (body) {
              case Body.Bytes bytes ->
                  intake.accept(
                      new Export(signal, tenant, format, compression, bytes.bytes()), lease);
              case Body.Refused refused ->
                  CompletableFuture.completedFuture(
                      intake.refuseUnread(signal, refused.refusal(), refused.reason()));
            })
        .whenComplete((answer, failure) -> lease.close())
        .thenApply(answer -> reply(format, answer));
  }

  private HttpResponse reply(Format format, Answer answer) {
    return switch (answer) {
      case Answer.Accepted accepted ->
          HttpResponse.of(
              headers(HttpStatus.OK.code(), format).build(),
              HttpData.wrap(
                  switch (format) {
                    case PROTOBUF ->
                        ReplyBytes.protobufExport(accepted.refused(), accepted.message());
                    case JSON ->
                        ReplyBytes.jsonExport(signal, accepted.refused(), accepted.message());
                  }));
      case Answer.Refused refused -> refusal(format, refused);
    };
  }

  private HttpResponse refusal(Format format, Answer.Refused refused) {
    Refusal refusal = refused.refusal();
    Optional<Duration> delay = refusal.retryable() ? Optional.of(retryDelay) : Optional.empty();
    ResponseHeadersBuilder headers = headers(refusal.httpStatus(), format);
    delay.ifPresent(
        value -> headers.addLong(HttpHeaderNames.RETRY_AFTER, Math.max(1, value.toSeconds())));
    if (refusal == Refusal.UNSUPPORTED) {
      headers.add(HttpHeaderNames.ACCEPT_ENCODING, Compression.NAMES);
    }
    byte[] status =
        switch (format) {
          case PROTOBUF ->
              ReplyBytes.protobufStatus(refusal.grpcStatus(), refused.message(), delay);
          case JSON -> ReplyBytes.jsonStatus(refusal.grpcStatus(), refused.message(), delay);
        };
    return HttpResponse.of(headers.build(), HttpData.wrap(status));
  }

  private static HttpResponse methodNotAllowed(HttpMethod method) {
    return HttpResponse.of(
        headers(HttpStatus.METHOD_NOT_ALLOWED.code(), Format.JSON)
            .add(HttpHeaderNames.ALLOW, HttpMethod.POST.name())
            .build(),
        HttpData.wrap(
            ReplyBytes.jsonStatus(
                GRPC_UNIMPLEMENTED, "expected POST, came " + method, Optional.empty())));
  }

  private static ResponseHeadersBuilder headers(int status, Format format) {
    return ResponseHeaders.builder(status)
        .contentType(
            switch (format) {
              case PROTOBUF -> PROTOBUF;
              case JSON -> MediaType.JSON;
            });
  }

  /** Parameters, such as a charset, say nothing here. */
  private static Optional<Format> formatOf(@Nullable MediaType contentType) {
    if (contentType == null) {
      return Optional.empty();
    }
    return switch (contentType.type() + "/" + contentType.subtype()) {
      case "application/x-protobuf", "application/protobuf" -> Optional.of(Format.PROTOBUF);
      case "application/json" -> Optional.of(Format.JSON);
      default -> Optional.empty();
    };
  }
}
