package dev.leeway.signals.drift.baseline;

/** Which stretch of the past a baseline covers. Names are stored. */
public enum BaselineSlot {
  /** The last days, in which the reference's bins are cut. */
  REFERENCE,
  /** The slot before the onset. */
  PREVIOUS,
  /** The same time of day, a day ago. */
  YESTERDAY,
  /** The same time of the week, a week ago. */
  LAST_WEEK,
  /** The first reference that there was; what is far from it is shown and never pages. */
  FROZEN,
  /** What a user holds to be normal, until it is taken back by an empty one. */
  PINNED
}
