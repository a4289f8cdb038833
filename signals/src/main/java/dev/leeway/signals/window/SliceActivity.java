package dev.leeway.signals.window;

/**
 * How active a slice has been lately: in how many traces, where what is said of one trace in a row
 * counts once. So a run of a hundred calls is no more than a run of one, and a slice of few long
 * runs doesn't take the place of one that is seen as often. Not thread-safe.
 */
final class SliceActivity {
  /**
   * Six standard errors of counts by chance: of 5,000 slices that are kept and 5,000 that wait, all
   * equally active, the extremes differ by five.
   */
  private static final long ERRORS_SQUARED = 36;

  final Slice slice;
  final Standing standing;
  private long traces;
  private int lastTrace;

  SliceActivity(Slice slice) {
    this.slice = slice;
    this.standing = Standing.of(slice);
  }

  /** Something was said of it; without a trace each time counts. */
  void saw(String traceId) {
    int trace = traceId.hashCode();
    if (traces == 0 || traceId.isEmpty() || trace != lastTrace) {
      traces++;
      lastTrace = trace;
    }
  }

  /** Lets what was seen until now count half; returns whether nothing is left. */
  boolean halved() {
    traces /= 2;
    return traces == 0;
  }

  /** Takes one from the count; returns whether nothing is left. */
  boolean lessened() {
    traces--;
    return traces <= 0;
  }

  boolean exceeds(SliceActivity other) {
    return traces > other.traces;
  }

  /** Whether it is more active than chance explains. */
  boolean clearlyExceeds(SliceActivity other) {
    double more = (double) traces - other.traces;
    return more > 0 && more * more > ERRORS_SQUARED * ((double) traces + other.traces);
  }

  /** Whether it would clearly exceed even one that was not seen at all. */
  boolean isClear() {
    return traces > ERRORS_SQUARED;
  }

  /** Whose place a slice may take: that of its own standing, and of those below. */
  enum Standing {
    /** Of the whole agent: all else is a part of it. */
    AGENT,
    FURTHER,
    /** Of cohorts and kinds of work, which multiply, and of fields, which come from data. */
    DERIVED;

    private static Standing of(Slice slice) {
      return switch (slice.dimension()) {
        case "" -> AGENT;
        case Dimensions.COHORT, Dimensions.FIELD, Dimensions.WORK -> DERIVED;
        default -> FURTHER;
      };
    }
  }
}
