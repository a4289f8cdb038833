package dev.leeway.signals.grounding;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Opens a {@link GroundednessScorer} over a model's file. Found by {@link java.util.ServiceLoader},
 * so that the runtime of a model is on the class path only where somebody wants one.
 */
public interface GroundednessScorerFactory {
  /** Whether it can read a model of that file, by its name. */
  boolean reads(Path model);

  /** Loads the model; what keeps it from that is told in the exception's message. */
  GroundednessScorer open(Path model) throws IOException;
}
