package dev.leeway.collector.receive;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import dev.leeway.collector.intake.Answer;
import dev.leeway.collector.intake.Compression;
import dev.leeway.collector.otlp.Refusal;
import dev.leeway.collector.otlp.ReplyBytes;
import dev.leeway.collector.otlp.Signal;
import java.time.Duration;
import java.util.Optional;

/** Answers in HTTP, each in its request's encoding: an export response or google.rpc.Status. */
final class HttpReply {
  private static final int GRPC_UNIMPLEMENTED = 12;

  private HttpReply() {}

  static HttpResponse of(HttpFormat format, Signal signal, Answer answer, Duration retryDelay) {
    return switch (answer) {
      case Answer.Accepted accepted ->
          HttpResponse.of(
              headers(HttpStatus.OK.code(), format).build(),
              HttpData.wrap(
                  switch (format.format()) {
                    case PROTOBUF ->
                        ReplyBytes.protobufExport(accepted.refused(), accepted.message());
                    case JSON ->
                        ReplyBytes.jsonExport(signal, accepted.refused(), accepted.message());
                  }));
      case Answer.Refused refused ->
          refusal(format, refused.refusal(), refused.message(), retryDelay);
    };
  }

  /** A retryable one says when to come again. */
  static HttpResponse refusal(
      HttpFormat format, Refusal refusal, String message, Duration retryDelay) {
    Optional<Duration> delay = refusal.retryable() ? Optional.of(retryDelay) : Optional.empty();
    ResponseHeadersBuilder headers = headers(refusal.httpStatus(), format);
    delay.ifPresent(
        value -> headers.addLong(HttpHeaderNames.RETRY_AFTER, Math.max(1, value.toSeconds())));
    if (refusal == Refusal.UNSUPPORTED) {
      headers.add(HttpHeaderNames.ACCEPT_ENCODING, Compression.NAMES);
    }
    return HttpResponse.of(
        headers.build(), HttpData.wrap(status(format, refusal.grpcStatus(), message, delay)));
  }

  static HttpResponse methodNotAllowed(HttpFormat format, HttpMethod method) {
    return HttpResponse.of(
        headers(HttpStatus.METHOD_NOT_ALLOWED.code(), format)
            .add(HttpHeaderNames.ALLOW, HttpMethod.POST.name())
            .build(),
        HttpData.wrap(
            status(format, GRPC_UNIMPLEMENTED, "expected POST, came " + method, Optional.empty())));
  }

  static HttpResponse notFound(HttpFormat format, String message) {
    return HttpResponse.of(
        headers(HttpStatus.NOT_FOUND.code(), format).build(),
        HttpData.wrap(status(format, GRPC_UNIMPLEMENTED, message, Optional.empty())));
  }

  private static byte[] status(
      HttpFormat format, int code, String message, Optional<Duration> delay) {
    return switch (format.format()) {
      case PROTOBUF -> ReplyBytes.protobufStatus(code, message, delay);
      case JSON -> ReplyBytes.jsonStatus(code, message, delay);
    };
  }

  private static ResponseHeadersBuilder headers(int status, HttpFormat format) {
    return ResponseHeaders.builder(status).contentType(format.mediaType());
  }
}
