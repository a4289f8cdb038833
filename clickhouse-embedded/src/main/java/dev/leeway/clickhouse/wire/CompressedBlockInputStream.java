package dev.leeway.clickhouse.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/**
 * Reads what {@code decompress=1} announces: ClickHouse's LZ4 blocks, each with its checksum.
 *
 * <p>Both sizes of a block are bounded before memory is taken. Not thread-safe.
 */
public final class CompressedBlockInputStream extends InputStream {
  private final InputStream source;
  private final LZ4SafeDecompressor decompressor = LZ4Factory.safeInstance().safeDecompressor();
  private byte[] frame = new byte[1 << 16];
  private byte[] block = new byte[1 << 16];
  private int position;
  private int limit;

  public CompressedBlockInputStream(InputStream source) {
    this.source = source;
  }

  @Override
  public int read() throws IOException {
    return fill() ? block[position++] & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, limit - position);
    System.arraycopy(block, position, target, offset, count);
    position += count;
    return count;
  }

  @Override
  public void close() throws IOException {
    source.close();
  }

  private boolean fill() throws IOException {
    while (position == limit) {
      if (!next()) {
        return false;
      }
    }
    return true;
  }

  private boolean next() throws IOException {
    int got = source.readNBytes(frame, 0, CompressedBlock.HEADER_BYTES);
    if (got == 0) {
      return false;
    }
    if (got < CompressedBlock.HEADER_BYTES) {
      throw new EOFException("expected a block header of 25 bytes, came " + got);
    }
    ByteBuffer header = CompressedBlock.view(frame);
    long checksumLow = header.getLong();
    long checksumHigh = header.getLong();
    byte method = header.get();
    int dataBytes =
        bounded("compressed size", header.getInt()) - CompressedBlock.COUNTED_HEADER_BYTES;
    int blockBytes = bounded("size", header.getInt());
    if (dataBytes < 0) {
      throw new IOException("expected a compressed size of at least 9, came " + (dataBytes + 9));
    }
    frame = grown(frame, CompressedBlock.HEADER_BYTES + dataBytes);
    block = grown(block, blockBytes);
    if (source.readNBytes(frame, CompressedBlock.HEADER_BYTES, dataBytes) < dataBytes) {
      throw new EOFException("expected a block of " + dataBytes + " bytes, came fewer");
    }
    var checksum =
        CityHash128.of(
            frame,
            CompressedBlock.CHECKSUM_BYTES,
            CompressedBlock.COUNTED_HEADER_BYTES + dataBytes);
    if (checksum.low() != checksumLow || checksum.high() != checksumHigh) {
      throw new IOException("checksum of a compressed block differs from its data");
    }
    unpack(method, dataBytes, blockBytes);
    position = 0;
    limit = blockBytes;
    return true;
  }

  private void unpack(byte method, int dataBytes, int blockBytes) throws IOException {
    switch (method) {
      case CompressedBlock.METHOD_LZ4 -> {
        try {
          int came =
              decompressor.decompress(
                  frame, CompressedBlock.HEADER_BYTES, dataBytes, block, 0, blockBytes);
          expectSize(blockBytes, came);
        } catch (LZ4Exception e) {
          throw new IOException("expected LZ4 data in a compressed block: " + e.getMessage(), e);
        }
      }
      case CompressedBlock.METHOD_NONE -> {
        expectSize(blockBytes, dataBytes);
        System.arraycopy(frame, CompressedBlock.HEADER_BYTES, block, 0, dataBytes);
      }
      default ->
          throw new IOException(
              "expected compression method 0x82 (LZ4) or 0x02 (none), came 0x%02x"
                  .formatted(method));
    }
  }

  private static void expectSize(int announced, int came) throws IOException {
    if (announced != came) {
      throw new IOException("expected a block of " + announced + " bytes, came " + came);
    }
  }

  private static int bounded(String what, int bytes) throws IOException {
    if (!(bytes >= 0 && bytes <= CompressedBlock.BLOCK_BYTES_MAX)) {
      throw new IOException(
          "expected a block's "
              + what
              + " up to "
              + CompressedBlock.BLOCK_BYTES_MAX
              + " bytes, came "
              + Integer.toUnsignedString(bytes));
    }
    return bytes;
  }

  private static byte[] grown(byte[] buffer, int size) {
    return buffer.length >= size ? buffer : Arrays.copyOf(buffer, size);
  }
}
