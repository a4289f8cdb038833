package dev.leeway.webui.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a request's body as JSON, plain or gzip, within bounds. */
final class JsonBody {
  static final int BYTES_MAX = 8 << 20;

  private JsonBody() {}

  static JsonNode of(HttpServletRequest request) throws IOException {
    String encoding = request.getHeader("Content-Encoding");
    return of(request.getInputStream(), encoding == null ? "" : encoding);
  }

  /**
   * Reads to the end, or to the bound.
   *
   * @param encoding as the header says; empty for none
   */
  static JsonNode of(InputStream body, String encoding) throws IOException {
    byte[] bytes =
        switch (encoding) {
          case "identity", "" -> read(body);
          case "gzip" -> unzipped(body);
          default ->
              throw new IllegalArgumentException(
                  "expected gzip or no Content-Encoding, came " + encoding);
        };
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

  /** Bytes that are not gzip show at the start, in the middle or at the end. */
  private static byte[] unzipped(InputStream body) throws IOException {
    try (InputStream in = new GZIPInputStream(body)) {
      return read(in);
    } catch (EOFException e) {
      throw new IllegalArgumentException("expected gzip, came a body that ends before it", e);
    } catch (ZipException e) {
      throw new IllegalArgumentException("expected gzip, came other bytes: " + e.getMessage(), e);
    }
  }

  private static byte[] read(InputStream in) throws IOException {
    return in.readNBytes(BYTES_MAX + 1);
  }
}
