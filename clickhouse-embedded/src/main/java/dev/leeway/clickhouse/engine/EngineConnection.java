package dev.leeway.clickhouse.engine;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One connection to the engine: it runs one statement at a time.
 *
 * <p>Not thread-safe. Every call needs a thread with a large stack, because the engine's parser and
 * planner run on the caller's.
 */
public final class EngineConnection implements AutoCloseable {
  /** Statements with bound parameters on parallel connections clobber each other's. */
  private static final ReentrantLock PARAMETERS = new ReentrantLock(true);

  private final ChdbLibrary library;
  private final MemorySegment pointer;
  private final MemorySegment connection;
  private boolean closed;

  private EngineConnection(ChdbLibrary library, MemorySegment pointer) {
    this.library = library;
    this.pointer = pointer;
    connection = library.connection(pointer);
  }

  /**
   * @param options of the server where this is the process's first connection, and of this
   *     connection
   */
  static EngineConnection open(ChdbLibrary library, Map<String, String> options) {
    List<String> arguments = new ArrayList<>();
    arguments.add("clickhouse");
    options.forEach((name, value) -> arguments.add("--" + name + "=" + value));
    MemorySegment pointer = library.connect(arguments);
    if (pointer.equals(MemorySegment.NULL)) {
      throw new IllegalStateException(
          "the engine refused to open " + options.get("path") + ": see its log for the reason");
    }
    return new EngineConnection(library, pointer);
  }

  /** What the engine's own parser says about the text; runs nothing. */
  public StatementClass classify(String statement) {
    return library.classify(connection, statement);
  }

  /** Runs a statement for its effect. */
  public void execute(String statement) throws QueryException {
    try (QueryResult result = query(statement, "Null", List.of())) {
      result.summary();
    }
  }

  /** Runs a statement to its end, with the whole result in native memory until it is closed. */
  public QueryResult query(String statement, String format, List<Parameter> bound)
      throws QueryException {
    MemorySegment result =
        guarded(bound, () -> library.query(connection, statement, format, bound));
    return QueryResult.of(library, result);
  }

  /**
   * Starts a SELECT whose result comes in pieces.
   *
   * @return each piece formatted for itself: where the format has a header, each piece has it
   */
  public ResultStream stream(String statement, String format, List<Parameter> bound)
      throws QueryException {
    MemorySegment stream =
        guarded(bound, () -> library.streamQuery(connection, statement, format, bound));
    String error = library.resultError(stream);
    if (!error.isEmpty()) {
      library.resultDestroy(stream);
      throw QueryException.ofEngine(error);
    }
    return new ResultStream(library, connection, stream);
  }

  /**
   * Starts an insert whose data comes in pieces.
   *
   * @param insert without FORMAT, VALUES or data
   */
  public InsertStream insert(String insert, String format) throws QueryException {
    return InsertStream.open(library, connection, insert, format);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      library.closeConnection(pointer);
    }
  }

  private static MemorySegment guarded(List<Parameter> bound, Call call) {
    if (bound.isEmpty()) {
      return call.run();
    }
    PARAMETERS.lock();
    try {
      return call.run();
    } finally {
      PARAMETERS.unlock();
    }
  }

  private interface Call {
    MemorySegment run();
  }
}
