package dev.leeway.signals.grounding;

/**
 * Reads dates and times of day in the forms that people and programs write. Used again; not
 * thread-safe. Each attempt looks at no more than about 30 characters.
 */
final class MomentReader {
  private static final int WORD_MAX = 12;
  private final Stem stem = new Stem();

  /** Behind what was read. */
  int end;

  int unit;
  double number;

  /** The same characters with day and month exchanged, or the same time after noon. */
  double alternative;

  private int parsed;

  /** Whether a moment begins at this digit. */
  boolean startsAtDigit(char[] text, int from, int to) {
    alternative = Double.NaN;
    int first = NumberReader.digits(text, from, Math.min(to, from + 5));
    int length = first - from;
    if (length == 4) {
      return yearFirst(text, from, first, to);
    }
    if (length > 2) {
      return false;
    }
    return time(text, from, first, to)
        || dayFirst(text, from, first, to)
        || dayAndMonth(text, from, first, to);
  }

  /** Whether a date begins with the month whose name ends here. */
  boolean continuesMonth(char[] text, int month, int nameEnd, int to) {
    alternative = Double.NaN;
    int at = nameEnd;
    at += at < to && text[at] == '.' ? 1 : 0;
    if (at >= to || text[at] != ' ') {
      return false;
    }
    at++;
    int last = NumberReader.digits(text, at, Math.min(to, at + 5));
    if (last - at == 4) {
      int year = whole(text, at, last);
      return Calendar.isYear(year) && set(Unit.YEAR_MONTH, Calendar.yearMonth(year, month), last);
    }
    if (last == at || last - at > 2 || followedByMore(text, last, to)) {
      return false;
    }
    int day = whole(text, at, last);
    last = afterOrdinal(text, last, to);
    return withYear(text, month, day, last, to);
  }

  private boolean yearFirst(char[] text, int from, int first, int to) {
    if (first + 3 >= to || (text[first] != '-' && text[first] != '/' && text[first] != '.')) {
      return false;
    }
    int monthEnd = NumberReader.digits(text, first + 1, Math.min(to, first + 4));
    if (monthEnd >= to || text[monthEnd] != text[first] || monthEnd - first > 3) {
      return false;
    }
    int dayEnd = NumberReader.digits(text, monthEnd + 1, Math.min(to, monthEnd + 4));
    if (dayEnd == monthEnd + 1 || dayEnd - monthEnd > 3) {
      return false;
    }
    long date =
        Calendar.date(
            whole(text, from, first),
            whole(text, first + 1, monthEnd),
            whole(text, monthEnd + 1, dayEnd));
    return date >= 0 && set(Unit.DATE, (double) date, dayEnd);
  }

  private boolean dayFirst(char[] text, int from, int first, int to) {
    if (first + 2 >= to || (text[first] != '-' && text[first] != '/' && text[first] != '.')) {
      return false;
    }
    int second = NumberReader.digits(text, first + 1, Math.min(to, first + 4));
    if (second == first + 1 || second >= to || text[second] != text[first]) {
      return false;
    }
    int third = NumberReader.digits(text, second + 1, Math.min(to, second + 6));
    int yearLength = third - second - 1;
    if (yearLength != 4 && yearLength != 2) {
      return false;
    }
    int year = whole(text, second + 1, third) + (yearLength == 2 ? 2000 : 0);
    int a = whole(text, from, first);
    int b = whole(text, first + 1, second);
    long monthFirst = text[first] == '.' ? -1 : Calendar.date(year, a, b);
    long dayFirst = Calendar.date(year, b, a);
    long date = monthFirst >= 0 ? monthFirst : dayFirst;
    if (date < 0 || followedByMore(text, third, to)) {
      return false;
    }
    alternative = monthFirst >= 0 && dayFirst >= 0 ? (double) dayFirst : Double.NaN;
    return set(Unit.DATE, (double) date, third);
  }

  /** 20 May 2024, 20. Mai, 20th of May. */
  private boolean dayAndMonth(char[] text, int from, int first, int to) {
    int day = whole(text, from, first);
    int at = afterOrdinal(text, first, to);
    at += at < to && text[at] == '.' ? 1 : 0;
    if (day < 1 || day > 31 || at >= to || text[at] != ' ') {
      return false;
    }
    at++;
    int wordEnd = letters(text, at, to);
    if (wordEnd - at == 2 && wordEnd + 1 < to && text[wordEnd] == ' ' && joins(text, at)) {
      at = wordEnd + 1;
      wordEnd = letters(text, at, to);
    }
    if (wordEnd - at < 3 || followedByMore(text, wordEnd, to)) {
      return false;
    }
    int code = Lexicon.code(stem.of(text, at, wordEnd));
    return Lexicon.is(code, Lexicon.MONTH) && withYear(text, Lexicon.value(code), day, wordEnd, to);
  }

