package dev.leeway.telemetry;

import dev.leeway.telemetry.content.JsonInside;
import java.util.List;

/** A provider's answer as it came, which some instrumentations keep whole and read in part. */
final class RawAnswer {
  private static final List<String> FINISH_REASONS =
      List.of(
          "choices.0.finish_reason",
          "stop_reason",
          "incomplete_details.reason",
          "candidates.0.finishReason");

  private RawAnswer() {}

  /** Why the model stopped; empty where the text is no such answer. */
  static String finishReasonOf(String text) {
    if (!text.startsWith("{")) {
      return "";
    }
    JsonInside answer = JsonInside.of(text);
    return FINISH_REASONS.stream()
        .map(answer::at)
        .filter(reason -> !reason.isEmpty())
        .findFirst()
        .orElse("");
  }
}
