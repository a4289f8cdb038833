package dev.leeway.collector.receive;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.MediaType;
import dev.leeway.collector.intake.Format;
import java.util.Optional;

/**
 * The encoding of a request, and the content type that its answer has.
 *
 * @param mediaType the request's own, without parameters
 */
record HttpFormat(Format format, MediaType mediaType) {

  /** For the answer to a request whose encoding is not known. */
  static final HttpFormat FALLBACK = new HttpFormat(Format.JSON, MediaType.JSON);

  /** Empty for a type that is not OTLP's, or none; parameters, such as a charset, say nothing. */
  static Optional<HttpFormat> of(HttpRequest request) {
    MediaType type = request.contentType();
    if (type == null) {
      return Optional.empty();
    }
    MediaType bare = type.withoutParameters();
    return switch (bare.toString()) {
      case "application/x-protobuf", "application/protobuf" ->
          Optional.of(new HttpFormat(Format.PROTOBUF, bare));
      case "application/json" -> Optional.of(new HttpFormat(Format.JSON, bare));
      default -> Optional.empty();
    };
  }

  static HttpFormat orFallback(HttpRequest request) {
    return of(request).orElse(FALLBACK);
  }
}
