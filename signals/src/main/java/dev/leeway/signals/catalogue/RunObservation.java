package dev.leeway.signals.catalogue;

import dev.leeway.signals.event.Hashes;
import dev.leeway.signals.run.Run;
import dev.leeway.signals.run.RunFlag;
import dev.leeway.signals.window.Cohort;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.Measurement;
import dev.leeway.signals.window.Observation;
import dev.leeway.signals.window.Slice;
import dev.leeway.signals.window.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * From a run's stored row to its observation vector, in the minute of its end. It reads nothing but
 * the row, so the row of an earlier revision says exactly what is to be taken back.
 */
final class RunObservation {
  private RunObservation() {}

  static Optional<Observation> of(Run run, List<RunSignal> signals) {
    if (!tells(run)) {
      return Optional.empty();
    }
    List<Measurement> measurements = new ArrayList<>(signals.size());
    for (RunSignal signal : signals) {
      signal.measured(run).ifPresent(measurements::add);
    }
    return Optional.of(observation(run, agentOf(run), dimensionsOf(run), measurements));
  }

  /** One for each field of the answer and each dependency; none where {@link #of} is empty. */
  static List<Observation> ofParts(Run run, List<RunSignal> signals) {
    if (!tells(run)) {
      return List.of();
    }
    Slice agent = agentOf(run);
    List<Observation> parts = new ArrayList<>();
    for (RunSignal signal : signals) {
      if (signal instanceof FieldSignal ofFields) {
        ofFields
            .byField(run)
            .forEach((field, said) ->
                parts.add(observation(run, agent, Map.of(Dimensions.FIELD, field), List.of(said))));
      }
      signal
          .byDependency(run)
          .forEach((on, said) -> {
            Slice slice = agent.with(on.dimension(), on.value());
            parts.add(observation(run, slice, Map.of(), List.of(said)));
          });
    }
    return parts;
  }

  private static boolean tells(Run run) {
    return run.closed() && !run.withdrawn() && !run.has(RunFlag.OUTSIDE_WINDOWS);
  }

  private static Slice agentOf(Run run) {
    return Slice.ofAgent(
        run.source().tenantId(), run.source().environment(), run.source().agentName());
  }

  private static Observation observation(
      Run run, Slice whose, Map<String, String> dimensions, List<Measurement> measurements) {
    return new Observation(
        whose,
        1,
        run.endMillis(),
        dimensions,
        measurements,
        run.traceId().toString(),
        conversationOf(run));
  }

  private static String conversationOf(Run run) {
    return run.conversationId().isEmpty()
        ? ""
        : Long.toHexString(Hashes.hash64(run.conversationId()));
  }

  private static Map<String, String> dimensionsOf(Run run) {
    Map<String, String> dimensions = new TreeMap<>(run.dimensions());
    if (run.signals().containsKey(LatencyResidual.NAME)) {
      dimensions.put(
          Dimensions.WORK,
          Work.of(run.llmCalls() + run.toolCalls(), run.inputTokens(), run.outputTokens()));
    }
    Cohort.of(dimensions).ifPresent(cohort -> dimensions.put(Dimensions.COHORT, cohort.value()));
    return dimensions;
  }
}
