package dev.leeway.signals.grounding;

/** Takes what {@link TextScanner} finds, in the order of the text. */
interface FactSink {
  /**
   * A value, and the label before it: {@code labels[i]} is the hash of the last i + 1 content words
   * of its clause, 0 where there are fewer.
   *
   * @param stated whether the label is set off by a colon or an equals sign
   */
  void value(Value value, long[] labels, boolean stated);

  /**
   * A word.
   *
   * @param hash of its stem
   * @param content false for a stop word
   */
  void word(long hash, boolean content, int start, int end);

  /**
   * Two or more capitalised words in a row. The array is reused.
   *
   * @param count how many of the words tell: what begins a sentence does not
   */
  void name(long[] words, int count, int start, int end);

  /** Text between quotation marks; its words follow. */
  void quotation(int start, int end);

  /**
   * A leaf or key of JSON begins.
   *
   * @param place what to add to a place in the leaf for the place in the JSON; -1 for a key
   */
  default void leafBegins(int place) {}

  default void leafEnds() {}

  default void objectEnds() {}
}
