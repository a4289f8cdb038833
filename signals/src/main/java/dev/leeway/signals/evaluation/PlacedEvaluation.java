package dev.leeway.signals.evaluation;

import dev.leeway.signals.catalogue.ScoreSignals;
import dev.leeway.signals.event.AgentSource;
import dev.leeway.signals.event.TraceId;
import dev.leeway.signals.run.Run;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.Measurement;
import dev.leeway.signals.window.Observation;
import dev.leeway.signals.window.Slice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An evaluation together with the run that it is about, as far as that was found: it counts for the
 * agent of that run, for its version and its route, in the minute in which it was given.
 *
 * @param agent null where nobody knows whom it is about; then it enters no window
 * @param traceId null where no trace is known
 * @param runId zero where no run was found
 * @param dimensions of the run
 */
public record PlacedEvaluation(
    Evaluation evaluation,
    @Nullable AgentSource agent,
    @Nullable TraceId traceId,
    long runId,
    Map<String, String> dimensions) {
  private static final Comparator<Run> BY_START =
      Comparator.comparingLong(Run::startNanos).thenComparingLong(Run::runId);

  public PlacedEvaluation {
    dimensions = Map.copyOf(dimensions);
  }

  /** Of its run. */
  public static PlacedEvaluation of(Evaluation evaluation, Run run) {
    return new PlacedEvaluation(
        evaluation, run.source(), run.traceId(), run.runId(), run.dimensions());
  }

  /** Where no run was found: for the agent that told it, if it was one. */
  public static PlacedEvaluation ofItself(Evaluation evaluation) {
    boolean known = evaluation.namesAgent() || !evaluation.about().isSomething();
    String version = evaluation.source().version();
    return new PlacedEvaluation(
        evaluation,
        known ? evaluation.source() : null,
        evaluation.about().traceId(),
        0,
        known && !version.isEmpty() ? Map.of(Dimensions.VERSION, version) : Map.of());
  }

  /**
   * The run that is meant, among those that it names by trace, response or conversation: the one
   * whose root is the named span, else the last that had begun when it was given, else the first.
   */
  public static Optional<Run> runOf(Evaluation evaluation, List<Run> runs) {
    List<Run> inOrder = runs.stream().filter(run -> !run.withdrawn()).sorted(BY_START).toList();
    long spanId = evaluation.about().spanId();
    Optional<Run> named =
        inOrder.stream().filter(run -> spanId != 0 && run.runId() == spanId).findFirst();
    long givenNanos = evaluation.givenMillis() * 1_000_000;
    return named
        .or(() ->
            inOrder.stream()
                .filter(run -> run.startNanos() <= givenNanos)
                .reduce((earlier, later) -> later))
        .or(() -> inOrder.stream().findFirst());
  }

  /** What enters the windows; empty where it is not known for whom, or nothing is said. */
  public Optional<Observation> observation() {
    List<Measurement> measurements = measurements();
    if (agent == null || measurements.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> slices = new TreeMap<>(dimensions);
    if (evaluation.rater() == Rater.EVALUATOR) {
      slices.put(Dimensions.EVALUATOR, Dimensions.shortened(evaluation.name()));
    }
    return Optional.of(
        new Observation(
            Slice.ofAgent(agent.tenantId(), agent.environment(), agent.agentName()),
            1,
            evaluation.givenMillis(),
            slices,
            measurements,
            traceId == null ? "" : traceId.toString()));
  }

  private List<Measurement> measurements() {
    List<Measurement> found = new ArrayList<>(2);
    Rating rating = evaluation.rating();
    if (evaluation.rater() == Rater.USER) {
      if (rating != Rating.UNSAID) {
        found.add(Measurement.category(ScoreSignals.FEEDBACK, rating.name()));
      }
      return found;
    }
    Double value = evaluation.value();
    if (value != null) {
      found.add(Measurement.number(ScoreSignals.SCORE, ScoreSignals.onGrid(value)));
    }
    if (rating != Rating.UNSAID) {
      found.add(Measurement.category(ScoreSignals.VERDICT, rating.name()));
    }
    return found;
  }
}
