package dev.leeway.signals.grounding;

/** Scripts that write no blanks between words: each pair of characters counts as a word. */
final class Scripts {
  private Scripts() {}

  static boolean isUnspaced(char c) {
    return c >= 0x0E00
        && ((c >= 0x3040 && c <= 0x30FF)
            || (c >= 0x3400 && c <= 0x9FFF)
            || (c >= 0x0E00 && c <= 0x0E7F));
  }

  static void pairs(char[] text, int from, int to, FactSink sink) {
    for (int i = from; i + 1 < to; i++) {
      long hash = FactHash.mix(FactHash.step(FactHash.step(FactHash.BASIS, text[i]), text[i + 1]));
      sink.word(hash, true, i, i + 2);
    }
  }
}
