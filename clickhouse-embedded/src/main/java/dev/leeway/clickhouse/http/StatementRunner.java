package dev.leeway.clickhouse.http;

import dev.leeway.clickhouse.engine.EngineConnection;
import dev.leeway.clickhouse.engine.ErrorCode;
import dev.leeway.clickhouse.engine.InsertStream;
import dev.leeway.clickhouse.engine.Lane;
import dev.leeway.clickhouse.engine.QueryException;
import dev.leeway.clickhouse.engine.QueryResult;
import dev.leeway.clickhouse.engine.ResultStream;
import dev.leeway.clickhouse.engine.StatementClass;
import dev.leeway.clickhouse.engine.Summary;
import dev.leeway.clickhouse.sql.Statement;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Runs one statement on a lane: streams an insert in, or streams a result out. */
final class StatementRunner {
  private static final int HEADER_BYTES_MAX = 1 << 20;
  private static final Set<String> STREAMED_VERBS = Set.of("SELECT", "WITH");

  private final QueryRequest request;
  private final Access access;
  private final GuestTreeRules guestTreeRules;
  private final Consumer<Summary> progress;
  private Summary summary = Summary.NONE;

  /**
   * @param progress is told the counts whenever they change
   */
  StatementRunner(
      QueryRequest request,
      Access access,
      GuestTreeRules guestTreeRules,
      Consumer<Summary> progress) {
    this.request = request;
    this.access = access;
    this.guestTreeRules = guestTreeRules;
    this.progress = progress;
  }

  /** Inserts all of {@code data}; returns how many bytes they were. */
  long insert(Lane lane, String head, String format, InputStream data)
      throws QueryException, IOException {
    if (!request.bound().isEmpty()) {
      throw QueryException.refused(
          ErrorCode.NOT_IMPLEMENTED, "bound parameters are not supported in an insert with data");
    }
    byte[] piece = new byte[InsertStream.PIECE_BYTES];
    long total = 0;
    try (InsertStream stream = lane.connection().insert(head, format)) {
      for (int count = fill(data, piece); count > 0; count = fill(data, piece)) {
        stream.append(piece, count);
        total += count;
      }
      add(stream.done());
    }
    return total;
  }

  /** Runs any other statement. */
  void run(Lane lane, String text, Statement.Plain statement, OutputStream target)
      throws QueryException, IOException {
    EngineConnection connection = lane.connection();
    checkClass(connection.classify(text), statement);
    if (access == Access.GUEST) {
      guestTreeRules.check(connection, text, request.bound());
    }
    checkSession(statement, lane);
    String formatName = statement.format().orElse(request.format());
    OutputFormat format = OutputFormat.of(formatName);
    if (format != OutputFormat.WHOLE && STREAMED_VERBS.contains(statement.verb())) {
      stream(connection, text, formatName, format, target);
      return;
    }
    try (QueryResult result = connection.query(text, formatName, request.bound())) {
      add(result.summary());
      result.writeTo(target, 0);
    }
  }

  private void stream(
      EngineConnection connection,
      String text,
      String formatName,
      OutputFormat format,
      OutputStream target)
      throws QueryException, IOException {
    try (ResultStream stream = connection.stream(text, formatName, request.bound())) {
      boolean first = true;
      for (Optional<QueryResult> next = stream.next(); next.isPresent(); next = stream.next()) {
        try (QueryResult piece = next.get()) {
          add(piece.summary());
          piece.writeTo(target, first ? 0 : format.headerBytes(piece.head(HEADER_BYTES_MAX)));
        }
        first = false;
      }
    }
  }

  private void checkClass(StatementClass statementClass, Statement.Plain statement)
      throws QueryException {
    if (access == Access.GUEST) {
      GuestRules.checkClass(statementClass);
    }
    if (statementClass.statements() > 1) {
      throw QueryException.refused(
          ErrorCode.SYNTAX_ERROR,
          "Multi-statements are not allowed, came " + statementClass.statements());
    }
    boolean writesFile =
        STREAMED_VERBS.contains(statement.verb())
            && statementClass.effect() == StatementClass.Effect.CONTROL;
    if (writesFile || statement.noun().equals("INFILE")) {
      throw QueryException.refused(
          ErrorCode.NOT_IMPLEMENTED, "INTO OUTFILE and FROM INFILE are a client's business");
    }
  }

  private static void checkSession(Statement.Plain statement, Lane lane) throws QueryException {
    switch (statement.verb()) {
      // They change the connection, which others use next.
      case "SET", "USE" -> lane.leaveStale();
      case "CREATE" -> {
        if (statement.noun().equals("TEMPORARY")) {
          throw QueryException.refused(
              ErrorCode.NOT_IMPLEMENTED, "sessions, and so temporary tables, are not supported");
        }
      }
      default -> {}
    }
  }

  private void add(Summary more) {
    summary = summary.plus(more);
    progress.accept(summary);
  }

  private static int fill(InputStream data, byte[] piece) throws IOException {
    return data.readNBytes(piece, 0, piece.length);
  }
}
