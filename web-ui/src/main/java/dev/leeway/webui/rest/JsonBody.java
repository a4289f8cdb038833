package dev.leeway.webui.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a request's body as JSON, plain or gzip, within bounds. */
final class JsonBody {
  static final int BYTES_MAX = 8 << 20;

  private JsonBody() {}

  static JsonNode of(HttpServletRequest request) throws IOException {
    byte[] bytes;
    String encoding = request.getHeader("Content-Encoding");
    try (InputStream in = decoded(request, encoding == null ? "identity" : encoding)) {
      bytes = in.readNBytes(BYTES_MAX + 1);
    }
    if (bytes.length > BYTES_MAX) {
      throw new TooLargeException(
          "expected at most %d bytes of JSON, came more".formatted(BYTES_MAX));
    }
    try {
      return JsonMapper.shared().readTree(bytes);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("expected JSON, came " + e.getOriginalMessage(), e);
    }
  }

  private static InputStream decoded(HttpServletRequest request, String encoding)
      throws IOException {
    return switch (encoding) {
      case "identity", "" -> request.getInputStream();
      case "gzip" -> gzip(request);
      default ->
          throw new IllegalArgumentException(
              "expected gzip or no Content-Encoding, came " + encoding);
    };
  }

  private static InputStream gzip(HttpServletRequest request) throws IOException {
    try {
      return new GZIPInputStream(request.getInputStream());
    } catch (java.util.zip.ZipException | java.io.EOFException e) {
      throw new IllegalArgumentException("expected a gzip body, came other bytes", e);
    }
  }
}
