package dev.leeway.signals.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What differs between two shapes of answers, in words, read from their canonical texts. */
public final class ShapeChange {
  private static final int TOLD_MAX = 4;

  private ShapeChange() {}

  /**
   * Such as "field price disappeared; total: number → text". Only the outer fields are compared;
   * where neither has any, or one was cut, the shapes are told whole.
   */
  public static String between(String before, String now) {
    int beforeAt = before.indexOf('{');
    int nowAt = now.indexOf('{');
    boolean whole = !before.endsWith("}") || !now.endsWith("}") || beforeAt < 0 || nowAt < 0;
    if (whole || !before.substring(0, beforeAt).equals(now.substring(0, nowAt))) {
      return before + " → " + now;
    }
    Map<String, String> old = fields(before.substring(beforeAt + 1, before.length() - 1));
    Map<String, String> current = fields(now.substring(nowAt + 1, now.length() - 1));
    List<String> told = new ArrayList<>();
    old.forEach((name, type) -> {
      String other = current.get(name);
      if (other == null) {
        told.add("field " + name + " disappeared");
      } else if (!other.equals(type)) {
        told.add(name + ": " + type + " → " + other);
      }
    });
    current.keySet().stream()
        .filter(name -> !old.containsKey(name))
        .forEach(name -> told.add("field " + name + " appeared"));
    if (told.isEmpty()) {
      return before + " → " + now;
    }
    String words = String.join("; ", told.subList(0, Math.min(TOLD_MAX, told.size())));
    return told.size() > TOLD_MAX ? words + "; and " + (told.size() - TOLD_MAX) + " more" : words;
  }

  /** Names and types of what stands between the outer brackets. */
  private static Map<String, String> fields(String inside) {
    Map<String, String> fields = new TreeMap<>();
    int depth = 0;
    int from = 0;
    for (int at = 0; at <= inside.length(); at++) {
      char c = at < inside.length() ? inside.charAt(at) : ',';
      depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
      if (c == ',' && (depth == 0 || at == inside.length())) {
        String field = inside.substring(from, at).strip();
        int colon = field.indexOf(": ");
        if (colon > 0) {
          fields.put(field.substring(0, colon), field.substring(colon + 2));
        }
        from = at + 1;
      }
    }
    return fields;
  }
}
