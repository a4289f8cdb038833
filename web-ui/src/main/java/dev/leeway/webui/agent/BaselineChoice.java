package dev.leeway.webui.agent;

import dev.leeway.storage.query.TimeRange;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the shown range is compared with. */
enum BaselineChoice {
  PREVIOUS("", "Previous", "the time before"),
  YESTERDAY("yesterday", "Yesterday", "yesterday"),
  LAST_WEEK("week", "Last week", "last week");

  private final String code;
  private final String label;
  private final String words;

  BaselineChoice(String code, String label, String words) {
    this.code = code;
    this.label = label;
    this.words = words;
  }

  static BaselineChoice of(String code) {
    for (BaselineChoice choice : values()) {
      if (choice.code.equals(code)) {
        return choice;
      }
    }
    return PREVIOUS;
  }

  static Map<String, String> labels() {
    Map<String, String> labels = new LinkedHashMap<>();
    for (BaselineChoice choice : values()) {
      labels.put(choice.code, choice.label);
    }
    return labels;
  }

  String code() {
    return code;
  }

  /** As the name of a curve. */
  String words() {
    return words;
  }

  TimeRange range(TimeRange shown) {
    return switch (this) {
      case PREVIOUS -> shown.previous();
      case YESTERDAY -> shown.earlierBy(Duration.ofDays(1));
      case LAST_WEEK -> shown.earlierBy(Duration.ofDays(7));
    };
  }
}
