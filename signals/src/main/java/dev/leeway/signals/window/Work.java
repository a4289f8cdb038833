package dev.leeway.signals.window;

/**
 * What kind of work a run did, by how much it called, read and wrote: the value of the dimension
 * {@link Dimensions#WORK}. Runs of one kind can be compared whatever the mix of kinds is.
 *
 * <p>Calls are told apart by doublings up to 16, tokens by factors of four: narrow enough that
 * within a kind a duration hardly depends on how much work it was, wide enough that an agent has
 * some dozens of kinds and not hundreds. There are at most 343.
 */
public final class Work {
  private static final long CALLS_MAX = 16;
  private static final long READ_MIN = 256;
  private static final long WRITTEN_MIN = 16;
  private static final int FOURFOLDS = 4;

  private Work() {}

  /** As the slice has it, such as {@code calls 3–4, tokens in 1025–4096, out 65–256}. */
  public static String of(long calls, long inputTokens, long outputTokens) {
    return "calls "
        + band(calls, 1, 2, CALLS_MAX)
        + ", tokens in "
        + band(inputTokens, READ_MIN, 4, READ_MIN << (2 * FOURFOLDS))
        + ", out "
        + band(outputTokens, WRITTEN_MIN, 4, WRITTEN_MIN << (2 * FOURFOLDS));
  }

  /** Bands that end at least, least * factor, and so on up to most. */
  private static String band(long count, long least, long factor, long most) {
    if (count <= 0) {
      return "0";
    }
    if (count > most) {
      return "over " + most;
    }
    long low = 1;
    long high = least;
    while (count > high) {
      low = high + 1;
      high *= factor;
    }
    return low == high ? Long.toString(high) : low + "–" + high;
  }
}
