package dev.leeway.telemetry.evaluation;

import dev.leeway.signals.evaluation.Evaluation;
import java.util.ArrayList;
import java.util.List;

/**
 * The evaluations of one export request.
 *
 * @param unreadable statements without a name, or with neither a finite number nor a label
 * @param beyondLimit statements beyond {@value #EVALUATIONS_MAX} of one request; passed over
 */
public record FoundEvaluations(List<Evaluation> evaluations, int unreadable, int beyondLimit) {
  public static final int EVALUATIONS_MAX = 10_000;
  public static final FoundEvaluations NONE = new FoundEvaluations(List.of(), 0, 0);

  public FoundEvaluations {
    evaluations = List.copyOf(evaluations);
  }

  /** Gathers while a request is read. Not thread-safe. */
  static final class Gathering {
    private final List<Evaluation> evaluations = new ArrayList<>();
    private int unreadable;
    private int beyondLimit;

    void add(Evaluation evaluation) {
      if (evaluations.size() < EVALUATIONS_MAX) {
        evaluations.add(evaluation);
      } else {
        beyondLimit++;
      }
    }

    void unreadable() {
      unreadable++;
    }

    FoundEvaluations close() {
      return new FoundEvaluations(evaluations, unreadable, beyondLimit);
    }
  }
}
