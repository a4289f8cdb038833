package dev.leeway.webui.chart;

import dev.leeway.storage.query.SignalValues;
import dev.leeway.storage.query.TimeRange;
import dev.leeway.storage.query.WindowPoint;
import dev.leeway.storage.query.WindowStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Lays points on every step of a range, so that a gap is drawn as a gap. */
public final class SeriesPoints {
  private SeriesPoints() {}

  /** A value for each step; null where nothing was counted or the value is no number. */
  public static List<TimeChart.Point> of(
      List<WindowPoint> points,
      TimeRange range,
      WindowStep step,
      ToDoubleFunction<SignalValues> value) {
    return ofSteps(points, range, step, point -> value.applyAsDouble(point.values()));
  }

  /** The same of a value that depends on which step it is. */
  public static List<TimeChart.Point> ofSteps(
      List<WindowPoint> points,
      TimeRange range,
      WindowStep step,
      ToDoubleFunction<WindowPoint> value) {
    Map<Instant, SignalValues> byTime = new HashMap<>();
    points.forEach(point -> byTime.put(point.at(), point.values()));
    List<TimeChart.Point> laid = new ArrayList<>();
    for (Instant at = step.floor(range.from());
        at.isBefore(range.to());
        at = at.plusSeconds(step.stepSeconds())) {
      SignalValues here = byTime.getOrDefault(at, SignalValues.EMPTY);
      double number = here.isEmpty() ? Double.NaN : value.applyAsDouble(new WindowPoint(at, here));
      laid.add(new TimeChart.Point(at, Double.isNaN(number) ? null : number));
    }
    return laid;
  }
}
