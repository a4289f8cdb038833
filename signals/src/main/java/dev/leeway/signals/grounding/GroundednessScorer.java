package dev.leeway.signals.grounding;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A second opinion on how far texts support an answer, by a model that runs on this machine. It is
 * asked where a page has read the texts of a run back, one answer at a time, and never in the
 * stream: outcomes and findings do not depend on it.
 *
 * <p>Implementations are thread-safe, make no calls to other machines, and keep nothing of what
 * they are given. What they can't judge (too long, no text) is empty; what goes wrong inside they
 * throw as an unchecked exception, which is shown in place of a score.
 */
public interface GroundednessScorer extends AutoCloseable {
  /** What people read beside the score, such as the model's name. */
  String name();

  /** The share of the answer that the evidence supports, 0 to 1. */
  OptionalDouble score(String answer, List<String> evidence);

  @Override
  void close();
}
