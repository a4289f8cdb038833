package dev.leeway.signals.grounding;

/**
 * Reads the number that begins at a digit, in any common notation of thousands and decimals. Used
 * again for the next number; not thread-safe. Looks at no more than 64 characters.
 */
final class NumberReader {
  private static final int GROUPS_MAX = 8;
  private static final int SPAN_MAX = 64;
  private final char[] separators = new char[GROUPS_MAX];
  private final int[] lengths = new int[GROUPS_MAX];
  private int groups;

  /** Behind the number. */
  int end;

  /** Behind its first digits. */
  int firstEnd;

  double number;
  double alternative;
  int decimals;

  /** What a number with more digits than a quantity has, or with dots as in an address, is. */
  boolean code;

  /** The text must have a digit at {@code from}. */
  void read(char[] text, int from, int to) {
    gather(text, from, Math.min(to, from + SPAN_MAX));
    alternative = Double.NaN;
    decimals = 0;
    code = false;
    if (groups == 1) {
      whole(text, from);
    } else if (groups == 2) {
      two(text, from);
    } else {
      several(text, from);
    }
    exponent(text, to);
  }

  private void gather(char[] text, int from, int to) {
    int at = digits(text, from, to);
    firstEnd = at;
    lengths[0] = at - from;
    groups = 1;
    while (at + 1 < to && groups < GROUPS_MAX && separates(text, at, to)) {
      separators[groups] = text[at];
      int next = digits(text, at + 1, to);
      lengths[groups++] = next - at - 1;
      at = next;
    }
    end = at;
  }

  private boolean separates(char[] text, int at, int to) {
    char c = text[at];
    if (!isDigit(text[at + 1])) {
      return false;
    }
    return c == '.'
        || c == ','
        || ((isThousandsMark(c) || (c == ' ' && meansThousands(text, at, to)))
            && lengths[groups - 1] <= 3
            && digits(text, at + 1, to) == at + 4);
  }

  private static boolean isThousandsMark(char c) {
    return c == '\'' || c == '’' || c == '\u00A0' || c == '\u202F' || c == '\u2009';
  }

  /** A blank groups thousands only where what follows says that one number goes on. */
  private static boolean meansThousands(char[] text, int at, int to) {
    int next = at;
    while (next + 3 < to && text[next] == ' ' && digits(text, next + 1, to) == next + 4) {
      next += 4;
    }
    if (next == at || next >= to) {
      return false;
    }
    if (text[next] == ' ' && next + 1 < to) {
      next++;
    }
    boolean decimal = text[next] == ',' && next + 1 < to && isDigit(text[next + 1]);
    return decimal || text[next] == '%' || Currencies.ofSymbol(text[next]) != 0;
  }

  private void whole(char[] text, int from) {
    if (lengths[0] > Decimal.DIGITS_MAX) {
      code = true;
      number = 0;
      return;
    }
    number = value(text, from, end, 0);
  }

  private void two(char[] text, int from) {
    char mark = separators[1];
    int tail = lengths[1];
    boolean grouped = tail == 3 && lengths[0] <= 3 && text[from] != '0';
    if (mark != '.' && mark != ',') {
      number = value(text, from, end, 0);
    } else if (mark == ',' && tail > 3) {
      first(text, from);
    } else if (mark == ',' && grouped) {
      number = value(text, from, end, 0);
      alternative = value(text, from, end, 3);
    } else {
      decimals = tail;
      number = value(text, from, end, tail);
      alternative = grouped ? value(text, from, end, 0) : Double.NaN;
    }
  }

  private void several(char[] text, int from) {
    char mark = separators[1];
    char last = separators[groups - 1];
    boolean same = true;
    for (int i = 1; i < groups - 1; i++) {
      same &= separators[i] == mark;
    }
    if (same && last == mark && groupedUntil(groups)) {
      number = value(text, from, end, 0);
    } else if (same && last != mark && (last == '.' || last == ',') && groupedUntil(groups - 1)) {
      decimals = lengths[groups - 1];
      number = value(text, from, end, decimals);
    } else if (same && mark == '.' && last == '.') {
      code = true;
      number = 0;
    } else {
      first(text, from);
    }
  }

  /** Groups of three, or of two before the last as in India. */
  private boolean groupedUntil(int count) {
    if (lengths[0] > 3 || lengths[count - 1] != 3) {
      return false;
    }
    for (int i = 1; i < count - 1; i++) {
      if (lengths[i] != 3 && (lengths[i] != 2 || separators[i] != ',')) {
        return false;
      }
    }
    return true;
  }

  private void first(char[] text, int from) {
    end = firstEnd;
    groups = 1;
    whole(text, from);
  }

  /** The digits of the range with so many decimals; digits beyond the fifteenth are dropped. */
  private static double value(char[] text, int from, int to, int decimals) {
    long digits = 0;
    int significant = 0;
    int dropped = 0;
    for (int i = from; i < to; i++) {
      if (!isDigit(text[i])) {
        continue;
      }
      if (significant >= Decimal.DIGITS_MAX) {
        dropped++;
      } else {
        digits = digits * 10 + digit(text[i]);
        significant += digits == 0 ? 0 : 1;
      }
    }
    return Decimal.of(digits, Math.clamp(decimals - dropped, -22, 22));
  }

  private void exponent(char[] text, int to) {
    if (code || end + 1 >= to || (text[end] != 'e' && text[end] != 'E')) {
      return;
    }
    int at = end + 1;
    boolean negative = text[at] == '-';
    at += negative || text[at] == '+' ? 1 : 0;
    int last = digits(text, at, Math.min(to, at + 4));
    if (last == at || last - at > 2 || (last < to && Character.isLetterOrDigit(text[last]))) {
      return;
    }
    int power = (int) value(text, at, last, 0);
    if (power > 22) {
      return;
    }
    number = negative ? number / Decimal.power(power) : number * Decimal.power(power);
    decimals += negative ? power : -power;
    alternative = Double.NaN;
    end = last;
  }

  static int digits(char[] text, int from, int to) {
    int at = from;
    while (at < to && isDigit(text[at])) {
      at++;
    }
    return at;
  }

  static boolean isDigit(char c) {
    return c >= '0' && (c <= '9' || (c >= 0x660 && Character.isDigit(c)));
  }

  static int digit(char c) {
    return c <= '9' ? c - '0' : Character.digit(c, 10);
  }
}
