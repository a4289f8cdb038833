package dev.leeway.webui.range;

import dev.leeway.signals.window.Rate;
import dev.leeway.storage.query.SignalValues;
import dev.leeway.storage.query.TimeRange;
import dev.leeway.storage.query.WindowPoint;
import dev.leeway.storage.query.WindowStep;
import java.time.Instant;

/**
 * What a rate comes to per minute, in a step of a range and in all of it.
 *
 * <p>A step that starts before the range or has not ended yet holds less than its length, so it is
 * divided by the time of it whose windows are read and that has passed.
 *
 * @param now where the values end
 */
public record RatePerMinute(Rate rate, TimeRange range, WindowStep step, Instant now) {
  /** Of less, one run would look like a crowd. */
  private static final long SECONDS_MIN = 60;

  /** NaN where nothing was counted, or less than a minute of the step is known. */
  public double of(WindowPoint point) {
    long start = point.at().getEpochSecond();
    return perMinute(point.values(), start, start + step.stepSeconds());
  }

  /** Of all values of the range; NaN likewise. */
  public double of(SignalValues all) {
    return perMinute(all, range.from().getEpochSecond(), Long.MAX_VALUE);
  }

  private double perMinute(SignalValues values, long from, long to) {
    long start = Math.max(from, windowFrom(range.from()));
    long end = Math.min(Math.min(to, windowFrom(range.to())), now.getEpochSecond());
    return values.isEmpty() || end - start < SECONDS_MIN
        ? Double.NaN
        : rate.amountOf(values.count(), values.sum()) * 60 / (end - start);
  }

  /** Windows are read by their start, so the first and the last of a range are read whole. */
  private long windowFrom(Instant at) {
    return Math.ceilDiv(at.getEpochSecond(), step.windowSeconds()) * step.windowSeconds();
  }
}
