package dev.leeway.signals.grounding;

import java.util.Arrays;

/**
 * Walks JSON without building a tree and hands each leaf, under the words of its key, to a scanner.
 * Nesting costs no stack: deeper than {@link #DEPTH_MAX} levels keys are forgotten, leaves are not.
 * What is no JSON is scanned as text. Used again; not thread-safe.
 */
final class JsonWalk {
  private static final int DEPTH_MAX = 64;
  private final FactSink sink;
  private final TextScanner scanner;
  private final Stem stem = new Stem();
  private final long[][] keys = new long[DEPTH_MAX + 1][];
  private char[] string = new char[256];
  private int stringLength;
  private int depth;
  private int emptyContainers;
  private int fullArrays;
  private int longest;

  JsonWalk(FactSink sink) {
    this.sink = sink;
    this.scanner = new TextScanner(sink);
  }

  TextScanner scanner() {
    return scanner;
  }

  static boolean looksLikeJson(char[] text, int from, int to) {
    int at = from;
    while (at < to && text[at] <= ' ') {
      at++;
    }
    int next = at + 1;
    while (next < to && text[next] <= ' ') {
      next++;
    }
    if (next >= to) {
      return false;
    }
    char c = text[next];
    return switch (text[at]) {
      case '{' -> c == '"' || c == '}';
      case '[' -> "\"{[]-tfn".indexOf(c) >= 0 || NumberReader.isDigit(c);
      default -> false;
    };
  }

  /** Whether the last walk met only containers without content. */
  boolean foundNothing() {
    return emptyContainers > 0 && fullArrays == 0 && longest <= 80;
  }

  void walk(char[] text, int from, int to) {
    depth = 0;
    keys[0] = LabelTrail.NONE;
    emptyContainers = 0;
    fullArrays = 0;
    longest = 0;
    int at = from;
    while (at < to) {
      char c = text[at];
      switch (c) {
        case '{', '[' -> at = open(text, at, to);
        case '}', ']' -> {
          depth = Math.max(0, depth - 1);
          if (c == '}') {
            sink.objectEnds();
          }
          at++;
        }
        case '"' -> at = string(text, at, to);
        default -> at = c <= ' ' || c == ',' || c == ':' ? at + 1 : literal(text, at, to);
      }
    }
  }

  private int open(char[] text, int at, int to) {
    int next = at + 1;
    while (next < to && text[next] <= ' ') {
      next++;
    }
    boolean empty = next < to && (text[next] == ']' || text[next] == '}');
    emptyContainers += empty ? 1 : 0;
    fullArrays += !empty && text[at] == '[' ? 1 : 0;
    depth++;
    if (depth <= DEPTH_MAX) {
      // The items of a list stand under the list's key.
      keys[depth] = keys[depth - 1];
    }
    return at + 1;
  }

  private int string(char[] text, int at, int to) {
    int end = unescape(text, at + 1, to);
    int next = end;
    while (next < to && text[next] <= ' ') {
      next++;
    }
    if (next < to && text[next] == ':') {
      setKey();
      return next + 1;
    }
    longest = Math.max(longest, stringLength);
    leaf(string, 0, stringLength, at + 1);
    return end;
  }

  private int literal(char[] text, int at, int to) {
    int end = at;
    while (end < to && text[end] > ' ' && ",:{}[]\"".indexOf(text[end]) < 0) {
      end++;
    }
    char c = text[at];
    boolean named = end - at <= 5 && (c == 't' || c == 'f' || c == 'n');
    if (!named) {
      leaf(text, at, end, 0);
    }
    return end;
  }

  private void leaf(char[] text, int from, int to, int place) {
    sink.leafBegins(place);
    scanner.scan(text, from, to, key());
    sink.leafEnds();
  }

  private long[] key() {
    long[] key = keys[Math.min(depth, DEPTH_MAX)];
    return key;
  }

  /** The words of a key: total_price, totalPrice and Total Price are one. */
  private void setKey() {
    long[] latest = new long[LabelTrail.WORDS];
    int count = 0;
    int end = stringLength;
    for (int i = stringLength - 1; i >= 0 && count < LabelTrail.WORDS; i--) {
      char c = string[i];
      boolean letter = Character.isLetter(c);
      boolean begins =
          letter
              && (i == 0
                  || !Character.isLetter(string[i - 1])
                  || (Character.isUpperCase(c) && !Character.isUpperCase(string[i - 1])));
      if (!letter) {
        end = i;
      } else if (begins) {
        long hash = stem.of(string, i, end);
        int code = Lexicon.code(hash);
        if (!Lexicon.isStop(code) && !Lexicon.is(code, Lexicon.GENERIC)) {
          latest[count++] = hash;
        }
        end = i;
      }
    }
    if (depth <= DEPTH_MAX) {
      keys[depth] = LabelTrail.of(latest, count);
    }
    // Keys say things too: {"gift_card_3481935": …}.
    sink.leafBegins(-1);
    scanner.scan(string, 0, stringLength, LabelTrail.NONE);
    sink.leafEnds();
  }

  /** Into {@link #string}; where reading goes on behind the closing quote. */
  private int unescape(char[] text, int from, int to) {
    stringLength = 0;
    int at = from;
    while (at < to && text[at] != '"') {
      char c = text[at++];
      if (c == '\\' && at < to) {
        c = text[at++];
        switch (c) {
          case 'n', 'r' -> c = '\n';
          case 't', 'b', 'f' -> c = ' ';
          case 'u' -> {
            c = hexadecimal(text, at, to);
            at = Math.min(to, at + 4);
          }
          default -> {}
        }
      }
      if (stringLength == string.length) {
        string = Arrays.copyOf(string, stringLength * 2);
      }
      string[stringLength++] = c;
    }
    return Math.min(to, at + 1);
  }

  private static char hexadecimal(char[] text, int from, int to) {
    int value = 0;
    for (int i = from; i < from + 4 && i < to; i++) {
      value = value * 16 + Math.max(0, Character.digit(text[i], 16));
    }
    return (char) value;
  }
}
