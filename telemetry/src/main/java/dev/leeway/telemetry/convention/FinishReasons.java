package dev.leeway.telemetry.convention;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Brings finish reasons to one vocabulary, from an array, a JSON array or plain text. */
public final class FinishReasons {
  /** A model call has one reason per choice; more than this is damage. */
  private static final int COUNT_MAX = 16;

  /** Spellings without case and punctuation. */
  private static final Map<String, String> BY_SPELLING =
      Map.ofEntries(
          entry("stop", "stop"),
          entry("endturn", "stop"),
          entry("stopsequence", "stop"),
          entry("eos", "stop"),
          entry("eostoken", "stop"),
          entry("complete", "stop"),
          entry("completed", "stop"),
          entry("length", "length"),
          entry("maxtokens", "length"),
          entry("maxoutputtokens", "length"),
          entry("maxlength", "length"),
          entry("modelcontextwindowexceeded", "length"),
          entry("toolcall", "tool_call"),
          entry("toolcalls", "tool_call"),
          entry("tooluse", "tool_call"),
          entry("toolexecution", "tool_call"),
          entry("functioncall", "tool_call"),
          entry("contentfilter", "content_filter"),
          entry("contentfiltered", "content_filter"),
          entry("safety", "content_filter"),
          entry("blocklist", "content_filter"),
          entry("blocked", "content_filter"),
          entry("prohibitedcontent", "content_filter"),
          entry("recitation", "content_filter"),
          entry("spii", "content_filter"),
          entry("imagesafety", "content_filter"),
          entry("guardrailintervened", "content_filter"),
          entry("refusal", "refusal"),
          entry("error", "error"),
          entry("failed", "error"),
          entry("malformedfunctioncall", "error"),
          entry("compaction", "compaction"));

  private FinishReasons() {}

  /** The reasons in their order, normalised; an unknown one is {@code other}. */
  public static List<String> parse(String raw) {
    String text = Coercion.unquoted(raw);
    List<String> reasons = new ArrayList<>();
    // Semantic Kernel joins the reasons of several choices without brackets.
    String open = text.startsWith("[") ? text.substring(1) : text;
    String inside = open.endsWith("]") ? open.substring(0, open.length() - 1) : open;
    for (String part : inside.split(",", COUNT_MAX + 1)) {
      String reason = Coercion.unquoted(part);
      if (!reason.isEmpty() && !reason.equals("null") && reasons.size() < COUNT_MAX) {
        reasons.add(normalise(reason));
      }
    }
    return List.copyOf(reasons);
  }

  static String normalise(String reason) {
    StringBuilder spelling = new StringBuilder(reason.length());
    // Python's enums print with their class: FinishReason.STOP.
    String lower = reason.substring(reason.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    for (int i = 0; i < lower.length(); i++) {
      if (Character.isLetter(lower.charAt(i))) {
        spelling.append(lower.charAt(i));
      }
    }
    return BY_SPELLING.getOrDefault(spelling.toString(), "other");
  }
}
