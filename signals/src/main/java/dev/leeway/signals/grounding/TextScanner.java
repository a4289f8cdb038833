package dev.leeway.signals.grounding;

import org.jspecify.annotations.Nullable;

/**
 * Walks a text once and tells its words, values, names and quotations. It looks ahead by bounded
 * steps only, so its time is linear in the text, whatever the text. Used again for the next text;
 * not thread-safe.
 */
final class TextScanner {
  private static final int RUN_MAX = 256;
  private static final int CODE_DIGITS_MIN = 6;
  private final FactSink sink;
  private final NumberReader numbers = new NumberReader();
  private final MomentReader moments = new MomentReader();
  private final UnitReader units = new UnitReader();
  private final AddressReader addresses = new AddressReader();
  private final QuotationReader quotations = new QuotationReader();
  private final LabelTrail labels = new LabelTrail();
  private final Place place = new Place();
  private final Stem stem = new Stem();
  private final NameTrail names;
  private char[] text = new char[0];
  private int to;
  private int currency;
  private int currencyStart;
  private int currencyEnd;
  private double spelled;
  private int spelledFrom;
  private int spelledEnd;

  TextScanner(FactSink sink) {
    this.sink = sink;
    this.names = new NameTrail(sink);
  }

  /** Tells what is in a part of a text, which nobody changes meanwhile. */
  void scan(char[] characters, int from, int end) {
    scan(characters, from, end, null);
  }

  /**
   * The same for a value of JSON.
   *
   * @param key the labels of its key, in the order of {@link FactSink#value}
   */
  void scan(char[] characters, int from, int end, long @Nullable [] key) {
    text = characters;
    to = end;
    currency = 0;
    spelled = -1;
    addresses.begin();
    quotations.begin();
    labels.begin(key);
    place.begin();
    names.begin();
    int at = from;
    while (at < to) {
      char c = text[at];
      if (NumberReader.isDigit(c)) {
        at = digit(at);
      } else if (c < 128 ? isAsciiLetter(c) : Character.isLetter(c)) {
        at = letter(at);
      } else {
        at = mark(at, c);
      }
    }
    endSpelled();
    names.flush();
  }

  private static boolean isAsciiLetter(char c) {
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
  }

  private int mark(int at, char c) {
    if (c == ' ') {
      return at + 1;
    }
    int sign = Currencies.ofSymbol(c);
    if (sign != 0) {
      currency = sign;
      currencyStart = at;
      currencyEnd = at + 1;
      names.flush();
      return at + 1;
    }
    if (c == '_' && at + 1 < to && Character.isLetterOrDigit(text[at + 1])) {
      return at + 1;
    }
    if (c != '*' && c != '’' && c != '\'' && c != '-') {
      names.breakAt(c);
    }
    if (quotations.opens(text, at, to) && place.inProse()) {
      sink.quotation(at + 1, quotations.end);
    }
    labels.mark(c);
    return place.mark(text, at, to);
  }

  private int digit(int at) {
    endSpelled();
    names.flush();
    boolean claimable = place.claimable(text, at, to);
    if (moments.startsAtDigit(text, at, to)) {
      sink.value(
          new Value(
              Unit.kind(moments.unit),
              moments.unit,
              moments.number,
              moments.number,
              moments.alternative,
              0,
              0,
              at,
              moments.end,
              claimable),
          labels.hashes(),
          labels.stated());
      int end = moments.end;
      boolean timeFollows = end + 1 < to && text[end] == 'T' && NumberReader.isDigit(text[end + 1]);
      return timeFollows ? end + 1 : end;
    }
    int run = runEnd(at);
    if (run - at >= RUN_MAX) {
      return run;
    }
    return isCode(at, run) ? code(at, run, claimable) : number(at, claimable);
  }

