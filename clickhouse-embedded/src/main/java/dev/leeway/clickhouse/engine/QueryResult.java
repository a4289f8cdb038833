package dev.leeway.clickhouse.engine;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A result, or a piece of one, in native memory until it is closed. Not thread-safe. */
public final class QueryResult implements AutoCloseable {
  private static final int COPY_BYTES = 1 << 16;

  private final ChdbLibrary library;
  private final MemorySegment result;
  private boolean closed;

  private QueryResult(ChdbLibrary library, MemorySegment result) {
    this.library = library;
    this.result = result;
  }

  static QueryResult of(ChdbLibrary library, MemorySegment result) throws QueryException {
    String error = library.resultError(result);
    if (error.isEmpty()) {
      return new QueryResult(library, result);
    }
    library.resultDestroy(result);
    throw QueryException.ofEngine(error);
  }

  public long size() {
    return library.resultBytes(result).byteSize();
  }

  public Summary summary() {
    return library.resultSummary(result);
  }

  /** The first bytes, at most {@code limit} of them. */
  public byte[] head(int limit) {
    MemorySegment bytes = library.resultBytes(result);
    return bytes.asSlice(0, Math.min(limit, bytes.byteSize())).toArray(ValueLayout.JAVA_BYTE);
  }

  /** Copies the bytes from {@code offset} on, without ever holding all of them on the heap. */
  public void writeTo(OutputStream target, long offset) throws IOException {
    MemorySegment bytes = library.resultBytes(result);
    byte[] buffer = new byte[(int) Math.min(COPY_BYTES, bytes.byteSize() - offset)];
    for (long at = offset; at < bytes.byteSize(); at += buffer.length) {
      int count = (int) Math.min(buffer.length, bytes.byteSize() - at);
      MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, at, buffer, 0, count);
      target.write(buffer, 0, count);
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      library.resultDestroy(result);
    }
  }
}
