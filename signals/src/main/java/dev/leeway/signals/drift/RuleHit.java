package dev.leeway.signals.drift;

import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.window.Slice;
import java.util.List;
import java.util.Map;

/**
 * A rule's condition held, in one run or one short window. Hits of the same detector, signal and
 * slice make one finding.
 *
 * @param detector name of the rule, such as {@code rule.loop}
 * @param atMillis event time of the hit
 * @param effect size in the rule's own measure, such as the number of repeats
 * @param effectText the condition in words, with its numbers
 * @param course when its finding closes
 */
public record RuleHit(
    String detector,
    String signal,
    Slice slice,
    Severity severity,
    long atMillis,
    double effect,
    String effectText,
    Map<String, Double> evidence,
    List<String> exemplarTraceIds,
    Course course) {

  /** How a hit opens and closes its finding. */
  public enum Course {
    /**
     * It held once: the finding closes when no other hit has come for a while, and keeps the words
     * of the strongest.
     */
    ONCE,
    /** It holds until the rule says that it is over, however long that takes. */
    LASTING,
    /** What lasted is over: an open finding closes with these words. */
    OVER,
    /**
     * It holds now: the finding says what the newest hit says, and closes when no other has come
     * for a while.
     */
    HOLDS
  }

  public RuleHit {
    if (detector.isEmpty() || signal.isEmpty()) {
      throw new IllegalArgumentException(
          "rule hit needs a detector and a signal: '" + detector + "' '" + signal + "'");
    }
    evidence = Map.copyOf(evidence);
    exemplarTraceIds = List.copyOf(exemplarTraceIds);
  }

  /** A hit of what holds now. */
  public RuleHit(
      String detector,
      String signal,
      Slice slice,
      Severity severity,
      long atMillis,
      double effect,
      String effectText,
      Map<String, Double> evidence,
      List<String> exemplarTraceIds) {
    this(
        detector,
        signal,
        slice,
        severity,
        atMillis,
        effect,
        effectText,
        evidence,
        exemplarTraceIds,
        Course.HOLDS);
  }
}
