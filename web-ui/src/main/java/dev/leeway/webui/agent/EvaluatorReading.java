package dev.leeway.webui.agent;

import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.Slice;
import dev.leeway.storage.query.EvaluatorSummary;
import java.util.List;

/**
 * Who judged an agent's runs, and whose scores are looked at.
 *
 * @param all evaluators, and users, those that said most first
 * @param chosen the evaluator's name; empty where there is none
 */
record EvaluatorReading(List<EvaluatorSummary> all, String chosen) {
  static final EvaluatorReading NONE = new EvaluatorReading(List.of(), "");

  private static final String EVALUATOR = "EVALUATOR";

  EvaluatorReading {
    all = List.copyOf(all);
  }

  /** With the one that was asked for, or if it said nothing the one that said most. */
  static EvaluatorReading of(List<EvaluatorSummary> all, String asked) {
    List<String> evaluators =
        all.stream()
            .filter(summary -> summary.rater().equals(EVALUATOR))
            .map(EvaluatorSummary::name)
            .toList();
    String first = evaluators.isEmpty() ? "" : evaluators.getFirst();
    return new EvaluatorReading(all, evaluators.contains(asked) ? asked : first);
  }

  static boolean selectable(EvaluatorSummary summary) {
    return summary.rater().equals(EVALUATOR);
  }

  /** The slice of the evaluator; the agent itself where there is none. */
  Slice sliceOf(Slice agent) {
    return chosen.isEmpty()
        ? agent
        : agent.with(Dimensions.EVALUATOR, Dimensions.shortened(chosen));
  }
}