  private static boolean joins(char[] text, int at) {
    return (text[at] == 'o' && text[at + 1] == 'f') || (text[at] == 'd' && text[at + 1] == 'e');
  }

  private boolean withYear(char[] text, int month, int day, int from, int to) {
    int at = from;
    at += at < to && (text[at] == ',' || text[at] == '.') ? 1 : 0;
    at += at < to && text[at] == ' ' ? 1 : 0;
    int last = at > from ? NumberReader.digits(text, at, Math.min(to, at + 5)) : at;
    if (last - at == 4 && Calendar.isYear(whole(text, at, last))) {
      long date = Calendar.date(whole(text, at, last), month, day);
      return date >= 0 && set(Unit.DATE, (double) date, last);
    }
    int monthDay = Calendar.monthDay(month, day);
    return monthDay >= 0 && set(Unit.MONTH_DAY, monthDay, from);
  }

  private boolean time(char[] text, int from, int first, int to) {
    int hour = whole(text, from, first);
    if (hour > 24 || first >= to) {
      return false;
    }
    if (text[first] != ':' && text[first] != 'h') {
      int half = half(text, first, to);
      return half >= 0 && hour <= 12 && setTime(hour, 0, 0, half);
    }
    int minuteEnd = NumberReader.digits(text, first + 1, Math.min(to, first + 4));
    if (minuteEnd != first + 3) {
      return false;
    }
    int minute = whole(text, first + 1, minuteEnd);
    int at = minuteEnd;
    int second = 0;
    if (at + 2 < to && text[at] == ':' && NumberReader.digits(text, at + 1, to) == at + 3) {
      second = whole(text, at + 1, at + 3);
      at += 3;
      if (at + 1 < to && text[at] == '.' && NumberReader.isDigit(text[at + 1])) {
        at = NumberReader.digits(text, at + 1, Math.min(to, at + 10));
      }
    }
    if (minute > 59 || second > 59 || (at < to && NumberReader.isDigit(text[at]))) {
      return false;
    }
    int half = hour <= 12 ? half(text, at, to) : -1;
    return setTime(hour, minute, second, half >= 0 ? half : -1 - at);
  }

  private boolean setTime(int hour, int minute, int second, int codedEnd) {
    int seconds = (hour % 12) * 3_600 + minute * 60 + second;
    if (codedEnd >= 0) {
      return set(Unit.TIME, seconds + (parsed == 'p' ? 43_200 : 0), codedEnd);
    }
    // Without a half of the day, two o'clock may be meant after noon.
    alternative = hour >= 1 && hour <= 12 ? (seconds + 43_200) % 86_400 : Double.NaN;
    if (hour == 12) {
      alternative = seconds;
    }
    return set(Unit.TIME, (hour % 24) * 3_600 + minute * 60 + second, -1 - codedEnd);
  }

  /** Behind am, pm, a.m. or p.m., whose first letter is kept; -1 where there is none. */
  private int half(char[] text, int from, int to) {
    int at = from + (from < to && (text[from] == ' ' || text[from] == '\u202F') ? 1 : 0);
    if (at + 1 >= to) {
      return -1;
    }
    int letter = text[at] | 0x20;
    int dot = text[at + 1] == '.' ? 1 : 0;
    if ((letter != 'a' && letter != 'p')
        || at + 1 + dot >= to
        || (text[at + 1 + dot] | 0x20) != 'm') {
      return -1;
    }
    int last = at + 2 + dot;
    if (last < to && Character.isLetterOrDigit(text[last])) {
      return -1;
    }
    parsed = letter;
    return dot == 1 && last < to && text[last] == '.' ? last + 1 : last;
  }

  private static int afterOrdinal(char[] text, int from, int to) {
    if (from + 1 >= to) {
      return from;
    }
    int pair = (text[from] | 0x20) << 8 | (text[from + 1] | 0x20);
    boolean ordinal =
        pair == ('s' << 8 | 't')
            || pair == ('n' << 8 | 'd')
            || pair == ('r' << 8 | 'd')
            || pair == ('t' << 8 | 'h');
    return ordinal && !followedByMore(text, from + 2, to) ? from + 2 : from;
  }

  private static boolean followedByMore(char[] text, int at, int to) {
    if (at >= to) {
      return false;
    }
    char c = text[at];
    boolean ordinal = c == 's' || c == 'n' || c == 'r' || c == 't';
    return NumberReader.isDigit(c) || (Character.isLetter(c) && !ordinal);
  }

  private static int letters(char[] text, int from, int to) {
    int at = from;
    while (at < to && at < from + WORD_MAX && Character.isLetter(text[at])) {
      at++;
    }
    return at;
  }

  private static int whole(char[] text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + NumberReader.digit(text[i]);
    }
    return number;
  }

  private boolean set(int newUnit, double newNumber, int newEnd) {
    unit = newUnit;
    number = newNumber;
    end = newEnd;
    return true;
  }
}
