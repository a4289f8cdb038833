package dev.leeway.telemetry.convention;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an indexed key points to in its list: {@code 3.message.tool_calls.0.tool_call.id} is item
 * 3, names {@code message.tool_calls.tool_call.id}, sub-item 0.
 *
 * @param list number of the list among all lists of the tables
 * @param name the names without the indexes, joined by dots
 * @param subIndex the second index, -1 when there is none
 */
public record IndexedPath(int list, int index, String name, int subIndex) {
  /** A greater index is taken for an attack: it must not allocate. */
  public static final int INDEX_MAX = 4_095;

  private static final int PARTS_MAX = 12;

  /** Reads what follows a list's prefix; null when it is no index of a sane size. */
  static @Nullable IndexedPath parse(int list, String rest) {
    String[] parts = rest.split("\\.", PARTS_MAX);
    int index = indexOf(parts[0]);
    if (index < 0) {
      return null;
    }
    int subIndex = -1;
    List<String> names = new ArrayList<>();
    for (int i = 1; i < parts.length; i++) {
      int number = indexOf(parts[i]);
      if (number >= 0 && subIndex < 0) {
        subIndex = number;
      } else {
        names.add(parts[i]);
      }
    }
    return new IndexedPath(list, index, String.join(".", names), subIndex);
  }

  private static int indexOf(String part) {
    if (part.isEmpty() || part.length() > 4) {
      return -1;
    }
    int number = 0;
    for (int i = 0; i < part.length(); i++) {
      int digit = part.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = 10 * number + digit;
    }
    return number <= INDEX_MAX ? number : -1;
  }
}
