package dev.leeway.signals.grounding;

/**
 * Tells the value that begins at a digit, and ids wherever they begin: dates and times first, then
 * codes, then numbers with their units. Used again for the next text; not thread-safe.
 */
final class ValueScanner {
  private static final int CODE_DIGITS_MIN = 6;
  private final FactSink sink;
  private final LabelTrail labels;
  private final Place place;
  private final NumberReader numbers = new NumberReader();
  private final MomentReader moments = new MomentReader();
  private final UnitReader units = new UnitReader();
  private final Stem stem = new Stem();
  private char[] text = new char[0];
  private int to;
  private int currency;
  private int currencyStart;
  private int currencyEnd;

  ValueScanner(FactSink sink, LabelTrail labels, Place place) {
    this.sink = sink;
    this.labels = labels;
    this.place = place;
  }

  void begin(char[] characters, int end) {
    text = characters;
    to = end;
    currency = 0;
  }

  /** A currency's sign or code stands here; the next number may be its. */
  void currency(int unit, int start, int end) {
    currency = unit;
    currencyStart = start;
    currencyEnd = end;
  }

  /** Where reading goes on behind what begins with this digit. */
  int digit(int at) {
    boolean claimable = place.claimable(text, at, to);
    if (moments.startsAtDigit(text, at, to)) {
      tellMoment(at, claimable);
      int end = moments.end;
      boolean timeFollows = end + 1 < to && text[end] == 'T' && NumberReader.isDigit(text[end + 1]);
      return timeFollows ? end + 1 : end;
    }
    int run = Runs.end(text, at, to);
    if (run - at >= Runs.LENGTH_MAX) {
      return run;
    }
    return isCode(at, run) ? code(at, run, claimable) : number(at, claimable);
  }

  /**
   * Where reading goes on behind a date that begins with this month; its name's end if none does.
   */
  int month(int month, int from, int end) {
    if (!moments.continuesMonth(text, month, end, to)) {
      return end;
    }
    tellMoment(from, place.claimable(text, from, to));
    return moments.end;
  }

  private void tellMoment(int at, boolean claimable) {
    tell(
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
            claimable));
  }

  /** A value under the label that stands before it. */
  void tell(Value value) {
    sink.value(value, labels.hashes(), labels.stated());
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
    tell(
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
            claimable && finite && !units.ordinal));
    return units.end;
  }

  /** A long number without marks or unit is rather an id; nothing is derived from it or to it. */
  private int digitsOnly(int at, boolean claimable) {
    tell(
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
            claimable));
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
  int code(int from, int end, boolean claimable) {
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
    tell(Value.text(ClaimKind.ID, hash(from, end), from, end, claimable && end - from >= 4));
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
}
