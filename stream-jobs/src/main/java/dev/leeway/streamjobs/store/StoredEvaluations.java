package dev.leeway.streamjobs.store;

import dev.leeway.signals.evaluation.Evaluation;
import dev.leeway.signals.run.Run;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.metrics.MetricGroup;

/**
 * What storage knows about evaluations: which it has, and the runs that they are about. A call
 * waits for as long as storage is away. Not thread-safe.
 */
public interface StoredEvaluations extends AutoCloseable {

  /** Those of the ids that are stored. */
  Set<String> stored(String tenantId, Collection<String> evaluationIds) throws InterruptedException;

  /**
   * The runs that each may be about, by its id: those of its trace, else of the trace of its
   * response, else of its conversation. Nothing of those without any.
   */
  Map<String, List<Run>> runsOf(String tenantId, Collection<Evaluation> evaluations)
      throws InterruptedException;

  @Override
  void close();

  /** Opens the lookups where an operator runs. */
  interface Factory extends Serializable {
    StoredEvaluations open(MetricGroup metrics);
  }
}
