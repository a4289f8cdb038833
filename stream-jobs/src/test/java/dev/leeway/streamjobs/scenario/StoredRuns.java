package dev.leeway.streamjobs.scenario;

import dev.leeway.signals.evaluation.Evaluation;
import dev.leeway.signals.event.TraceId;
import dev.leeway.signals.run.Run;
import dev.leeway.storage.row.RunRow;
import dev.leeway.streamjobs.run.FakeStorage;
import dev.leeway.streamjobs.store.StoredEvaluations;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.metrics.MetricGroup;

/** The runs of the tables in memory, for evaluations that name a trace. Not thread-safe. */
final class StoredRuns implements StoredEvaluations, StoredEvaluations.Factory {
  private static final long serialVersionUID = 1L;
  private final FakeStorage storage;

  StoredRuns(FakeStorage storage) {
    this.storage = storage;
  }

  @Override
  public StoredEvaluations open(MetricGroup metrics) {
    return this;
  }

  @Override
  public Set<String> stored(String tenantId, Collection<String> evaluationIds) {
    return Set.of();
  }

  @Override
  public Map<String, List<Run>> runsOf(String tenantId, Collection<Evaluation> evaluations) {
    Map<String, List<Run>> found = new HashMap<>();
    for (Evaluation evaluation : evaluations) {
      TraceId trace = evaluation.about().traceId();
      if (trace != null) {
        found.put(
            evaluation.evaluationId(),
            storage.runs(tenantId, trace).stream().map(RunRow::run).toList());
      }
    }
    return found;
  }

  @Override
  public void close() {}
}
