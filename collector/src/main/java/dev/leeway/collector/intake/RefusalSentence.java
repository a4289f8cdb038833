package dev.leeway.collector.intake;

import dev.leeway.collector.otlp.OtlpScanner;
import dev.leeway.collector.otlp.Refusal;
import dev.leeway.collector.otlp.Signal;
import java.util.Map;
import java.util.stream.Collectors;

/** Says in words which items of a request were refused or shortened. */
final class RefusalSentence {
  private RefusalSentence() {}

  /** Empty if nothing was. */
  static String of(Signal signal, int items, Map<Refusal, Integer> refused, int truncated) {
    String refusals =
        refused.entrySet().stream()
            .map(entry -> entry.getValue() + " with " + reason(entry.getKey()))
            .collect(Collectors.joining(", "));
    String shortened =
        truncated == 0
            ? ""
            : truncated + " " + signal.items(truncated) + " stored with truncated attributes";
    if (refusals.isEmpty()) {
      return shortened;
    }
    return "refused of "
        + items
        + " "
        + signal.items(items)
        + ": "
        + refusals
        + (shortened.isEmpty() ? "" : "; " + shortened);
  }

  private static String reason(Refusal refusal) {
    return switch (refusal) {
      case TRACE_ID -> "a trace_id that is not 16 bytes, or all zeros";
      case SPAN_ID -> "a span_id that is not 8 bytes, or all zeros";
      case NESTING -> "values nested deeper than " + OtlpScanner.VALUE_DEPTH_MAX;
      case ITEM_TOO_LARGE -> "more bytes than a record takes, even truncated";
      case MALFORMED,
          WRONG_SIGNAL,
          TOO_LARGE,
          UNSUPPORTED,
          FORBIDDEN,
          OVERLOADED,
          KAFKA_UNAVAILABLE,
          INTERNAL ->
          refusal.tag();
    };
  }
}
