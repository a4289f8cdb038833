package dev.leeway.webui.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class JsonBodyTest {
  private static final byte[] JSON =
      "{\"names\": [\"orders\", \"prices\", \"policies\"]}".getBytes(UTF_8);

  @Test
  void plainAndCompressedBodiesAreTheSame() throws IOException {
    assertThat(read(gzip(JSON), "gzip"))
        .isEqualTo(read(JSON, ""))
        .isEqualTo(read(JSON, "identity"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 10, 25})
  void aTruncatedGzipBodySaysSo(int bytes) throws IOException {
    byte[] cut = Arrays.copyOf(gzip(JSON), bytes);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(cut, "gzip"))
        .withMessage("expected gzip, came a body that ends before it");
  }

  @Test
  void aGzipBodyWithoutItsTrailerSaysSo() throws IOException {
    byte[] whole = gzip(JSON);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(Arrays.copyOf(whole, whole.length - 4), "gzip"))
        .withMessageStartingWith("expected gzip, came ");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 20, -6})
  void aCorruptGzipBodySaysSo(int place) throws IOException {
    byte[] corrupt = gzip(JSON);
    corrupt[place < 0 ? corrupt.length + place : place] ^= 0x7f;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(corrupt, "gzip"))
        .withMessageStartingWith("expected gzip, came ");
  }

  @Test
  void aSmallBodyThatUnpacksToALargeOneIsTooLarge() throws IOException {
    byte[] bomb = gzip(new byte[JsonBody.BYTES_MAX + 1]);
    assertThatExceptionOfType(TooLargeException.class).isThrownBy(() -> read(bomb, "gzip"));
  }

  @Test
  void otherEncodingsAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(JSON, "br"))
        .withMessage("expected gzip or no Content-Encoding, came br");
  }

  private static JsonNode read(byte[] body, String encoding) throws IOException {
    return JsonBody.of(new ByteArrayInputStream(body), encoding);
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    }
    return bytes.toByteArray();
  }
}
