package dev.leeway.streamjobs.job;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.CheckpointingMode;

/**
 * Flink's own settings. What is fixed is fixed for a reason: aligned checkpoints, fixed parallelism
 * and the default scheduler avoid known bugs of restores; heap state is the fastest; network and
 * managed memory are small, because the job shares its JVM.
 */
final class FlinkSettings {
  /** Kept so that a start can fall back to the one before. */
  private static final int CHECKPOINTS_RETAINED = 3;

  private FlinkSettings() {}

  static Configuration of(StreamJobsConfig config, Path checkpoints) {
    Configuration flink = new Configuration();
    checkpoints(flink, checkpoints);
    restarts(flink);
    memory(flink);
    web(flink, config);
    flink.set(PipelineOptions.NAME, "leeway");
    flink.set(PipelineOptions.OBJECT_REUSE, true);
    flink.set(PipelineOptions.GENERIC_TYPES, false);
    flink.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ZERO);
    flink.set(JobManagerOptions.SCHEDULER, JobManagerOptions.SchedulerType.Default);
    return flink;
  }

  /** The same, beginning from a checkpoint. */
  static Configuration restoring(Configuration flink, Path checkpoint) {
    Configuration restoring = new Configuration(flink);
    restoring.set(StateRecoveryOptions.SAVEPOINT_PATH, checkpoint.toUri().toString());
    return restoring;
  }

  private static void checkpoints(Configuration flink, Path checkpoints) {
    // Only switches checkpoints on; CheckpointPace takes them.
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofDays(1));
    flink.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    flink.set(CheckpointingOptions.ENABLE_UNALIGNED, false);
    flink.set(CheckpointingOptions.MAX_CONCURRENT_CHECKPOINTS, 1);
    flink.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, Duration.ofMinutes(10));
    // Storage may be away for hours: checkpoints then fail, and nothing is lost by it.
    flink.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
    flink.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    flink.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, CHECKPOINTS_RETAINED);
    flink.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    flink.set(StateBackendOptions.STATE_BACKEND, "hashmap");
  }

  private static void restarts(Configuration flink) {
    flink.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    flink.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
        Duration.ofMillis(500));
    flink.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
        Duration.ofSeconds(30));
    flink.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_BACKOFF_MULTIPLIER, 2.0);
    flink.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD,
        Duration.ofMinutes(2));
    flink.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_JITTER_FACTOR, 0.1);
  }

  private static void memory(Configuration flink) {
    MemorySize network = MemorySize.ofMebiBytes(48);
    flink.set(TaskManagerOptions.NETWORK_MEMORY_MIN, network);
    flink.set(TaskManagerOptions.NETWORK_MEMORY_MAX, network);
    flink.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(8));
  }

  private static void web(Configuration flink, StreamJobsConfig config) {
    flink.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
    flink.set(RestOptions.ADDRESS, "127.0.0.1");
    flink.set(RestOptions.PORT, config.webPort().orElse(0));
    flink.set(RestOptions.BIND_PORT, Integer.toString(config.webPort().orElse(0)));
    flink.set(WebOptions.SUBMIT_ENABLE, false);
    flink.set(WebOptions.CANCEL_ENABLE, false);
    flink.set(WebOptions.RESCALE_ENABLE, false);
  }
}
