package dev.leeway.streamjobs.score;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What became of evaluations: repeated + placed + by_sender + unplaced, or still waiting. */
final class PlacingCounters {
  private final Counter repeated;
  private final Counter placed;
  private final Counter bySender;
  private final Counter unplaced;
  private final Counter hurried;

  PlacingCounters(MetricGroup group) {
    repeated = group.counter("leeway.evaluations.repeated");
    placed = group.counter("leeway.evaluations.placed");
    bySender = group.counter("leeway.evaluations.by_sender");
    unplaced = group.counter("leeway.evaluations.unplaced");
    hurried = group.counter("leeway.evaluations.hurried");
  }

  /** It had come before. */
  void repeated() {
    repeated.inc();
  }

  /** It counts for the run that it is about. */
  void placed() {
    placed.inc();
  }

  /** It names no run that is known, and counts for the agent that told it. */
  void bySender() {
    bySender.inc();
  }

  /** It names no run that is known, and its sender is no agent. */
  void unplaced() {
    unplaced.inc();
  }

  /** It could not wait for its run, because too many others did. */
  void hurried() {
    hurried.inc();
  }
}
