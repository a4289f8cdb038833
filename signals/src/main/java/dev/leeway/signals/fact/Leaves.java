package dev.leeway.signals.fact;

import dev.leeway.signals.json.JsonCursor;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a tool was told or gave back, reduced to prints that can be compared: of JSON leaf by leaf
 * whatever the order of members, of other text as one leaf. Members that change by themselves
 * (request ids, timestamps, time taken) are left out. Not thread-safe.
 */
final class Leaves {
  /** Numbers of one text that are told by path. */
  static final int NUMBERS_MAX = 8;

  private static final int DEPTH_MAX = 12;
  private static final int LEAVES_MAX = 4_096;
  private static final int NUMBER_LENGTH_MAX = 15;

  /** Names in small letters, without anything between words. */
  private static final Set<String> VOLATILE =
      Set.of(
          "timestamp",
          "ts",
          "now",
          "currenttime",
          "servertime",
          "requestedat",
          "generatedat",
          "requestid",
          "xrequestid",
          "traceid",
          "traceparent",
          "spanid",
          "nonce",
          "uuid",
          "idempotencykey",
          "correlationid",
          "callid",
          "toolcallid",
          "messageid",
          "invocationid",
          "elapsed",
          "elapsedms",
          "took",
          "tookms",
          "latency",
          "latencyms",
          "durationms",
          "responsetime",
          "random",
          "etag");

  private final char[] text;
  private final Map<String, Double> numbers = new TreeMap<>();
  private final Sketch.Builder words = new Sketch.Builder();
  private long same;
  private long shape;
  private long digits;
  private int left = LEAVES_MAX;
  private boolean structured;

  private Leaves(String json) {
    text = json.toCharArray();
  }

  static Leaves of(String json) {
    Leaves leaves = new Leaves(json);
    int from = 0;
    while (from < leaves.text.length && leaves.text[from] <= ' ') {
      from++;
    }
    leaves.structured = from < leaves.text.length && "{[".indexOf(leaves.text[from]) >= 0;
    if (leaves.structured) {
      leaves.value(from, leaves.text.length, "", Mix.START, 0);
    } else {
      leaves.leaf(from, leaves.text.length, "", Mix.START);
    }
    return leaves;
  }

  /** Whether the text was JSON. */
  boolean structured() {
    return structured;
  }

  /** Equal for texts that say the same. */
  long same() {
    return same;
  }

  /** Equal for texts that say the same but for their numbers. */
  long shape() {
    return shape;
  }

  /** Equal for texts with the same numbers, names and tokens that contain a digit. */
  long digits() {
    return digits;
  }

  /** The words of its prose without a digit. */
  Sketch words() {
    return words.sketch();
  }

  /** Numbers by path, those of several items added up, and how many items a list has. */
  Map<String, Double> numbers() {
    return numbers;
  }

  private void value(int begin, int to, String path, long place, int depth) {
    int from = begin;
    while (from < to && text[from] <= ' ') {
      from++;
    }
    char first = from < to ? text[from] : ' ';
    if (depth > DEPTH_MAX || left <= 0 || (first != '{' && first != '[')) {
      leaf(from, to, path, place);
      return;
    }
    JsonCursor cursor = new JsonCursor(text, from, to);
    cursor.enter(first);
    int items = 0;
    while (cursor.more()) {
      String name = first == '{' ? cursor.name() : "";
      int start = cursor.position();
      cursor.skip();
      items++;
      if (first == '[') {
        value(start, cursor.position(), path, Mix.with(place, items), depth + 1);
      } else if (!VOLATILE.contains(plain(name))) {
        String inner = path.isEmpty() ? name : path + '.' + name;
        value(start, cursor.position(), inner, Mix.with(place, name.hashCode()), depth + 1);
      }
    }
    if (first == '[') {
      number(path + '#', items);
      same += Mix.of(Mix.with(place, -items));
    }
  }

  private void leaf(int begin, int behind, String path, long place) {
    if (left-- <= 0) {
      return;
    }
    int from = begin;
    int to = behind;
    while (from < to && text[from] <= ' ') {
      from++;
    }
    while (to > from && text[to - 1] <= ' ') {
      to--;
    }
    boolean quoted = to - from >= 2 && text[from] == '"';
    int start = quoted ? from + 1 : from;
    int end = quoted ? to - 1 : to;
    long value = Mix.of(text, start, end);
    same += Mix.of(place ^ value);
    boolean number = numeric(start, end);
    shape += Mix.of(number ? place : place ^ value);
    if (number) {
      number(path, Double.parseDouble(new String(text, start, end - start)));
      digits += Mix.of(place ^ value);
    } else if (prose(start, end)) {
      tokens(start, end);
    } else {
      // A name, id, path or address is another one if only a letter of it differs.
      digits += Mix.of(place ^ value);
    }
  }

  private boolean prose(int from, int to) {
    for (int i = from; i < to; i++) {
      if (text[i] == ' ') {
        return true;
      }
    }
    return false;
  }

  private void tokens(int from, int to) {
    long hash = Mix.START;
    int length = 0;
    boolean digit = false;
    for (int at = from; at <= to; at++) {
      char c = at < to ? text[at] : ' ';
      if (Character.isLetterOrDigit(c)) {
        hash = Mix.with(hash, Character.toLowerCase(c));
        digit |= c >= '0' && c <= '9';
        length++;
        continue;
      }
      if (length > 0) {
        if (digit) {
          digits += Mix.of(hash);
        } else {
          words.add(hash);
        }
      }
      hash = Mix.START;
      length = 0;
      digit = false;
    }
  }

  private void number(String path, double value) {
    if (numbers.size() < NUMBERS_MAX || numbers.containsKey(path)) {
      numbers.merge(path, value, Double::sum);
    }
  }

  private boolean numeric(int from, int to) {
    if (to <= from || to - from > NUMBER_LENGTH_MAX) {
      return false;
    }
    boolean digit = false;
    int points = 0;
    for (int i = from; i < to; i++) {
      char c = text[i];
      if (c >= '0' && c <= '9') {
        digit = true;
      } else if (c == '.') {
        points++;
      } else if (c != '-' || i > from) {
        return false;
      }
    }
    return digit && points <= 1;
  }

  private static String plain(String name) {
    StringBuilder plain = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isLetterOrDigit(c)) {
        plain.append(c);
      }
    }
    return plain.toString().toLowerCase(Locale.ROOT);
  }
}
