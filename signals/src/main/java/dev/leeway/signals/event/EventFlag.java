package dev.leeway.signals.event;

/** What is odd about an event. Flags are stored as a bit set: a position is never used again. */
public enum EventFlag {
  /** The span's end is zero: it still runs or its end was lost. Its duration is unknown. */
  END_MISSING(0),
  /** The span ended before it started; its duration is taken as zero. */
  END_BEFORE_START(1),
  /** Older than 400 days at append: stored, in no window. */
  TOO_OLD(2),
  /** More than 5 minutes ahead of the broker's append time: stored, in no window. */
  IN_FUTURE(3),
  /** At least one attribute was shortened to the size limit. */
  TRUNCATED(4),
  /** Text held bytes that are not UTF-8; they were replaced. */
  INVALID_UTF8(5),
  /** Times were invented by a replay ({@code leeway.synthetic}): no duration signal. */
  SYNTHETIC_DURATION(6),
  /** Token counts are sums over descendants, not this span's own use. */
  AGGREGATE_USAGE(7),
  /** Token counts were converted to the inclusive convention or corrected. */
  USAGE_FIXUP(8),
  /**
   * What log records say about a span that comes by itself, or never: the parent id names that
   * span, and the span id is made of the records.
   */
  SUPPLEMENT(9),
  /** Of a supplement: its parent is the span that it was written in, not the one it describes. */
  WRITTEN_WITHIN(10),
  /** Of a supplement: it is an event of its own as long as no span has come that it describes. */
  STANDS_ALONE(11),
  /** Of a supplement that stood for an event: the span that it describes came after all. */
  TAKEN_BACK(12);

  private final int position;

  EventFlag(int position) {
    this.position = position;
  }

  public int bit() {
    return 1 << position;
  }

  public boolean in(int flags) {
    return (flags & bit()) != 0;
  }
}
