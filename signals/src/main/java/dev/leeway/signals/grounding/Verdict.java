package dev.leeway.signals.grounding;

/** What the evidence says of a claim. */
public enum Verdict {
  /** The same value is there, whatever its format. */
  SUPPORTED,
  /** It follows from values that are there: rounded, added, subtracted, multiplied, a share. */
  DERIVED,
  /** Nowhere in the evidence. */
  UNSUPPORTED,
  /** Nowhere in the evidence, which has another value under the same label. */
  CONTRADICTED,
  /** Not to be told: what would decide was not kept, or a match would mean nothing. */
  UNDECIDED
}
