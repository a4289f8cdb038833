package dev.leeway.signals.evaluation;

import dev.leeway.signals.event.AgentSource;
import dev.leeway.signals.event.TraceId;
import org.jspecify.annotations.Nullable;

/** Evaluations as tests need them. */
final class EvaluationFixture {
  static final long GIVEN = 1_795_341_660_000L;
  static final TraceId TRACE = new TraceId(1, 2);
  static final AgentSource JUDGE =
      new AgentSource("acme", "production", "judge", "3", "", "judge", "");

  private EvaluationFixture() {}

  static Evaluation said(String name, @Nullable Double value, String label) {
    return said(name, value, label, new Evaluation.About(TRACE, 7, "", ""), false);
  }

  static Evaluation said(
      String name,
      @Nullable Double value,
      String label,
      Evaluation.About about,
      boolean namesAgent) {
    return new Evaluation(
        Evaluation.idOf("test", name),
        JUDGE,
        namesAgent,
        about,
        Rater.of(name),
        name,
        value,
        label,
        "because",
        GIVEN,
        GIVEN + 1);
  }
}
