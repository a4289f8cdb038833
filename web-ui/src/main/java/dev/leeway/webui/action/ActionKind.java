package dev.leeway.webui.action;

/** What a person did about a finding; names are stored. */
public enum ActionKind {
  /** Someone looks after it: no repeats of its page. */
  ACKNOWLEDGED("acknowledged"),
  /** No pages until a time. */
  SILENCED("silenced"),
  /** Done with, whether or not the detector has closed it. */
  RESOLVED("resolved"),
  /** Taken back: as if nothing had been done. */
  REOPENED("reopened");

  private final String word;

  ActionKind(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
