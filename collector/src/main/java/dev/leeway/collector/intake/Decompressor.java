package dev.leeway.collector.intake;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import dev.leeway.collector.otlp.Refusal;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/**
 * Decompresses a body within bounds that hold while it does: the size, and past {@link #FREE_BYTES}
 * the ratio to what was read for it. Thread-safe.
 */
final class Decompressor {
  /** Up to here any ratio is good: small bodies of spans that resemble each other reach 200:1. */
  static final int FREE_BYTES = 8 << 20;

  static final int RATIO_MAX = 100;

  /** Small, so that what was read for the output is known well enough. */
  private static final int READ_BYTES = 8 << 10;

  /** 8 MiB: all levels of zstd that are not called ultra stay within it. */
  private static final int ZSTD_WINDOW_LOG_MAX = 23;

  private final int bytesMax;

  Decompressor(int bytesMax) {
    this.bytesMax = bytesMax;
  }

  Body decompress(Compression compression, byte[] body, ByteBudget.Lease lease) {
    if (compression == Compression.IDENTITY) {
      return body.length <= bytesMax ? new Body.Bytes(body) : tooLarge();
    }
    if (body.length == 0) {
      return new Body.Bytes(body);
    }
    try (CountingStream counted = new CountingStream(new ByteArrayInputStream(body));
        InputStream in = open(compression, counted)) {
      return read(in, counted, body.length, lease);
    } catch (IOException e) {
      return new Body.Refused(
          Refusal.MALFORMED,
          "not a "
              + compression.name()
              + " body: "
              + (e instanceof EOFException ? "it ends too early" : e.getMessage()));
    }
  }

  private Body read(InputStream in, CountingStream counted, int compressed, ByteBudget.Lease lease)
      throws IOException {
    byte[] out = new byte[Math.clamp(4L * compressed, READ_BYTES, Math.min(FREE_BYTES, bytesMax))];
    if (!lease.grow(out.length)) {
      return overloaded();
    }
    int size = 0;
    while (true) {
      int count = in.read(out, size, out.length - size);
      if (count < 0) {
        return new Body.Bytes(size == out.length ? out : Arrays.copyOf(out, size));
      }
      size += count;
      if (size > FREE_BYTES && size > (long) RATIO_MAX * counted.count()) {
        return new Body.Refused(
            Refusal.TOO_LARGE,
            "expected at most %d:1 past %d decompressed bytes, came %d bytes out of %d"
                .formatted(RATIO_MAX, FREE_BYTES, size, counted.count()));
      }
      if (size == out.length) {
        if (size >= bytesMax) {
          return in.read() < 0 ? new Body.Bytes(out) : tooLarge();
        }
        int larger = (int) Math.min(bytesMax, 2L * out.length);
        if (!lease.grow(larger - out.length)) {
          return overloaded();
        }
        out = Arrays.copyOf(out, larger);
      }
    }
  }

  private static InputStream open(Compression compression, InputStream in) throws IOException {
    return switch (compression) {
      case IDENTITY -> in;
      case GZIP -> new GZIPInputStream(in, READ_BYTES);
      case ZSTD -> new ZstdInputStreamNoFinalizer(in).setLongMax(ZSTD_WINDOW_LOG_MAX);
      case DEFLATE -> new InflaterInputStream(in);
    };
  }

  private Body tooLarge() {
    return new Body.Refused(
        Refusal.TOO_LARGE, "expected at most " + bytesMax + " decompressed bytes, came more");
  }

  private static Body overloaded() {
    return new Body.Refused(Refusal.OVERLOADED, "too many bytes of requests in flight");
  }

  /** Knows how many bytes were read through it. */
  private static final class CountingStream extends FilterInputStream {
    private long count;

    CountingStream(InputStream in) {
      super(in);
    }

    long count() {
      return count;
    }

    @Override
    public int read() throws IOException {
      int next = super.read();
      count += next < 0 ? 0 : 1;
      return next;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
      int got = super.read(buffer, from, length);
      count += Math.max(0, got);
      return got;
    }
  }
}
