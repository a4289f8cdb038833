package dev.leeway.clickhouse.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;

/** Writes what {@code compress=1} asks for: ClickHouse's LZ4 blocks of up to 64 KiB of data. */
public final class CompressedBlockOutputStream extends OutputStream {
  private static final int BLOCK_BYTES = 1 << 16;

  private final OutputStream target;
  private final LZ4Compressor compressor = LZ4Factory.safeInstance().fastCompressor();
  private final byte[] block = new byte[BLOCK_BYTES];
  private final byte[] frame =
      new byte[CompressedBlock.HEADER_BYTES + compressor.maxCompressedLength(BLOCK_BYTES)];
  private int filled;

  public CompressedBlockOutputStream(OutputStream target) {
    this.target = target;
  }

  @Override
  public void write(int value) throws IOException {
    if (filled == block.length) {
      writeBlock();
    }
    block[filled++] = (byte) value;
  }

  @Override
  public void write(byte[] data, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      if (filled == block.length) {
        writeBlock();
      }
      int count = Math.min(length - done, block.length - filled);
      System.arraycopy(data, offset + done, block, filled, count);
      filled += count;
      done += count;
    }
  }

  @Override
  public void flush() throws IOException {
    if (filled > 0) {
      writeBlock();
    }
    target.flush();
  }

  @Override
  public void close() throws IOException {
    flush();
    target.close();
  }

  private void writeBlock() throws IOException {
    int dataBytes =
        compressor.compress(
            block,
            0,
            filled,
            frame,
            CompressedBlock.HEADER_BYTES,
            frame.length - CompressedBlock.HEADER_BYTES);
    int countedBytes = CompressedBlock.COUNTED_HEADER_BYTES + dataBytes;
    ByteBuffer header = CompressedBlock.view(frame);
    header.position(CompressedBlock.CHECKSUM_BYTES);
    header.put(CompressedBlock.METHOD_LZ4).putInt(countedBytes).putInt(filled);
    var checksum = CityHash128.of(frame, CompressedBlock.CHECKSUM_BYTES, countedBytes);
    header.putLong(0, checksum.low()).putLong(8, checksum.high());
    target.write(frame, 0, CompressedBlock.CHECKSUM_BYTES + countedBytes);
    filled = 0;
  }
}
