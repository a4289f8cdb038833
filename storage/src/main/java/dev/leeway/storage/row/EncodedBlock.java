package dev.leeway.storage.row;

/**
 * Rows of one table as RowBinary, ready to be inserted. Whoever holds it must not change the bytes.
 */
// It crosses Flink edges, which take records of arrays and no buffers.
@SuppressWarnings("ArrayRecordComponent")
public record EncodedBlock(InsertTarget target, int rows, byte[] data) {
  public EncodedBlock {
    if (rows < 1) {
      throw new IllegalArgumentException("expected at least one row, came " + rows);
    }
  }
}
