package dev.leeway.collector.otlp;

/** What of a request is stored and not read, and should be told to its sender. */
public enum Warning {
  /** An index into the dictionary of a profiles request. */
  TEXT_BY_INDEX(
      "keys or values by index (key_strindex, string_value_strindex) are taken as absent: only"
          + " profiles have a dictionary");

  private final String sentence;

  Warning(String sentence) {
    this.sentence = sentence;
  }

  /** For the sender. */
  public String sentence() {
    return sentence;
  }
}
