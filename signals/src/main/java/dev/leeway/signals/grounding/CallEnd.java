package dev.leeway.signals.grounding;

/** What became of a tool call. */
public enum CallEnd {
  /** A model asked for it, and nobody told how it ended. */
  PROPOSED(0),
  TAKEN(1),
  /** The tool answered with an error. */
  REFUSED(2);

  private final int bit;

  CallEnd(int bit) {
    this.bit = bit;
  }

  /** Bits of several calls are put together; none of a mere proposal. */
  int bit() {
    return bit;
  }
}
