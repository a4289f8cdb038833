package dev.leeway.clickhouse.engine;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * libchdb's C functions as Java methods, one to one: pointers in, pointers out, no policy.
 *
 * <p>Loading it turns the engine's signal handlers off before anything else, because they would
 * replace the JVM's own. Thread-safe as far as the library is: each connection runs one statement
 * at a time.
 */
@SuppressWarnings("restricted") // The one class that calls native code.
final class ChdbLibrary {
  private static final AddressLayout C_STRING =
      ADDRESS.withTargetLayout(MemoryLayout.sequenceLayout(Long.MAX_VALUE, JAVA_BYTE));

  private final MethodHandle connect;
  private final MethodHandle closeConnection;
  private final MethodHandle query;
  private final MethodHandle queryWithParameters;
  private final MethodHandle streamQuery;
  private final MethodHandle streamQueryWithParameters;
  private final MethodHandle streamFetch;
  private final MethodHandle streamCancel;
  private final MethodHandle insertOpen;
  private final MethodHandle insertAppend;
  private final MethodHandle insertDone;
  private final MethodHandle insertCancel;
  private final MethodHandle insertError;
  private final MethodHandle insertDestroy;
  private final MethodHandle resultError;
  private final MethodHandle resultBuffer;
  private final MethodHandle resultDestroy;
  private final MethodHandle resultLength;
  private final MethodHandle rowsReturned;
  private final MethodHandle rowsRead;
  private final MethodHandle bytesRead;
  private final MethodHandle rowsWritten;
  private final MethodHandle bytesWritten;
  private final MethodHandle classify;
  private final MethodHandle shutdown;
  private final SymbolLookup symbols;

