package dev.leeway.signals.rule;

import java.util.List;
import java.util.Set;

/** What a number in arguments or results is, by its name: only some may not grow. */
enum NumberRole {
  /** How many of something. */
  COUNT,
  /** How much, such as a price. */
  AMOUNT,
  /** Where in a list, when, which, how far: it grows where work goes on. */
  POSITION,
  OTHER;

  private static final Set<String> COUNTS =
      Set.of(
          "quantity",
          "quantities",
          "qty",
          "count",
          "units",
          "items",
          "pieces",
          "shares",
          "tickets",
          "seats",
          "copies",
          "replicas",
          "instances",
          "orders");

  private static final Set<String> AMOUNTS =
      Set.of(
          "amount",
          "amounts",
          "volume",
          "price",
          "bid",
          "total",
          "sum",
          "cost",
          "balance",
          "subtotal",
          "budget");

  private static final Set<String> POSITIONS =
      Set.of(
          "page",
          "pages",
          "offset",
          "cursor",
          "start",
          "end",
          "skip",
          "from",
          "to",
          "since",
          "until",
          "before",
          "after",
          "index",
          "idx",
          "line",
          "lines",
          "row",
          "rows",
          "column",
          "col",
          "step",
          "steps",
          "iteration",
          "attempt",
          "attempts",
          "try",
          "retry",
          "retries",
          "seq",
          "sequence",
          "position",
          "pos",
          "chunk",
          "batch",
          "part",
          "id",
          "ids",
          "timestamp",
          "ts",
          "time",
          "date",
          "day",
          "month",
          "year",
          "hour",
          "minute",
          "second",
          "seconds",
          "ms",
          "millis",
          "lat",
          "lon",
          "lng",
          "latitude",
          "longitude",
          "x",
          "y",
          "z",
          "seed",
          "version",
          "revision",
          "percent",
          "percentage",
          "progress",
          "completed",
          "processed",
          "done",
          "remaining",
          "eta",
          "elapsed",
          "duration",
          "timeout",
          "wait",
          "delay",
          "backoff",
          "depth",
          "level",
          "width",
          "height",
          "temperature",
          "zoom",
          "scroll",
          "pixels",
          "viewed",
          "read",
          "bytes");

  /** Words that say little: {@code number_of_items} is a quantity, {@code page_size} is none. */
  private static final Set<String> BOUNDS =
      Set.of("number", "no", "limit", "k", "max", "min", "size", "top");

  /** By the last name of a path such as {@code order.items.quantity}, or a list's length. */
  static NumberRole of(String path) {
    String last = path.substring(path.lastIndexOf('.') + 1);
    List<String> words = ToolManner.wordsOf(last);
    if (words.stream().anyMatch(POSITIONS::contains)) {
      return POSITION;
    }
    if (words.stream().anyMatch(COUNTS::contains)) {
      return COUNT;
    }
    if (words.stream().anyMatch(AMOUNTS::contains)) {
      return AMOUNT;
    }
    if (words.stream().anyMatch(BOUNDS::contains)) {
      return POSITION;
    }
    return path.endsWith("#") && !words.isEmpty() ? COUNT : OTHER;
  }
}
