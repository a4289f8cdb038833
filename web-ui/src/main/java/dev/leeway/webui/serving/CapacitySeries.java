package dev.leeway.webui.serving;

import dev.leeway.signals.condition.capacity.Headroom;
import dev.leeway.signals.condition.capacity.TailShare;
import dev.leeway.signals.window.Slice;
import dev.leeway.storage.query.SignalValues;
import dev.leeway.storage.query.TimeRange;
import dev.leeway.storage.query.WindowPoint;
import dev.leeway.storage.query.WindowStep;
import dev.leeway.storage.query.WindowStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Computes over a range what the verdicts on capacity say at one time: no window has them under
 * their own names, those of runs and tokens tell them.
 *
 * @param all of the range's runs together; headroom as it was at the range's end
 */
public record CapacitySeries(int stepSeconds, Point all, List<Point> points) {
  public static final String TAIL_SHARE = "complexity.tail_share";
  public static final String HEADROOM = "capacity.headroom";

  private static final String RUNS = "run.count";
  private static final String TOKENS = "tokens.rate";
  private static final int HOUR_SECONDS = 3_600;

  public CapacitySeries {
    points = List.copyOf(points);
  }

  /**
   * What held from an instant on, for one step.
   *
   * @param runs that it was read from
   * @param value empty where these are too few
   */
  public record Point(Instant at, long runs, OptionalDouble value) {}

  /** The {@link TailShare} of each step's runs. */
  public static CapacitySeries tailShare(
      WindowStore windows, Slice slice, TimeRange range, WindowStep step) {
    return tailShare(windows.series(slice, TOKENS, range, step), range, step);
  }

  static CapacitySeries tailShare(List<WindowPoint> tokens, TimeRange range, WindowStep step) {
    SignalValues all =
        tokens.stream().map(WindowPoint::values).reduce(SignalValues.EMPTY, SignalValues::plus);
    return new CapacitySeries(
        step.stepSeconds(),
        tail(new WindowPoint(range.from(), all)),
        tokens.stream().map(CapacitySeries::tail).toList());
  }

  private static Point tail(WindowPoint tokens) {
    SignalValues values = tokens.values();
    return new Point(tokens.at(), values.count(), TailShare.of(values.distribution()));
  }

  /** The {@link Headroom} that was known at the end of each step, of an hour at least. */
  public static CapacitySeries headroom(
      WindowStore windows, Slice slice, TimeRange range, WindowStep asked) {
    Duration week = Duration.ofHours(Headroom.HOURS_KEPT);
    TimeRange read = new TimeRange(range.from().minus(week), range.to());
    WindowStep hour = new WindowStep(HOUR_SECONDS, HOUR_SECONDS);
    return headroom(
        windows.series(slice, RUNS, read, hour),
        windows.series(slice, TOKENS, read, hour),
        range,
        Math.max(HOUR_SECONDS, asked.stepSeconds()));
  }

  /**
   * By hours of the range and of the week before it. The hours in which the range begins and ends
   * count whole, as on pages; of the step in which it begins, no hour before.
   *
   * @param stepSeconds whole hours
   */
  static CapacitySeries headroom(
      List<WindowPoint> runs, List<WindowPoint> tokens, TimeRange range, int stepSeconds) {
    CapacityHours hours = new CapacityHours(runs, tokens);
    WindowStep step = new WindowStep(HOUR_SECONDS, stepSeconds);
    WindowStep hour = new WindowStep(HOUR_SECONDS, HOUR_SECONDS);
    Instant start = hour.floor(range.from());
    Instant end = hour.floor(range.to().plusSeconds(HOUR_SECONDS - 1));
    List<Point> points = new ArrayList<>();
    for (Instant at = step.floor(range.from());
        at.isBefore(end);
        at = at.plusSeconds(stepSeconds)) {
      Instant next = at.plusSeconds(stepSeconds);
      TimeRange of =
          new TimeRange(at.isBefore(start) ? start : at, next.isBefore(end) ? next : end);
      Point point = headroom(hours, runs, of);
      if (point.runs() > 0) {
        points.add(new Point(at, point.runs(), point.value()));
      }
    }
    return new CapacitySeries(
        stepSeconds, headroom(hours, runs, new TimeRange(start, end)), points);
  }

  private static Point headroom(CapacityHours hours, List<WindowPoint> runs, TimeRange of) {
    long counted =
        runs.stream()
            .filter(point -> of.contains(point.at()))
            .mapToLong(point -> point.values().count())
            .sum();
    return new Point(of.from(), counted, hours.headroomBy(of.to().getEpochSecond()).known());
  }
}