  ChdbLibrary(Path library) {
    symbols = SymbolLookup.libraryLookup(library, Arena.global());
    var noSignalHandlers =
        handle("chdb_set_signal_handlers_enabled", FunctionDescriptor.ofVoid(JAVA_INT));
    run(() -> {
      noSignalHandlers.invokeExact(0);
    });

    connect = handle("chdb_connect", FunctionDescriptor.of(ADDRESS, JAVA_INT, ADDRESS));
    closeConnection = handle("chdb_close_conn", FunctionDescriptor.ofVoid(ADDRESS));
    var queryShape =
        FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG);
    var parametersShape =
        queryShape.appendArgumentLayouts(ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG);
    query = handle("chdb_query_n", queryShape);
    queryWithParameters = handle("chdb_query_with_params_n", parametersShape);
    streamQuery = handle("chdb_stream_query_n", queryShape);
    streamQueryWithParameters = handle("chdb_stream_query_with_params_n", parametersShape);
    streamFetch =
        handle("chdb_stream_fetch_result", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS));
    streamCancel = handle("chdb_stream_cancel_query", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS));
    insertOpen = handle("chdb_stream_insert_n", queryShape);
    insertAppend =
        handle("chdb_stream_append", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG));
    insertDone = handle("chdb_stream_done", FunctionDescriptor.of(ADDRESS, ADDRESS));
    insertCancel = handle("chdb_stream_cancel_insert", FunctionDescriptor.ofVoid(ADDRESS));
    insertError = handle("chdb_stream_insert_error", FunctionDescriptor.of(C_STRING, ADDRESS));
    insertDestroy = handle("chdb_destroy_insert_stream", FunctionDescriptor.ofVoid(ADDRESS));
    resultError = handle("chdb_result_error", FunctionDescriptor.of(C_STRING, ADDRESS));
    resultBuffer = handle("chdb_result_buffer", FunctionDescriptor.of(ADDRESS, ADDRESS));
    resultDestroy = handle("chdb_destroy_query_result", FunctionDescriptor.ofVoid(ADDRESS));
    var countShape = FunctionDescriptor.of(JAVA_LONG, ADDRESS);
    resultLength = handle("chdb_result_length", countShape);
    rowsReturned = handle("chdb_result_rows_read", countShape);
    rowsRead = handle("chdb_result_storage_rows_read", countShape);
    bytesRead = handle("chdb_result_storage_bytes_read", countShape);
    rowsWritten = handle("chdb_result_rows_written", countShape);
    bytesWritten = handle("chdb_result_bytes_written", countShape);
    classify =
        handle(
            "chdb_classify_query_n",
            FunctionDescriptor.of(
                JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS));
    shutdown = handle("chdb_shutdown", FunctionDescriptor.of(JAVA_INT));
  }

  /** A pointer to a connection pointer, or NULL where the engine refused the arguments. */
  MemorySegment connect(List<String> arguments) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment argv = arena.allocate(ADDRESS, arguments.size() + 1L);
      for (int i = 0; i < arguments.size(); i++) {
        argv.setAtIndex(ADDRESS, i, arena.allocateFrom(arguments.get(i)));
      }
      return pointer(() -> (MemorySegment) connect.invokeExact(arguments.size(), argv));
    }
  }

  /** The connection that the pointer from {@link #connect} points to. */
  MemorySegment connection(MemorySegment connectionPointer) {
    return connectionPointer.reinterpret(ADDRESS.byteSize()).get(ADDRESS, 0);
  }

  void closeConnection(MemorySegment connectionPointer) {
    run(() -> {
      closeConnection.invokeExact(connectionPointer);
    });
  }

  /** Runs the statement to its end; the result is the caller's to destroy. */
  MemorySegment query(MemorySegment connection, String sql, String format, List<Parameter> bound) {
    return call(query, queryWithParameters, connection, sql, format, bound);
  }

  /** Starts a statement whose result comes in pieces; the result is the caller's to destroy. */
  MemorySegment streamQuery(
      MemorySegment connection, String sql, String format, List<Parameter> bound) {
    return call(streamQuery, streamQueryWithParameters, connection, sql, format, bound);
  }

  MemorySegment streamFetch(MemorySegment connection, MemorySegment stream) {
    return pointer(() -> (MemorySegment) streamFetch.invokeExact(connection, stream));
  }

  void streamCancel(MemorySegment connection, MemorySegment stream) {
    run(() -> {
      streamCancel.invokeExact(connection, stream);
    });
  }

  /** {@code insert} carries neither FORMAT nor data; the stream is never NULL. */
  MemorySegment insertOpen(MemorySegment connection, String insert, String format) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment sql = bytes(arena, insert);
      MemorySegment name = bytes(arena, format);
      return pointer(() ->
          (MemorySegment)
              insertOpen.invokeExact(connection, sql, sql.byteSize(), name, name.byteSize()));
    }
  }

  boolean insertAppend(MemorySegment stream, MemorySegment data, long length) {
    return number(() -> (int) insertAppend.invokeExact(stream, data, length)) == 0;
  }

  MemorySegment insertDone(MemorySegment stream) {
    return pointer(() -> (MemorySegment) insertDone.invokeExact(stream));
  }

  void insertCancel(MemorySegment stream) {
    run(() -> {
      insertCancel.invokeExact(stream);
    });
  }

  String insertError(MemorySegment stream) {
    return text(pointer(() -> (MemorySegment) insertError.invokeExact(stream)));
  }

  void insertDestroy(MemorySegment stream) {
    run(() -> {
      insertDestroy.invokeExact(stream);
    });
  }

  /** The engine's message, or an empty string where the statement went well. */
  String resultError(MemorySegment result) {
    return text(pointer(() -> (MemorySegment) resultError.invokeExact(result)));
  }

  /** The result's bytes in native memory, valid until the result is destroyed. */
  MemorySegment resultBytes(MemorySegment result) {
    long length = count(resultLength, result);
    if (length == 0) {
      return MemorySegment.NULL;
    }
    return pointer(() -> (MemorySegment) resultBuffer.invokeExact(result)).reinterpret(length);
  }

  void resultDestroy(MemorySegment result) {
    run(() -> {
      resultDestroy.invokeExact(result);
    });
  }

  /** What the result says about the work done for it. */
  Summary resultSummary(MemorySegment result) {
    return new Summary(
        count(rowsRead, result),
        count(bytesRead, result),
        count(rowsWritten, result),
        count(bytesWritten, result),
        count(rowsReturned, result));
  }

  /** What the engine's own parser says about the text, without running it. */
  StatementClass classify(MemorySegment connection, String statement) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment sql = bytes(arena, statement);
      MemorySegment report = arena.allocate(JAVA_INT, 4);
      report.setAtIndex(JAVA_INT, 0, (int) report.byteSize());
      long state =
          number(() ->
              (int)
                  classify.invokeExact(
                      connection, sql, sql.byteSize(), MemorySegment.NULL, 0L, report));
      return state == 0
          ? StatementClass.of(report.getAtIndex(JAVA_INT, 1), report.getAtIndex(JAVA_INT, 3))
          : StatementClass.unknown();
    }
  }

  boolean shutdown() {
    return number(() -> (int) shutdown.invokeExact()) == 0;
  }

  private MemorySegment call(
      MethodHandle plain,
      MethodHandle withParameters,
      MemorySegment connection,
      String sql,
      String format,
      List<Parameter> bound) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment statement = bytes(arena, sql);
      MemorySegment name = bytes(arena, format);
      if (bound.isEmpty()) {
        return pointer(() ->
            (MemorySegment)
                plain.invokeExact(
                    connection, statement, statement.byteSize(), name, name.byteSize()));
      }
      MemorySegment names = strings(arena, bound.stream().map(Parameter::name).toList());
      MemorySegment values = strings(arena, bound.stream().map(Parameter::value).toList());
      return pointer(() ->
          (MemorySegment)
              withParameters.invokeExact(
                  connection,
                  statement,
                  statement.byteSize(),
                  name,
                  name.byteSize(),
                  names,
                  MemorySegment.NULL,
                  values,
                  MemorySegment.NULL,
                  (long) bound.size()));
    }
  }

  private static MemorySegment strings(Arena arena, List<String> texts) {
    MemorySegment pointers = arena.allocate(ADDRESS, texts.size());
    for (int i = 0; i < texts.size(); i++) {
      pointers.setAtIndex(ADDRESS, i, arena.allocateFrom(texts.get(i)));
    }
    return pointers;
  }

  private static MemorySegment bytes(Arena arena, String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    MemorySegment segment = arena.allocate(Math.max(1, encoded.length));
    MemorySegment.copy(encoded, 0, segment, JAVA_BYTE, 0, encoded.length);
    return segment.asSlice(0, encoded.length);
  }

  private static String text(MemorySegment pointer) {
    return pointer.equals(MemorySegment.NULL) ? "" : pointer.getString(0);
  }

  private static long count(MethodHandle function, MemorySegment result) {
    return number(() -> (long) function.invokeExact(result));
  }

  private MethodHandle handle(String name, FunctionDescriptor shape) {
    MemorySegment symbol =
        symbols
            .find(name)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "expected a library that exports " + name + ", came one without it"));
    return Linker.nativeLinker().downcallHandle(symbol, shape);
  }

  private static MemorySegment pointer(PointerCall call) {
    try {
      return call.invoke();
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  private static long number(NumberCall call) {
    try {
      return call.invoke();
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  private static void run(VoidCall call) {
    try {
      call.invoke();
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  /** C functions throw nothing, so what comes here is the JVM's own error. */
  private static Error unexpected(Throwable thrown) {
    return thrown instanceof Error error ? error : new LinkageError("native call failed", thrown);
  }

  private interface PointerCall {
    MemorySegment invoke() throws Throwable;
  }

  private interface NumberCall {
    long invoke() throws Throwable;
  }

  private interface VoidCall {
    void invoke() throws Throwable;
  }
}
