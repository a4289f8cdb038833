package dev.leeway.webui.serving;

import dev.leeway.signals.serving.Knee;
import dev.leeway.signals.serving.ThroughputCurve;
import dev.leeway.storage.query.WindowPoint;
import dev.leeway.storage.query.WindowStep;
import java.util.List;

/**
 * One replica or GPU over time.
 *
 * @param curve throughput by requests at once, from few to many
 */
record PlaceReading(
    PlaceLine line,
    WindowStep step,
    List<WindowPoint> level,
    List<WindowPoint> queue,
    List<WindowPoint> batch,
    Knee knee,
    List<ThroughputCurve.Step> curve) {
  PlaceReading {
    level = List.copyOf(level);
    queue = List.copyOf(queue);
    batch = List.copyOf(batch);
    curve = List.copyOf(curve);
  }
}
