package dev.leeway.webui;

import dev.leeway.signals.grounding.GroundednessScorer;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** A scorer without a model: the share of an answer's words that stand in the evidence. */
final class WordOverlap implements GroundednessScorer {
  @Override
  public String name() {
    return "word overlap";
  }

  @Override
  public OptionalDouble score(String answer, List<String> evidence) {
    String known = String.join(" ", evidence);
    return Arrays.stream(answer.split("\\s+"))
        .mapToDouble(word -> known.contains(word) ? 1 : 0)
        .average();
  }

  @Override
  public void close() {}
}
