package dev.leeway.signals.grounding;

import org.jspecify.annotations.Nullable;

/**
 * Walks a text once and tells its words, values, names and quotations. It looks ahead by bounded
 * steps only, so its time is linear in the text, whatever the text. Used again for the next text;
 * not thread-safe.
 */
final class TextScanner {
  private final FactSink sink;
  private final AddressReader addresses = new AddressReader();
  private final QuotationReader quotations = new QuotationReader();
  private final LabelTrail labels = new LabelTrail();
  private final Place place = new Place();
  private final Stem stem = new Stem();
  private final NameTrail names;
  private final SpelledNumber spelled;
  private final ValueScanner values;
  private char[] text = new char[0];
  private int to;

  TextScanner(FactSink sink) {
    this.sink = sink;
    this.names = new NameTrail(sink);
    this.spelled = new SpelledNumber(sink);
    this.values = new ValueScanner(sink, labels, place);
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
    values.begin(text, to);
    spelled.begin();
    addresses.begin();
    quotations.begin();
    labels.begin(key);
    place.begin();
    names.begin();
    int at = from;
    while (at < to) {
      char c = text[at];
      if (NumberReader.isDigit(c)) {
        leaveWords();
        at = values.digit(at);
      } else if (Runs.isLetter(c)) {
        at = letter(at);
      } else {
        at = mark(at, c);
      }
    }
    leaveWords();
  }

  private int mark(int at, char c) {
    if (c == ' ') {
      return at + 1;
    }
    int sign = Currencies.ofSymbol(c);
    if (sign != 0) {
      values.currency(sign, at, at + 1);
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

  private int letter(int at) {
    char c = text[at];
    if ((c == 'h' || c == 'w' || c == 'H' || c == 'W') && addresses.isUrl(text, at, to)) {
      return address(ClaimKind.URL, at);
    }
    if (addresses.isEmail(text, at, to)) {
      return address(ClaimKind.EMAIL, at);
    }
    int run = Runs.end(text, at, to);
    if (run - at >= Runs.LENGTH_MAX) {
      spelled.end();
      return run;
    }
    for (int i = at; i < run; i++) {
      if (NumberReader.isDigit(text[i])) {
        leaveWords();
        return values.code(at, run, place.claimable(text, at, to));
      }
    }
    return words(at, run);
  }

  private int address(ClaimKind kind, int at) {
    leaveWords();
    boolean claimable = place.claimable(text, at, to);
    values.tell(Value.text(kind, addresses.hash, at, addresses.end, claimable));
    return addresses.end;
  }

  private void leaveWords() {
    spelled.end();
    names.flush();
  }

  private int words(int from, int run) {
    int at = from;
    while (at < run) {
      if (!Runs.isLetter(text[at])) {
        at++;
        continue;
      }
      int end = at;
      while (end < run && Runs.isLetter(text[end])) {
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
      spelled.word(Lexicon.value(code), from, end);
    } else {
      spelled.end();
    }
    if (Lexicon.is(code, Lexicon.MONTH)) {
      int dateEnd = values.month(Lexicon.value(code), from, end);
      if (dateEnd > end) {
        names.flush();
        return dateEnd;
      }
    }
    if (Lexicon.is(code, Lexicon.CURRENCY) && end - from == 3) {
      values.currency(Lexicon.value(code), from, end);
    }
    boolean content = !Lexicon.isStop(code) && end - from >= 2;
    sink.word(hash, content, from, end);
    names.word(text, from, end, hash, code, place);
    labels.word(hash, content && !Lexicon.is(code, Lexicon.GENERIC));
    place.word(code);
    return end;
  }
}
