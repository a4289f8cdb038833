package dev.leeway.webui.opinion;

import dev.leeway.signals.grounding.GroundednessScorer;
import dev.leeway.signals.grounding.GroundednessScorerFactory;
import java.nio.file.Path;

/** Fails as a scorer does whose runtime is not on the class path. */
public final class NeedsRuntimeFactory implements GroundednessScorerFactory {
  @Override
  public boolean reads(Path model) {
    return true;
  }

  @Override
  public GroundednessScorer open(Path model) {
    throw new NoClassDefFoundError("ai/onnxruntime/OrtEnvironment");
  }
}
