package dev.leeway.signals.contract;

import dev.leeway.signals.json.JsonValue;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The fields of a JSON answer whose values are worth following: numbers, truth values, and words
 * that look as a program writes them, {@code done} or {@code NOT_FOUND}: one word of at most 24
 * letters, all small or all capital, with few digits. Text that somebody might have written, names
 * and ids among it, is not told.
 *
 * <p>Fields of the outer object and of objects in it ({@code order.total}). Of more than {@value
 * #FIELDS_MAX} those with the smallest hashes of their names, so that it is the same ones each time
 * whatever else an answer has.
 *
 * @param numbers by field
 * @param words by field
 */
public record AnswerFields(Map<String, Double> numbers, Map<String, String> words) {
  public static final int FIELDS_MAX = 16;

  private static final int NAME_LENGTH_MAX = 40;
  private static final int MEMBERS_MAX = 256;
  private static final Pattern WORD = Pattern.compile("[a-z][a-z_-]{0,23}|[A-Z][A-Z_-]{0,23}");

  /** Fields of people, whose values are nobody's enumeration. */
  private static final Pattern PERSONAL =
      Pattern.compile(
          "(?i).*(name|mail|user|phone|mobile|address|street|city|zip|person|customer|client"
              + "|patient|author|birth|ssn|iban|account|card|passport|password|passcode"
              + "|cvv|token|secret|key).*"
              + "|(?i)(.*[._-])?id|.*(_id|Id|ID)");

  public AnswerFields {
    numbers = Map.copyOf(numbers);
    words = Map.copyOf(words);
  }

  public static AnswerFields of(Map<String, JsonValue> members) {
    Map<String, JsonValue> values = new TreeMap<>();
    add(members, "", values);
    List<Map.Entry<String, JsonValue>> followed =
        values.entrySet().stream()
            .sorted(
                Comparator.<Map.Entry<String, JsonValue>>comparingInt(field -> hash(field.getKey()))
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(FIELDS_MAX)
            .toList();
    Map<String, Double> numbers = new TreeMap<>();
    Map<String, String> words = new TreeMap<>();
    for (Map.Entry<String, JsonValue> followedField : followed) {
      String field = followedField.getKey();
      switch (followedField.getValue()) {
        case JsonValue.Numeric number -> numbers.put(field, number.value());
        case JsonValue.Text text -> words.put(field, text.value());
        case JsonValue.Truth truth -> words.put(field, Boolean.toString(truth.value()));
        case JsonValue.Members inner -> {}
        case JsonValue.Items items -> {}
        case JsonValue.Null none -> {}
      }
    }
    return new AnswerFields(numbers, words);
  }

  private static void add(
      Map<String, JsonValue> members, String within, Map<String, JsonValue> values) {
    for (Map.Entry<String, JsonValue> member :
        members.entrySet().stream().limit(MEMBERS_MAX).toList()) {
      String field = within + member.getKey();
      if (member.getValue() instanceof JsonValue.Members inner && within.isEmpty()) {
        add(inner.values(), field + ".", values);
      } else if (field.length() <= NAME_LENGTH_MAX && isFollowed(field, member.getValue())) {
        values.put(field, member.getValue());
      }
    }
  }

  private static boolean isFollowed(String field, JsonValue value) {
    // They part a field from its value, and one field from the next, in the run's row.
    if (field.indexOf('=') >= 0 || field.indexOf('\n') >= 0) {
      return false;
    }
    if (PERSONAL.matcher(field).matches()) {
      return false;
    }
    return switch (value) {
      case JsonValue.Numeric number -> number.value() >= 0 && Double.isFinite(number.value());
      case JsonValue.Truth truth -> true;
      case JsonValue.Text text -> WORD.matcher(text.value()).matches();
      case JsonValue.Members inner -> false;
      case JsonValue.Items items -> false;
      case JsonValue.Null none -> false;
    };
  }

  /** Spread well enough that names which begin alike are chosen by chance. */
  private static int hash(String field) {
    int hash = field.hashCode() * 0x9E3779B9;
    return hash ^ (hash >>> 15);
  }
}
