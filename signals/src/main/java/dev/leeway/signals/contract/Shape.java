package dev.leeway.signals.contract;

import dev.leeway.signals.json.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The shape of JSON in canonical words: {@code {items: [{id: number, note?: text}], price:
 * number}}. Fields are sorted; those that only some items of a list have end in {@code ?}; types
 * that differ stand side by side, as {@code null|text}. It holds no value.
 *
 * <p>Bounded: {@value #DEPTH_MAX} levels, {@value #FIELDS_MAX} fields of an object, {@value
 * #ITEMS_MAX} items of a list, {@value #LENGTH_MAX} characters; what is cut ends in a hash, so that
 * different shapes stay different. An object with more fields, or with names that look like ids or
 * dates, is a map: {@code {*: number}}. Not thread-safe.
 */
public final class Shape {
  public static final int LENGTH_MAX = 180;
  private static final int DEPTH_MAX = 3;
  private static final int FIELDS_MAX = 24;
  private static final int ITEMS_MAX = 16;
  private static final int NAME_LENGTH_MAX = 40;
  private static final int DIGITS_MAX = 3;

  private final TreeSet<String> words = new TreeSet<>();
  private final TreeMap<String, Shape> fields = new TreeMap<>();
  private @Nullable Shape anyField;
  private @Nullable Shape item;
  private int objects;
  private int seen;

  private Shape() {}

  public static String of(JsonValue value) {
    Shape shape = new Shape();
    shape.add(value, 0);
    String text = shape.text();
    if (text.length() <= LENGTH_MAX) {
      return text;
    }
    String hash = String.format(Locale.ROOT, "…%08x", text.hashCode());
    return text.substring(0, LENGTH_MAX - hash.length()) + hash;
  }

  private void add(JsonValue value, int depth) {
    seen++;
    switch (value) {
      case JsonValue.Members members -> {
        if (depth < DEPTH_MAX) {
          addMembers(members.values(), depth);
        } else {
          words.add("{…}");
        }
      }
      case JsonValue.Items items -> {
        if (depth < DEPTH_MAX) {
          addItems(items.values(), depth);
        } else {
          words.add("[…]");
        }
      }
      case JsonValue.Text text -> words.add("text");
      case JsonValue.Numeric number -> words.add("number");
      case JsonValue.Truth truth -> words.add("boolean");
      case JsonValue.Null none -> words.add("null");
    }
  }

  private void addMembers(Map<String, JsonValue> members, int depth) {
    objects++;
    boolean map = members.size() > FIELDS_MAX || !members.keySet().stream().allMatch(Shape::isName);
    if (!map) {
      members.forEach(
          (name, value) -> fields.computeIfAbsent(name, key -> new Shape()).add(value, depth + 1));
      return;
    }
    Shape any = anyField == null ? new Shape() : anyField;
    members.values().stream().limit(FIELDS_MAX).forEach(value -> any.add(value, depth + 1));
    anyField = any;
  }

  private void addItems(List<JsonValue> items, int depth) {
    Shape any = item == null ? new Shape() : item;
    items.stream().limit(ITEMS_MAX).forEach(value -> any.add(value, depth + 1));
    item = any;
  }

  /** A name that a programmer gave, not an id, a date or a sentence. */
  private static boolean isName(String name) {
    if (name.isEmpty() || name.length() > NAME_LENGTH_MAX || Character.isDigit(name.charAt(0))) {
      return false;
    }
    int digits = 0;
    for (int at = 0; at < name.length(); at++) {
      char c = name.charAt(at);
      digits += Character.isDigit(c) ? 1 : 0;
      if (!Character.isLetterOrDigit(c) && "_-.$@ ".indexOf(c) < 0) {
        return false;
      }
    }
    return digits <= DIGITS_MAX;
  }

  private String text() {
    TreeSet<String> types = new TreeSet<>(words);
    if (anyField != null || fields.size() > FIELDS_MAX) {
      types.add("{*: " + (anyField == null ? "…" : anyField.text()) + "}");
    } else if (objects > 0) {
      types.add(
          fields.entrySet().stream()
              .map(field ->
                  field.getKey()
                      + (field.getValue().seen < objects ? "?: " : ": ")
                      + field.getValue().text())
              .collect(Collectors.joining(", ", "{", "}")));
    }
    if (item != null) {
      types.add("[" + item.text() + "]");
    }
    return String.join("|", types);
  }
}
