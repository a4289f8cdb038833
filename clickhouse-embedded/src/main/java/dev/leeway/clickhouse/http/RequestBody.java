package dev.leeway.clickhouse.http;

import dev.leeway.clickhouse.engine.ErrorCode;
import dev.leeway.clickhouse.engine.QueryException;
import dev.leeway.clickhouse.sql.Statement;
import dev.leeway.clickhouse.sql.StatementReader;
import dev.leeway.clickhouse.wire.CompressedBlockInputStream;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import net.jpountz.lz4.LZ4FrameInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A statement and, where it is an insert, the stream of its data.
 *
 * @param text of the statement, without FORMAT or VALUES where data follow
 * @param data what is left of the body
 */
record RequestBody(Statement statement, String text, InputStream data) {
  /** Enough for nearly every statement, so that an insert's data stay a stream. */
  private static final int HEAD_BYTES = 1 << 14;

  static RequestBody of(String query, InputStream body, long statementLimit)
      throws IOException, QueryException {
    if (!query.isEmpty()) {
      byte[] bytes = query.getBytes(StandardCharsets.UTF_8);
      Statement statement = StatementReader.read(latin(bytes), true);
      if (statement instanceof Statement.DataInsert insert) {
        return insert(insert, bytes, body);
      }
      byte[] rest = bounded(body.readNBytes((int) statementLimit + 1), statementLimit);
      if (rest.length == 0) {
        return new RequestBody(statement, query, InputStream.nullInputStream());
      }
      String text = query + "\n" + new String(rest, StandardCharsets.UTF_8);
      return new RequestBody(
          StatementReader.read(latin(text.getBytes(StandardCharsets.UTF_8)), true),
          text,
          InputStream.nullInputStream());
    }
    return ofBody(body, statementLimit);
  }

  /** The body as it was before the client compressed it. */
  static InputStream decoded(InputStream body, @Nullable String encoding, boolean blocks)
      throws IOException, QueryException {
    String name = encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT);
    InputStream plain =
        switch (name) {
          case "", "identity" -> body;
          case "gzip", "x-gzip" -> new GZIPInputStream(body, 1 << 16);
          case "deflate" -> new InflaterInputStream(body);
          case "lz4" -> new LZ4FrameInputStream(body);
          default ->
              throw QueryException.refused(
                  ErrorCode.NOT_IMPLEMENTED,
                  "expected Content-Encoding gzip, deflate, lz4 or none, came: " + name);
        };
    return blocks ? new CompressedBlockInputStream(plain) : plain;
  }

  private static RequestBody ofBody(InputStream body, long statementLimit)
      throws IOException, QueryException {
    byte[] head = body.readNBytes(HEAD_BYTES);
    boolean whole = head.length < HEAD_BYTES;
    Statement statement = StatementReader.read(latin(head), whole);
    if (statement instanceof Statement.Unfinished
        || (!whole && !(statement instanceof Statement.DataInsert))) {
      byte[] rest = body.readNBytes((int) statementLimit + 1 - head.length);
      byte[] all = Arrays.copyOf(head, head.length + rest.length);
      System.arraycopy(rest, 0, all, head.length, rest.length);
      head = all;
      whole = head.length <= statementLimit;
      statement = StatementReader.read(latin(head), whole);
    }
    if (statement instanceof Statement.DataInsert insert) {
      return insert(insert, head, body);
    }
    return new RequestBody(
        statement,
        new String(bounded(head, statementLimit), StandardCharsets.UTF_8),
        InputStream.nullInputStream());
  }

  private static RequestBody insert(Statement.DataInsert insert, byte[] head, InputStream rest) {
    InputStream first =
        new ByteArrayInputStream(head, insert.dataStart(), head.length - insert.dataStart());
    return new RequestBody(
        insert,
        new String(head, 0, insert.headEnd(), StandardCharsets.UTF_8).stripTrailing(),
        new SequenceInputStream(first, unclosed(rest)));
  }

  /** The end of a sequence closes its parts, but the exchange still has to drain this one. */
  private static InputStream unclosed(InputStream stream) {
    return new FilterInputStream(stream) {
      @Override
      public void close() {}
    };
  }

  private static byte[] bounded(byte[] text, long limit) throws QueryException {
    if (text.length > limit) {
      throw QueryException.refused(
          ErrorCode.QUERY_IS_TOO_LARGE,
          "expected a statement of up to " + limit + " bytes, came a longer one");
    }
    return text;
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
