package dev.leeway.collector.receive;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.linecorp.armeria.common.HttpHeaders;
import com.linecorp.armeria.common.HttpHeadersBuilder;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import dev.leeway.collector.intake.Compression;
import dev.leeway.collector.otlp.ReplyBytes;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/**
 * A gRPC call's end: the headers {@code grpc-status}, {@code grpc-message} and, with a retry delay,
 * {@code grpc-status-details-bin}.
 */
record GrpcStatus(int code, String message, Optional<Duration> retryDelay) {
  static final MediaType CONTENT_TYPE = MediaType.create("application", "grpc");
  static final int UNIMPLEMENTED = 12;

  private static final String SAFE = " !\"#$&'()*+,-./:;<=>?@[\\]^_`{|}~";

  static HttpHeaders ok() {
    return HttpHeaders.of("grpc-status", "0");
  }

  static GrpcStatus unimplemented(String message) {
    return new GrpcStatus(UNIMPLEMENTED, message, Optional.empty());
  }

  /** A response of headers alone, as gRPC wants it when there is no message. */
  HttpResponse toResponse() {
    return HttpResponse.of(
        ResponseHeaders.builder(HttpStatus.OK)
            .contentType(CONTENT_TYPE)
            .add(trailers())
            .endOfStream(true)
            .build());
  }

  private HttpHeaders trailers() {
    HttpHeadersBuilder headers =
        HttpHeaders.builder()
            .addInt("grpc-status", code)
            .add("grpc-message", percentEncode(ReplyBytes.shorten(message)));
    if (code == UNIMPLEMENTED) {
      headers.add("grpc-accept-encoding", "identity, " + Compression.NAMES);
    }
    retryDelay.ifPresent(delay ->
        headers.add(
            "grpc-status-details-bin",
            Base64.getEncoder()
                .withoutPadding()
                .encodeToString(ReplyBytes.protobufStatus(code, message, Optional.of(delay)))));
    return headers.build();
  }

  /** Printable ASCII but the percent sign stands for itself. */
  private static String percentEncode(String text) {
    StringBuilder out = new StringBuilder();
    for (byte next : text.getBytes(UTF_8)) {
      char character = (char) (next & 0xFF);
      boolean safe =
          character < 0x80
              && (Character.isLetterOrDigit(character) || SAFE.indexOf(character) >= 0);
      if (safe) {
        out.append(character);
      } else {
        out.append('%').append("%02X".formatted(next & 0xFF));
      }
    }
    return out.toString();
  }
}
