package dev.leeway.signals.drift;

import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The last steps of an e-process, so that a finding can show how its evidence grew: at most 48, of
 * about 4 bytes. Evidence is kept to a hundredth. Not thread-safe.
 */
final class EvidencePath {
  static final int STEPS_MAX = 48;

  private static final double GRID = 100;
  private static final long MINUTE = 60_000;

  /** A detector without runs so far has no evidence at all; a chart begins somewhere. */
  private static final double LOG_MIN = -10;

  private final Deque<Step> steps = new ArrayDeque<>();

  private record Step(long endMinute, long hundredths) {}

  void add(long paneEndMillis, double logM) {
    double shown = Math.max(LOG_MIN, logM);
    steps.addLast(new Step(Math.floorDiv(paneEndMillis, MINUTE), Math.round(GRID * shown)));
    if (steps.size() > STEPS_MAX) {
      steps.removeFirst();
    }
  }

  void clear() {
    steps.clear();
  }

  List<DriftDetail.PathPoint> points() {
    List<DriftDetail.PathPoint> points = new ArrayList<>(steps.size());
    steps.forEach(step ->
        points.add(new DriftDetail.PathPoint(step.endMinute * MINUTE, step.hundredths / GRID)));
    return points;
  }

  void encode(StateWriter writer) {
    writer.number(steps.size());
    long previous = 0;
    for (Step step : steps) {
      writer.number(step.endMinute - previous).number(step.hundredths);
      previous = step.endMinute;
    }
  }

  static EvidencePath decode(StateReader reader) {
    EvidencePath path = new EvidencePath();
    int size = reader.size();
    long previous = 0;
    for (int read = 0; read < size; read++) {
      previous += reader.number();
      path.steps.addLast(new Step(previous, reader.number()));
    }
    return path;
  }
}
