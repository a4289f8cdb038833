package dev.leeway.clickhouse.engine;

import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** A running SELECT whose result is fetched in pieces; closing it early ends it. */
public final class ResultStream implements AutoCloseable {
  private final ChdbLibrary library;
  private final MemorySegment connection;
  private final MemorySegment stream;
  private boolean ended;
  private boolean closed;

  ResultStream(ChdbLibrary library, MemorySegment connection, MemorySegment stream) {
    this.library = library;
    this.connection = connection;
    this.stream = stream;
  }

  /** The next piece, which the caller closes; empty at the end. */
  public Optional<QueryResult> next() throws QueryException {
    if (ended) {
      return Optional.empty();
    }
    // An error ends the stream as well; what ends only here must not be cancelled below.
    ended = true;
    QueryResult piece = QueryResult.of(library, library.streamFetch(connection, stream));
    if (piece.size() == 0) {
      piece.close();
      return Optional.empty();
    }
    ended = false;
    return Optional.of(piece);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (!ended) {
      library.streamCancel(connection, stream);
    }
    library.resultDestroy(stream);
  }
}
