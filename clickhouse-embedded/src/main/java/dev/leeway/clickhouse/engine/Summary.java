package dev.leeway.clickhouse.engine;

/** The counts of one statement: what it read from storage, wrote, and returned. */
public record Summary(
    long readRows, long readBytes, long writtenRows, long writtenBytes, long resultRows) {
  public static final Summary NONE = new Summary(0, 0, 0, 0, 0);

  public Summary plus(Summary other) {
    return new Summary(
        readRows + other.readRows,
        readBytes + other.readBytes,
        writtenRows + other.writtenRows,
        writtenBytes + other.writtenBytes,
        resultRows + other.resultRows);
  }
}