  private int number(int at, boolean claimable) {
    numbers.read(text, at, to);
    if (numbers.code) {
      return code(at, numbers.end, claimable);
    }
    units.read(text, numbers.end, to);
    boolean plain = numbers.end == numbers.firstEnd && units.end == numbers.end && currency == 0;
    if (plain && numbers.end - at >= CODE_DIGITS_MIN) {
      return digitsOnly(at, claimable);
    }
    int unit = units.unit;
    int start = at;
    if (unit == Unit.NONE && currency != 0 && at <= currencyEnd + 1) {
      unit = currency;
      start = currencyStart;
    }
    currency = 0;
    double scale = units.multiplier * units.factor;
    double tolerance = 0.5 * Decimal.power(-numbers.decimals) * scale;
    double number = scale == 1 ? numbers.number : Decimal.tidy(numbers.number * scale);
    if (place.rounded()) {
      tolerance = Math.max(tolerance, roundedBy(numbers.number) * scale);
    }
    boolean finite = number <= 1e15;
    sink.value(
        new Value(
            Unit.kind(unit),
            unit,
            number,
            Decimal.tidy(numbers.number * units.multiplier),
            unit == Unit.NONE && scale == 1 ? numbers.alternative : Double.NaN,
            tolerance,
            0,
            start,
            units.end,
            claimable && finite && !units.ordinal),
        labels.hashes(),
        labels.stated());
    return units.end;
  }

  /** A long number without marks or unit is rather an id; nothing is derived from it or to it. */
  private int digitsOnly(int at, boolean claimable) {
    sink.value(
        new Value(
            ClaimKind.ID,
            Unit.NONE,
            numbers.number,
            numbers.number,
            Double.NaN,
            0,
            hash(at, numbers.end),
            at,
            numbers.end,
            claimable),
        labels.hashes(),
        labels.stated());
    return numbers.end;
  }

  private long hash(int from, int end) {
    long hash = FactHash.BASIS;
    for (int i = from; i < end; i++) {
      if (Character.isLetterOrDigit(text[i])) {
        hash = FactHash.step(hash, Character.toLowerCase(text[i]));
      }
    }
    return FactHash.mix(hash);
  }

  /** Half of the last place that is not zero: about 3,400 may be 3,412. */
  private static double roundedBy(double number) {
    double step = 1;
    while (number >= step * 10 && number % (step * 10) == 0) {
      step *= 10;
    }
    return step / 2;
  }

  /** Letters and digits in one run, or digits joined as in a telephone number. */
  private boolean isCode(int from, int run) {
    int digits = NumberReader.digits(text, from, run);
    if (digits == run) {
      return false;
    }
    boolean unitFollows = text[digits] != '_' && onlyLetters(digits, run);
    if (unitFollows) {
      units.read(text, digits, to);
      return units.end == digits && text[digits] != '-';
    }
    int groups = 1;
    int longest = digits - from;
    int length = longest;
    for (int i = digits; i < run; i++) {
      if (text[i] == '-' || text[i] == '_') {
        groups++;
        length = 0;
      } else if (!NumberReader.isDigit(text[i])) {
        return true;
      } else {
        longest = Math.max(longest, ++length);
      }
    }
    return groups > 2 || longest > 4;
  }

  private boolean onlyLetters(int from, int end) {
    for (int i = text[from] == '-' ? from + 1 : from; i < end; i++) {
      if (!Character.isLetter(text[i])) {
        return false;
      }
    }
    return true;
  }

  /** An id is compared by its letters and digits alone. */
  private int code(int from, int end, boolean claimable) {
    int part = from;
    for (int i = from; i < end; i++) {
      if (!Character.isLetterOrDigit(text[i])) {
        partOf(part, i);
        part = i + 1;
      }
    }
    if (part > from) {
      partOf(part, end);
    }
    sink.value(
        Value.text(ClaimKind.ID, hash(from, end), from, end, claimable && end - from >= 4),
        labels.hashes(),
        labels.stated());
    return end;
  }

  /** What a code consists of is evidence too: the number of credit_card_4421486. */
  private void partOf(int from, int end) {
    int digits = NumberReader.digits(text, from, end);
    if (digits == end && end - from >= 4 && end - from <= Decimal.DIGITS_MAX) {
      numbers.read(text, from, end);
      sink.value(
          new Value(
              ClaimKind.NUMBER,
              0,
              numbers.number,
              numbers.number,
              Double.NaN,
              0.5,
              0,
              from,
              end,
              false),
          LabelTrail.NONE,
          false);
    } else if (digits == from && end - from >= 3 && onlyLetters(from, end)) {
      long hash = stem.of(text, from, end);
      sink.word(hash, !Lexicon.isStop(Lexicon.code(hash)), from, end);
    }
  }

