package dev.leeway.signals.grounding;

import dev.leeway.signals.event.Content;
import dev.leeway.signals.event.ContentRole;
import dev.leeway.signals.fact.ErrorText;
import java.util.List;
import java.util.Locale;

/** What became of a tool call. */
public enum CallEnd {
  /** A model asked for it. */
  PROPOSED(0),
  /** A tool was called and didn't refuse: it did as told, or perhaps. */
  TAKEN(1),
  /** The tool answered with an error. */
  REFUSED(2);

  private static final List<String> PERHAPS_DONE = List.of("timeout", "timed out", "time-out");

  private final int bit;

  CallEnd(int bit) {
    this.bit = bit;
  }

  /** By what a span of a tool holds. */
  static CallEnd of(List<Content> contents) {
    CallEnd end = TAKEN;
    for (Content content : contents) {
      if (content.ref().role() == ContentRole.TOOL_RESULT) {
        end = of(content.text());
      }
    }
    return end;
  }

  /** By a tool's result; who waited in vain doesn't know whether it was done. */
  public static CallEnd of(String result) {
    if (!ErrorText.isError(result)) {
      return TAKEN;
    }
    String text = result.toLowerCase(Locale.ROOT);
    return PERHAPS_DONE.stream().anyMatch(text::contains) ? TAKEN : REFUSED;
  }

  /** Bits of several calls are put together; a mere proposal has none. */
  int bit() {
    return bit;
  }
}
