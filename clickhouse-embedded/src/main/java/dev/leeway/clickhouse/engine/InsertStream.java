package dev.leeway.clickhouse.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A running INSERT that takes its data in pieces; the engine cuts blocks by rows, so the same data
 * in other pieces makes the same blocks and is deduplicated the same.
 *
 * <p>Closing it before {@link #done} ends it without committing the open block; blocks of a million
 * rows that were complete before stay. Not thread-safe.
 */
public final class InsertStream implements AutoCloseable {
  /** The largest piece that {@link #append} takes. */
  public static final int PIECE_BYTES = 1 << 18;

  private final ChdbLibrary library;
  private final MemorySegment stream;
  private final Arena arena = Arena.ofConfined();
  private final MemorySegment piece = arena.allocate(PIECE_BYTES);
  private boolean done;
  private boolean closed;

  private InsertStream(ChdbLibrary library, MemorySegment stream) {
    this.library = library;
    this.stream = stream;
  }

  static InsertStream open(
      ChdbLibrary library, MemorySegment connection, String insert, String format)
      throws QueryException {
    MemorySegment stream = library.insertOpen(connection, insert, format);
    String error = library.insertError(stream);
    if (!error.isEmpty()) {
      library.insertDestroy(stream);
      throw QueryException.ofEngine(error);
    }
    return new InsertStream(library, stream);
  }

  /** Hands data over; waits while the engine is behind. */
  public void append(byte[] data, int length) throws QueryException {
    MemorySegment.copy(data, 0, piece, ValueLayout.JAVA_BYTE, 0, length);
    if (!library.insertAppend(stream, piece, length)) {
      throw failure();
    }
  }

  /** Commits; when it returns the rows are in the table. */
  public Summary done() throws QueryException {
    done = true;
    try (QueryResult result = QueryResult.of(library, library.insertDone(stream))) {
      return result.summary();
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (!done) {
      library.insertCancel(stream);
    }
    library.insertDestroy(stream);
    arena.close();
  }

  private QueryException failure() {
    String error = library.insertError(stream);
    return QueryException.ofEngine(error.isEmpty() ? "the insert stream broke" : error);
  }
}