  private int letter(int at) {
    char c = text[at];
    if ((c == 'h' || c == 'w' || c == 'H' || c == 'W') && addresses.isUrl(text, at, to)) {
      return address(ClaimKind.URL, at);
    }
    if (addresses.isEmail(text, at, to)) {
      return address(ClaimKind.EMAIL, at);
    }
    int run = runEnd(at);
    if (run - at >= RUN_MAX) {
      endSpelled();
      return run;
    }
    for (int i = at; i < run; i++) {
      if (NumberReader.isDigit(text[i])) {
        endSpelled();
        names.flush();
        return code(at, run, place.claimable(text, at, to));
      }
    }
    return words(at, run);
  }

  private int address(ClaimKind kind, int at) {
    endSpelled();
    names.flush();
    sink.value(
        Value.text(kind, addresses.hash, at, addresses.end, place.claimable(text, at, to)),
        labels.hashes(),
        labels.stated());
    return addresses.end;
  }

  private int words(int from, int run) {
    int at = from;
    while (at < run) {
      if (!Character.isLetter(text[at])) {
        at++;
        continue;
      }
      int end = at;
      while (end < run && Character.isLetter(text[end])) {
        end++;
      }
      if (Scripts.isUnspaced(text[at])) {
        Scripts.pairs(text, at, end, sink);
      } else {
        int jump = word(at, end);
        if (jump > end) {
          return jump;
        }
      }
      at = end;
    }
    return run;
  }

  /** Where reading goes on. */
  private int word(int from, int end) {
    long hash = stem.of(text, from, end);
    int code = Lexicon.code(hash);
    if (Lexicon.is(code, Lexicon.NUMBER)) {
      spell(Lexicon.value(code), from, end);
    } else {
      endSpelled();
    }
    if (Lexicon.is(code, Lexicon.MONTH)
        && moments.continuesMonth(text, Lexicon.value(code), end, to)) {
      names.flush();
      sink.value(
          new Value(
              ClaimKind.DATE,
              moments.unit,
              moments.number,
              moments.number,
              Double.NaN,
              0,
              0,
              from,
              moments.end,
              place.claimable(text, from, to)),
          labels.hashes(),
          labels.stated());
      return moments.end;
    }
    if (Lexicon.is(code, Lexicon.CURRENCY) && end - from == 3) {
      currency = Lexicon.value(code);
      currencyStart = from;
      currencyEnd = end;
    }
    boolean content = !Lexicon.isStop(code) && end - from >= 2;
    sink.word(hash, content, from, end);
    names.word(text, from, end, hash, code, place);
    labels.word(hash, content && !Lexicon.is(code, Lexicon.GENERIC));
    place.word(code);
    return end;
  }

  /** Twenty-five, two hundred, three thousand. */
  private void spell(int value, int from, int end) {
    if (spelled < 0 || from > spelledEnd + 1) {
      endSpelled();
      spelled = value;
      spelledFrom = from;
    } else if (value >= 100) {
      spelled = Math.max(1, spelled) * value;
    } else {
      spelled += value;
    }
    spelledEnd = end;
  }

  private void endSpelled() {
    if (spelled < 0) {
      return;
    }
    double number = spelled;
    spelled = -1;
    sink.value(
        new Value(
            ClaimKind.NUMBER,
            Unit.NONE,
            number,
            number,
            Double.NaN,
            0.5,
            0,
            spelledFrom,
            spelledEnd,
            false),
        LabelTrail.NONE,
        false);
  }

  /** The run of letters, digits and what joins them. */
  private int runEnd(int from) {
    int at = from;
    while (at < to) {
      char c = text[at];
      if (c < 128 ? isAsciiLetter(c) || (c >= '0' && c <= '9') : Character.isLetterOrDigit(c)) {
        at++;
      } else if ((c == '_' || c == '-') && at + 1 < to && Character.isLetterOrDigit(text[at + 1])) {
        at += 2;
      } else if (Character.isHighSurrogate(c) || Character.isLowSurrogate(c)) {
        at++;
      } else {
        break;
      }
    }
    return Math.max(at, from + 1);
  }
}
