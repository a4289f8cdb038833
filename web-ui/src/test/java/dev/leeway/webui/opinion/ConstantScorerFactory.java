package dev.leeway.webui.opinion;

import dev.leeway.signals.grounding.GroundednessScorer;
import dev.leeway.signals.grounding.GroundednessScorerFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/** Opens files that end in {@code .constant}, each of which holds the score of every answer. */
public final class ConstantScorerFactory implements GroundednessScorerFactory {
  @Override
  public boolean reads(Path model) {
    return model.toString().endsWith(".constant");
  }

  @Override
  public GroundednessScorer open(Path model) throws IOException {
    String text = Files.readString(model);
    if (!text.matches("0(\\.[0-9]+)?|1")) {
      throw new IOException("expected a number, came " + text);
    }
    return new Constant(String.valueOf(model.getFileName()), Double.parseDouble(text));
  }

  private record Constant(String name, double score) implements GroundednessScorer {
    @Override
    public OptionalDouble score(String answer, List<String> evidence) {
      return OptionalDouble.of(score);
    }

    @Override
    public void close() {}
  }
}
