package dev.leeway.storage.row;

/**
 * Gathers the rows of one block, up to a bound. Not thread-safe.
 *
 * <p>ClickHouse takes up to about a million rows of an insert as one block, and one block is what
 * it stores, or knows again, as a whole: the bound stays below that.
 */
public final class BlockWriter<T> {
  public static final int ROWS_MAX = 500_000;
  public static final int BYTES_MAX = 64 << 20;

  private final RowEncoder<? super T> encoder;
  private final int rowsMax;
  private final int bytesMax;
  private RowBuffer buffer = new RowBuffer();
  private int rows;

  public BlockWriter(RowEncoder<? super T> encoder) {
    this(encoder, ROWS_MAX, BYTES_MAX);
  }

  public BlockWriter(RowEncoder<? super T> encoder, int rowsMax, int bytesMax) {
    if (rowsMax < 1 || rowsMax > ROWS_MAX || bytesMax < 1 || bytesMax > BYTES_MAX) {
      throw new IllegalArgumentException(
          "expected 1 to %d rows and 1 to %d bytes, came %d and %d"
              .formatted(ROWS_MAX, BYTES_MAX, rowsMax, bytesMax));
    }
    this.encoder = encoder;
    this.rowsMax = rowsMax;
    this.bytesMax = bytesMax;
  }

  /** Adds a row; a value that cannot be encoded leaves no trace. */
  public void add(T value) {
    if (isFull()) {
      throw new IllegalStateException(
          "block is full: %d rows, %d bytes".formatted(rows, buffer.size()));
    }
    int start = buffer.size();
    try {
      encoder.encode(value, buffer);
    } catch (RuntimeException e) {
      buffer.truncate(start);
      throw e;
    }
    rows++;
  }

  /** Whether the block has reached its bound and must be finished before another row. */
  public boolean isFull() {
    return rows >= rowsMax || buffer.size() >= bytesMax;
  }

  public boolean isEmpty() {
    return rows == 0;
  }

  public int rows() {
    return rows;
  }

  public int sizeBytes() {
    return buffer.size();
  }

  /** What was gathered; the writer is empty afterwards. Only for a writer that is not empty. */
  public EncodedBlock finish() {
    EncodedBlock block = new EncodedBlock(encoder.target(), rows, buffer.toByteArray());
    buffer = new RowBuffer();
    rows = 0;
    return block;
  }
}
