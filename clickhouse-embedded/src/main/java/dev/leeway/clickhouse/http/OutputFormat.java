package dev.leeway.clickhouse.http;

import java.util.Locale;
import java.util.Set;

/**
 * How pieces of a streamed result, each formatted for itself, are joined.
 *
 * <p>The engine writes a format's header before each piece, so joining means to drop it from all
 * pieces but the first. Formats with a footer, or with anything between rows, cannot be joined:
 * they are made as a whole.
 */
enum OutputFormat {
  /** Rows after rows. */
  ROWS,
  /** One line with names before the rows. */
  LINE_OF_NAMES,
  /** Two lines with names and types before the rows. */
  LINES_OF_NAMES_AND_TYPES,
  /** One line with quoted names before the rows: a name may hold a line end. */
  LINE_OF_QUOTED_NAMES,
  /** Two lines with quoted names and types before the rows. */
  LINES_OF_QUOTED_NAMES_AND_TYPES,
  /** Binary names before the rows. */
  BINARY_NAMES,
  /** Binary names and types before the rows. */
  BINARY_NAMES_AND_TYPES,
  /** Not joinable. */
  WHOLE;

  private static final Set<String> BINARY =
      Set.of(
          "rowbinary",
          "native",
          "parquet",
          "arrow",
          "avro",
          "orc",
          "protobuf",
          "msgpack",
          "capnproto",
          "npy");

  static OutputFormat of(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "tabseparated",
          "tsv",
          "tabseparatedraw",
          "tsvraw",
          "raw",
          "csv",
          "jsoneachrow",
          "jsonlines",
          "ndjson",
          "jsoncompacteachrow",
          "jsonstringseachrow",
          "rowbinary",
          "native" ->
          ROWS;
      case "tabseparatedwithnames", "tsvwithnames", "jsoncompacteachrowwithnames" -> LINE_OF_NAMES;
      case "tabseparatedwithnamesandtypes",
          "tsvwithnamesandtypes",
          "jsoncompacteachrowwithnamesandtypes" ->
          LINES_OF_NAMES_AND_TYPES;
      case "csvwithnames" -> LINE_OF_QUOTED_NAMES;
      case "csvwithnamesandtypes" -> LINES_OF_QUOTED_NAMES_AND_TYPES;
      case "rowbinarywithnames" -> BINARY_NAMES;
      case "rowbinarywithnamesandtypes" -> BINARY_NAMES_AND_TYPES;
      default -> WHOLE;
    };
  }

  /** How many bytes of a piece, or of its beginning, are header. */
  int headerBytes(byte[] head) {
    return switch (this) {
      case ROWS, WHOLE -> 0;
      case LINE_OF_NAMES -> afterLine(head, 0);
      case LINES_OF_NAMES_AND_TYPES -> afterLine(head, afterLine(head, 0));
      case LINE_OF_QUOTED_NAMES -> afterQuotedLine(head, 0);
      case LINES_OF_QUOTED_NAMES_AND_TYPES -> afterQuotedLine(head, afterQuotedLine(head, 0));
      case BINARY_NAMES -> afterStrings(head, 1);
      case BINARY_NAMES_AND_TYPES -> afterStrings(head, 2);
    };
  }

  static String contentType(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.startsWith("json") || lower.equals("ndjson")) {
      return lower.contains("eachrow") || lower.equals("jsonlines") || lower.equals("ndjson")
          ? "application/x-ndjson; charset=UTF-8"
          : "application/json; charset=UTF-8";
    }
    if (lower.startsWith("tabseparated") || lower.startsWith("tsv")) {
      return "text/tab-separated-values; charset=UTF-8";
    }
    if (lower.startsWith("csv")) {
      return "text/csv; charset=UTF-8; header=" + (lower.contains("names") ? "present" : "absent");
    }
    return BINARY.stream().anyMatch(lower::startsWith)
        ? "application/octet-stream"
        : "text/plain; charset=UTF-8";
  }

  private static int afterLine(byte[] head, int from) {
    int at = from;
    while (at < head.length && head[at] != '\n') {
      at++;
    }
    return Math.min(head.length, at + 1);
  }

  private static int afterQuotedLine(byte[] head, int from) {
    boolean quoted = false;
    for (int at = from; at < head.length; at++) {
      if (head[at] == '"') {
        quoted = !quoted;
      } else if (head[at] == '\n' && !quoted) {
        return at + 1;
      }
    }
    return head.length;
  }

  private static int afterStrings(byte[] head, int listCount) {
    int[] at = {0};
    long columns = unsigned(head, at);
    for (long i = 0; i < columns * listCount && at[0] < head.length; i++) {
      long length = unsigned(head, at);
      at[0] = (int) Math.min(head.length, at[0] + length);
    }
    return Math.min(at[0], head.length);
  }

  private static long unsigned(byte[] head, int[] at) {
    long value = 0;
    for (int shift = 0; shift < 63 && at[0] < head.length; shift += 7) {
      byte next = head[at[0]++];
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        break;
      }
    }
    return value;
  }
}
