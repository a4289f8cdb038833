package dev.leeway.signals.source.watch;

import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.window.Observation;

/** Receives what a {@link SourceWatch} says. */
public interface SourceOutput {
  /** What enters windows. */
  void observation(Observation observation);

  /** Something is wrong, or is over. */
  void hit(RuleHit hit);
}
