package dev.leeway.signals.grounding;

/** Reads URLs and e-mail addresses. Used again for a text; not thread-safe. */
final class AddressReader {
  private static final int LENGTH_MAX = 2_048;
  private static final int EMAIL_MAX = 64;

  /** No address begins before this place: so no text is looked through twice. */
  private int noneBefore;

  /** Behind what was read. */
  int end;

  long hash;

  void begin() {
    noneBefore = 0;
  }

  boolean isUrl(char[] text, int from, int to) {
    int scheme = schemeEnd(text, from, to);
    if (scheme < 0) {
      return false;
    }
    int at = scheme;
    int limit = Math.min(to, from + LENGTH_MAX);
    while (at < limit && inUrl(text[at])) {
      at++;
    }
    while (at > scheme && isTrailing(text[at - 1])) {
      at--;
    }
    if (at - scheme < 4) {
      return false;
    }
    end = at;
    hashUrl(text, from, at);
    return true;
  }

  /** Scheme and www are left out, the rest is compared without case. */
  private void hashUrl(char[] text, int from, int to) {
    int begin = from;
    for (int i = from; i + 3 < to && i < from + 9; i++) {
      if (text[i] == ':' && text[i + 1] == '/') {
        begin = i + 3;
      }
    }
    if (to - begin > 4 && (text[begin] | 0x20) == 'w' && text[begin + 3] == '.') {
      begin += 4;
    }
    hash = hashOf(text, begin, to);
  }

  private static int schemeEnd(char[] text, int from, int to) {
    if (to - from < 8) {
      return -1;
    }
    int first = text[from] | 0x20;
    if (first == 'h') {
      int colon = from + ((text[from + 4] | 0x20) == 's' ? 5 : 4);
      boolean http = starts(text, from, "http") && starts(text, colon, "://");
      return http && colon + 3 < to ? colon + 3 : -1;
    }
    return first == 'w' && starts(text, from, "www.") ? from + 4 : -1;
  }

  private static boolean starts(char[] text, int from, String what) {
    if (from + what.length() > text.length) {
      return false;
    }
    for (int i = 0; i < what.length(); i++) {
      char c = text[from + i];
      if ((c < 128 && c >= 'A' ? c | 0x20 : c) != what.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean inUrl(char c) {
    return c > ' ' && "\"<>`{}|\\^[]«»“”".indexOf(c) < 0;
  }

  private static boolean isTrailing(char c) {
    return ".,;:!?)*_'/".indexOf(c) >= 0;
  }

  boolean isEmail(char[] text, int from, int to) {
    if (from < noneBefore) {
      return false;
    }
    int at = from;
    int limit = Math.min(to, from + EMAIL_MAX);
    while (at < limit && inLocal(text[at])) {
      at++;
    }
    if (at >= to || at == from || text[at] != '@') {
      noneBefore = at;
      return false;
    }
    int domain = at + 1;
    limit = Math.min(to, domain + EMAIL_MAX);
    at = domain;
    while (at < limit && inDomain(text[at])) {
      at++;
    }
    // A full stop behind an address ends a sentence.
    while (at > domain && !Character.isLetterOrDigit(text[at - 1])) {
      at--;
    }
    int dot = at - 1;
    while (dot > domain && text[dot] != '.') {
      dot--;
    }
    if (dot <= domain) {
      noneBefore = at;
      return false;
    }
    end = at;
    hash = hashOf(text, from, at);
    return true;
  }

  private static boolean inDomain(char c) {
    return Character.isLetterOrDigit(c) || c == '.' || c == '-';
  }

  private static boolean inLocal(char c) {
    return Character.isLetterOrDigit(c) || c == '.' || c == '_' || c == '-' || c == '+';
  }

  private static long hashOf(char[] text, int from, int to) {
    long value = FactHash.BASIS;
    for (int i = from; i < to; i++) {
      value = FactHash.step(value, Character.toLowerCase(text[i]));
    }
    return FactHash.mix(value);
  }
}
