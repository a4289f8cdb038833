package dev.leeway.collector.receive;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * OTLP over gRPC for one signal: the unary {@code Export}. Thread-safe.
 *
 * <p>It speaks gRPC's framing itself, so that the message goes to the scanner and to Kafka as it
 * came, and is decompressed under the same bounds as over HTTP.
 */
final class GrpcReceiver implements HttpService {
  private final Signal signal;
  private final Intake intake;
  private final TenantResolver tenants;
  private final ReceiverSettings settings;

  GrpcReceiver(Signal signal, Intake intake, TenantResolver tenants, ReceiverSettings settings) {
    this.signal = signal;
    this.intake = intake;
    this.tenants = tenants;
    this.settings = settings;
  }

  /** Not so gRPC-Web, which frames its answers in another way. */
  static boolean isGrpc(HttpRequest request) {
    MediaType contentType = request.contentType();
    return contentType != null
        && contentType.type().equals("application")
        && (contentType.subtype().equals("grpc") || contentType.subtype().startsWith("grpc+"));
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    if (!isGrpc(request) || request.method() != HttpMethod.POST) {
      return HttpReply.refusal(
          HttpFormat.orFallback(request),
          Refusal.UNSUPPORTED,
          "expected a gRPC call; OTLP over HTTP is at " + signal.httpPath(),
          settings.retryDelay());
    }
    String encoding = request.headers().get("grpc-encoding", "");
    Optional<Compression> compression = Compression.of(encoding);
    String contentType = request.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
    if (compression.isEmpty() || contentType.startsWith("application/grpc+json")) {
      return reply(
          intake.refuseUnread(
              signal,
              Refusal.UNSUPPORTED,
              "expected grpc-encoding "
                  + Compression.NAMES
                  + " or identity and messages in protobuf, came "
                  + encoding
                  + " and "
                  + contentType));
    }
    return HttpResponse.of(receive(context, request, compression.get()));
  }

  private CompletableFuture<HttpResponse> receive(
      ServiceRequestContext context, HttpRequest request, Compression compression) {
    ByteBudget.Lease lease = intake.budget().lease();
    String tenant = tenants.tenantOf(request.headers());
    BodyReader reader =
        new BodyReader(
            intake.bodyBytesMax(compression),
            GrpcMessage.PREFIX_BYTES,
            lease,
            settings.bodyTimeout());
    return reader
        .read(context, request)
        .thenCompose(body ->
            switch (body) {
              case Body.Bytes bytes -> accept(bytes.bytes(), tenant, compression, lease);
              case Body.Refused refused ->
                  CompletableFuture.completedFuture(
                      intake.refuseUnread(signal, refused.refusal(), refused.reason()));
            })
        .whenComplete((answer, failure) -> lease.close())
        .thenApply(this::reply);
  }

  private CompletableFuture<Answer> accept(
      byte[] body, String tenant, Compression compression, ByteBudget.Lease lease) {
    return switch (GrpcMessage.of(body)) {
      case GrpcMessage.Broken broken ->
          CompletableFuture.completedFuture(
              intake.refuseUnread(signal, Refusal.MALFORMED, broken.reason()));
      case GrpcMessage.Framed framed
          when framed.compressed() && compression == Compression.IDENTITY ->
          CompletableFuture.completedFuture(
              intake.refuseUnread(
                  signal, Refusal.MALFORMED, "a compressed message without grpc-encoding"));
      case GrpcMessage.Framed framed ->
          intake.accept(
              new Export(
                  signal,
                  tenant,
                  Format.PROTOBUF,
                  framed.compressed() ? compression : Compression.IDENTITY,
                  framed.bytes()),
              lease);
    };
  }

  private HttpResponse reply(Answer answer) {
    return switch (answer) {
      case Answer.Accepted accepted ->
          HttpResponse.of(
              ResponseHeaders.builder(HttpStatus.OK).contentType(GrpcStatus.CONTENT_TYPE).build(),
              HttpData.wrap(
                  GrpcMessage.frame(
                      ReplyBytes.protobufExport(accepted.refused(), accepted.message()))),
              GrpcStatus.ok());
      case Answer.Refused refused ->
          new GrpcStatus(
                  refused.refusal().grpcStatus(),
                  refused.message(),
                  refused.refusal().retryable()
                      ? Optional.of(settings.retryDelay())
                      : Optional.empty())
              .toResponse();
    };
  }
}
