package dev.leeway.storage.row;

/**
 * Writes values of one kind as rows of one table. Implementations hold no state and are
 * thread-safe; the columns of {@link #target()} and the order of {@link #encode} are one contract.
 */
public interface RowEncoder<T> {
  InsertTarget target();

  /** Appends exactly one row. */
  void encode(T value, RowBuffer out);
}
