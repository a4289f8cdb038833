package dev.leeway.signals.catalogue;

import java.util.Set;

/**
 * What is known of a signal everywhere: in windows, detectors, charts and findings.
 *
 * @param name as stored and asked for, such as {@code run.duration}; never changes
 * @param displayName for people, in sentence case
 * @param goodCategories of a categorical signal, the answers that count as good; empty for numeric
 *     ones
 * @param detections empty where nothing judges it
 * @param scope whether a run or a span says it
 * @param distributed whether slices of a further dimension keep its distribution by default, or
 *     only count and sum
 * @param perTool whether it is kept for each tool that the run used
 */
public record Signal(
    String name,
    String displayName,
    Unit unit,
    Direction direction,
    Set<String> goodCategories,
    Set<Detection> detections,
    Scope scope,
    boolean distributed,
    boolean perTool) {

  public Signal {
    if (!name.matches("[a-z_]+(\\.[a-z_]+)+")) {
      throw new IllegalArgumentException("signal name must look like run.duration: " + name);
    }
    goodCategories = Set.copyOf(goodCategories);
    detections = Set.copyOf(detections);
    if (detections.contains(Detection.RATE) && goodCategories.isEmpty()) {
      throw new IllegalArgumentException("a rate needs good categories: " + name);
    }
  }

  /**
   * A numeric signal that only the whole agent keeps a distribution of, and that nothing judges.
   */
  public static Signal numeric(String name, String displayName, Unit unit, Scope scope) {
    return new Signal(
        name, displayName, unit, Direction.EITHER_WAY, Set.of(), Set.of(), scope, false, false);
  }

  public Signal worse(Direction worse) {
    return new Signal(
        name, displayName, unit, worse, goodCategories, detections, scope, distributed, perTool);
  }

  public Signal judgedBy(Detection... by) {
    return new Signal(
        name,
        displayName,
        unit,
        direction,
        goodCategories,
        Set.of(by),
        scope,
        distributed,
        perTool);
  }

  public Signal distributedPerDimension() {
    return new Signal(
        name, displayName, unit, direction, goodCategories, detections, scope, true, perTool);
  }

  public Signal keptPerTool() {
    return new Signal(
        name, displayName, unit, direction, goodCategories, detections, scope, distributed, true);
  }

  public boolean categorical() {
    return !goodCategories.isEmpty();
  }

  public boolean isJudgedBy(Detection detection) {
    return detections.contains(detection);
  }

  /** Who says a signal. */
  public enum Scope {
    /** At the close of a run, in the minute of its end. */
    RUN,
    /** At the arrival of a span, in the minute of its end. */
    SPAN
  }
}
