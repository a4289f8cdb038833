package dev.leeway.signals.contract;

/** What an answer is written as. Names are stored. */
public enum OutputForm {
  JSON("json"),
  /** JSON within a fence, with little around it. */
  FENCED_JSON("fenced json"),
  /** Begins as JSON, or stands in a fence that says so, and no parser reads it. */
  BROKEN_JSON("broken json"),
  MARKDOWN("markdown"),
  /** A fence was opened and not closed. */
  OPEN_FENCE("open fence"),
  TEXT("text"),
  /** Begins by declining. */
  REFUSAL("refusal"),
  EMPTY("empty");

  private final String words;

  OutputForm(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }
}
