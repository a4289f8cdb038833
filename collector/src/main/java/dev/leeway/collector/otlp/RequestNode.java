package dev.leeway.collector.otlp;

import java.util.ArrayList;
import java.util.List;

/**
 * A request's skeleton: the messages on the way from the request to its items, each with the ranges
 * of its other fields. Bytes stay where they are.
 *
 * @param field number in the parent; 0 for the request itself
 * @param start of the content
 * @param length of the content
 * @param own ranges of the fields that are no children, as start and end pairs; empty for an item
 * @param children in the order of the bytes; empty for an item
 * @param item whether this is a span, log record or data point
 */
record RequestNode(
    int field, int start, int length, List<int[]> own, List<RequestNode> children, boolean item) {

  /** Field numbers that lead one level down, level by level. */
  private static final List<List<Integer>> SPANS_AND_LOGS =
      List.of(List.of(1), List.of(2), List.of(2));

  private static final List<List<Integer>> METRICS =
      List.of(List.of(1), List.of(2), List.of(2), List.of(5, 7, 9, 10, 11), List.of(1));

  static RequestNode of(Signal signal, byte[] bytes) {
    return read(signal == Signal.METRICS ? METRICS : SPANS_AND_LOGS, 0, 0, bytes, 0, bytes.length);
  }

  int ownBytes() {
    int sum = 0;
    for (int[] range : own) {
      sum += range[1] - range[0];
    }
    return sum;
  }

  /** Recurses as deep as the path is long. */
  private static RequestNode read(
      List<List<Integer>> path, int level, int field, byte[] bytes, int start, int length) {
    if (level == path.size()) {
      return new RequestNode(field, start, length, List.of(), List.of(), true);
    }
    List<int[]> own = new ArrayList<>();
    List<RequestNode> children = new ArrayList<>();
    FieldCursor cursor = new FieldCursor(bytes, start, length);
    while (cursor.next()) {
      if (cursor.isBytes() && path.get(level).contains(cursor.number())) {
        children.add(
            read(
                path,
                level + 1,
                cursor.number(),
                bytes,
                cursor.contentStart(),
                cursor.contentLength()));
      } else if (!own.isEmpty() && own.getLast()[1] == cursor.start()) {
        own.getLast()[1] = cursor.end();
      } else {
        own.add(new int[] {cursor.start(), cursor.end()});
      }
    }
    return new RequestNode(field, start, length, own, children, false);
  }
}
