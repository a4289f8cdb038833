package dev.leeway.clickhouse.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The frame around each of ClickHouse's compressed blocks, and the bounds that it is held to. */
final class CompressedBlock {
  /** Checksum of 16 bytes, method of 1, sizes of 4 each. */
  static final int HEADER_BYTES = 25;

  static final int CHECKSUM_BYTES = 16;

  /** What a block's own size counts beside the data: method and both sizes. */
  static final int COUNTED_HEADER_BYTES = 9;

  static final byte METHOD_NONE = 0x02;
  static final byte METHOD_LZ4 = (byte) 0x82;

  /** Writers of today cut blocks at 64 KiB or 1 MiB; nobody needs more than this. */
  static final int BLOCK_BYTES_MAX = 16 << 20;

  private CompressedBlock() {}

  static ByteBuffer view(byte[] frame) {
    return ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
  }
}
