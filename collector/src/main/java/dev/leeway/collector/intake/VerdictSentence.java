package dev.leeway.collector.intake;

import dev.leeway.collector.otlp.OtlpScanner;
import dev.leeway.collector.otlp.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Says a verdict in words. */
final class VerdictSentence {
  private VerdictSentence() {}

  /** Empty if all is well. */
  static String of(Verdict verdict) {
    List<String> sentences = new ArrayList<>();
    if (!verdict.refused().isEmpty()) {
      sentences.add(refusals(verdict));
    }
    if (verdict.truncated() > 0) {
      sentences.add(
          verdict.truncated()
              + " "
              + verdict.signal().items(verdict.truncated())
              + " stored with truncated attributes");
    }
    sentences.addAll(verdict.warnings());
    return String.join("; ", sentences);
  }

  private static String refusals(Verdict verdict) {
    String reasons =
        new TreeMap<>(verdict.refused())
            .entrySet().stream()
                .map(entry -> entry.getValue() + " with " + reason(entry.getKey()))
                .collect(Collectors.joining(", "));
    return "refused of %d %s: %s"
        .formatted(verdict.items(), verdict.signal().items(verdict.items()), reasons);
  }

  private static String reason(Refusal refusal) {
    return switch (refusal) {
      case TRACE_ID -> "a trace_id that is not 16 bytes (32 hex digits in JSON), or all zeros";
      case SPAN_ID -> "a span_id that is not 8 bytes (16 hex digits in JSON), or all zeros";
      case NESTING -> "values nested deeper than " + OtlpScanner.VALUE_DEPTH_MAX;
      case TEMPORALITY -> "an aggregation_temporality that is neither delta nor cumulative";
      case ITEM_TOO_LARGE -> "more bytes than a record takes, even truncated";
      case MALFORMED,
          WRONG_SIGNAL,
          TOO_LARGE,
          UNSUPPORTED,
          FORBIDDEN,
          TOO_SLOW,
          OVERLOADED,
          KAFKA_UNAVAILABLE,
          INTERNAL ->
          refusal.tag();
    };
  }
}
