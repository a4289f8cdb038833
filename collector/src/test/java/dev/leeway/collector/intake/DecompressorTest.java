package dev.leeway.collector.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.leeway.collector.otlp.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

final class DecompressorTest {
  private static final int MAX = 64 << 20;

  private final ByteBudget budget = new ByteBudget(256L << 20);
  private final Decompressor decompressor = new Decompressor(MAX);

  @Test
  void bodiesComeBackAsTheyWere() throws IOException {
    byte[] body = randomText(300_000);
    assertThat(bytes(Compression.IDENTITY, body)).isEqualTo(body);
    assertThat(bytes(Compression.GZIP, gzip(body))).isEqualTo(body);
    assertThat(bytes(Compression.ZSTD, Zstd.compress(body, 3))).isEqualTo(body);
    assertThat(bytes(Compression.DEFLATE, zlib(body))).isEqualTo(body);
    assertThat(bytes(Compression.GZIP, gzip(new byte[0]))).isEmpty();
    assertThat(bytes(Compression.GZIP, new byte[0])).isEmpty();
  }

  @Test
  void aBombIsRefusedWithinItsFirstMegabytes() throws IOException {
    byte[] gigabyte = gzipOfZeros(1L << 30);
    assertThat(gigabyte.length).isLessThan(2 << 20);
    try (ByteBudget.Lease lease = budget.lease()) {
      assertThat(decompressor.decompress(Compression.GZIP, gigabyte, lease))
          .isInstanceOfSatisfying(
              Body.Refused.class,
              refused -> {
                assertThat(refused.refusal()).isEqualTo(Refusal.TOO_LARGE);
                assertThat(refused.reason()).contains("expected at most 100:1");
              });
      assertThat(budget.heldBytes()).isLessThanOrEqualTo(32L << 20);
    }
    assertThat(budget.heldBytes()).isZero();
  }

  @Test
  void aBombOfZstdIsRefusedToo() {
    byte[] bomb = Zstd.compress(new byte[MAX * 2], 3);
    assertThat(decompress(Compression.ZSTD, bomb))
        .isInstanceOfSatisfying(
            Body.Refused.class,
            refused -> assertThat(refused.refusal()).isEqualTo(Refusal.TOO_LARGE));
  }

  @Test
  void upToEightMebibytesAnyRatioIsGood() throws IOException {
    assertThat(bytes(Compression.GZIP, gzip(new byte[8 << 20]))).hasSize(8 << 20);
  }

  @Test
  void theDecompressedSizeHasABoundAtAnyRatio() throws IOException {
    Decompressor small = new Decompressor(100_000);
    byte[] fits = randomText(100_000);
    byte[] over = randomText(100_001);
    try (ByteBudget.Lease lease = budget.lease()) {
      assertThat(small.decompress(Compression.GZIP, gzip(fits), lease))
          .isInstanceOf(Body.Bytes.class);
      assertThat(small.decompress(Compression.GZIP, gzip(over), lease))
          .isEqualTo(
              new Body.Refused(
                  Refusal.TOO_LARGE, "expected at most 100000 decompressed bytes, came more"));
      assertThat(small.decompress(Compression.IDENTITY, over, lease))
          .isInstanceOf(Body.Refused.class);
    }
  }

  @Test
  void whatIsNotCompressedAsSaidIsMalformed() throws IOException {
    byte[] whole = gzip(randomText(10_000));
    for (byte[] bad : new byte[][] {{1, 2, 3}, Arrays.copyOf(whole, whole.length / 2)}) {
      assertThat(decompress(Compression.GZIP, bad))
          .isInstanceOfSatisfying(
              Body.Refused.class,
              refused -> assertThat(refused.refusal()).isEqualTo(Refusal.MALFORMED));
    }
    assertThat(decompress(Compression.ZSTD, new byte[] {1, 2, 3, 4, 5}))
        .isInstanceOf(Body.Refused.class);
  }

  @Test
  void withoutBudgetABodyIsPutOff() throws IOException {
    ByteBudget tight = new ByteBudget(50_000);
    try (ByteBudget.Lease lease = tight.lease()) {
      assertThat(decompressor.decompress(Compression.GZIP, gzip(randomText(200_000)), lease))
          .isInstanceOfSatisfying(
              Body.Refused.class,
              refused -> assertThat(refused.refusal()).isEqualTo(Refusal.OVERLOADED));
    }
  }

  private byte[] bytes(Compression compression, byte[] body) {
    Body result = decompress(compression, body);
    assertThat(result).isInstanceOf(Body.Bytes.class);
    return ((Body.Bytes) result).bytes();
  }

  private Body decompress(Compression compression, byte[] body) {
    try (ByteBudget.Lease lease = budget.lease()) {
      return decompressor.decompress(compression, body, lease);
    }
  }

  private static byte[] randomText(int bytes) {
    Random random = new Random(5);
    byte[] text = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      text[i] = (byte) ('a' + random.nextInt(26));
    }
    return text;
  }

  private static byte[] gzip(byte[] body) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(body);
    }
    return out.toByteArray();
  }

  private static byte[] zlib(byte[] body) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
      deflater.write(body);
    }
    return out.toByteArray();
  }

  private static byte[] gzipOfZeros(long bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] zeros = new byte[1 << 20];
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      for (long written = 0; written < bytes; written += zeros.length) {
        gzip.write(zeros);
      }
    }
    return out.toByteArray();
  }
}
