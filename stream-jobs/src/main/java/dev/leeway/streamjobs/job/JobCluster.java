package dev.leeway.streamjobs.job;

import dev.leeway.streamjobs.metrics.JobMetrics;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.ErrorInfo;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.RpcServiceSharing;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** Flink's cluster in this JVM, as far as the job needs it. Thread-safe. */
final class JobCluster implements AutoCloseable {
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(20);
  private final ObservedCluster cluster;

  private JobCluster(ObservedCluster cluster) {
    this.cluster = cluster;
  }

  static JobCluster start(Configuration flink, int slots, JobMetrics metrics) {
    ObservedCluster cluster =
        new ObservedCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(flink)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .setRpcServiceSharing(RpcServiceSharing.SHARED)
                .build(),
            metrics);
    try {
      cluster.start();
    } catch (Exception e) {
      throw new StreamJobException("flink's cluster did not start: " + e, e);
    }
    return new JobCluster(cluster);
  }

  JobID submit(StreamGraph graph) {
    return answer("submit the job", cluster.submitJob(graph.getJobGraph())).getJobID();
  }

  /** Whether all tasks run: their state is restored. */
  boolean allRunning(JobID job) {
    return StreamSupport.stream(graph(job).getAllExecutionVertices().spliterator(), false)
        .allMatch(vertex -> vertex.getExecutionState() == ExecutionState.RUNNING);
  }

  /** Why the job failed last, since it was submitted. */
  Optional<String> lastFailure(JobID job) {
    return Optional.ofNullable(graph(job).getFailureInfo()).map(ErrorInfo::getExceptionAsString);
  }

  JobStatus status(JobID job) {
    return answer("ask for the job's status", cluster.getJobStatus(job));
  }

  int webPort() {
    return answer("ask for the web address", cluster.getRestAddress()).getPort();
  }

  boolean running() {
    return cluster.isRunning();
  }

  long checkpoint(JobID job) {
    return answer("take a checkpoint", trigger(job));
  }

  /** Answers when the checkpoint has completed or failed, however long that takes. */
  CompletableFuture<Long> trigger(JobID job) {
    return cluster.triggerCheckpoint(job, CheckpointType.CONFIGURED);
  }

  void cancel(JobID job) {
    answer("cancel the job", cluster.cancelJob(job));
    answer("end the job", cluster.requestJobResult(job));
  }

  @Override
  public void close() {
    answer("stop flink's cluster", cluster.closeAsync());
  }

  private AccessExecutionGraph graph(JobID job) {
    return answer("ask for the job's tasks", cluster.getExecutionGraph(job));
  }

  private static <T> T answer(String purpose, CompletableFuture<T> future) {
    try {
      return future.get(CALL_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StreamJobException("interrupted: could not " + purpose, e);
    } catch (ExecutionException | TimeoutException e) {
      throw new StreamJobException("could not " + purpose + ": " + e, e);
    }
  }
}
