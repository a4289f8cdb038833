package dev.leeway.streamjobs.job;

import dev.leeway.streamjobs.metrics.JobMetrics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The job while it runs. Thread-safe. */
public final class RunningStreamJob implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunningStreamJob.class);
  private static final Duration CHECKPOINT_AGE_MAX = Duration.ofSeconds(60);
  private static final String COMPLETED = "numberOfCompletedCheckpoints";
  private static final String UNSETTLED = "leeway.run.unsettled";
  private static final String SETTLED_UNTIL = "leeway.run.settled.until";
  private final StreamJobsConfig config;
  private final JobCluster cluster;
  private final JobID job;
  private final JobMetrics metrics;
  private final PartitionLag lag;
  private final InstantSource clock;
  private final List<String> notes;
  private final AtomicLong completed = new AtomicLong(-1);
  private final AtomicLong completedMillis = new AtomicLong();
  private final SettledMarks marks = new SettledMarks();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final CheckpointPace pace;

  RunningStreamJob(
      StreamJobsConfig config,
      JobCluster cluster,
      JobID job,
      JobMetrics metrics,
      PartitionLag lag,
      InstantSource clock,
      List<String> notes) {
    this.config = config;
    this.cluster = cluster;
    this.job = job;
    this.metrics = metrics;
    this.lag = lag;
    this.clock = clock;
    this.notes = List.copyOf(notes);
    completedMillis.set(clock.millis());
    pace = CheckpointPace.start(config.checkpointInterval(), () -> cluster.trigger(job));
  }

  /** Whether the job works now. To be asked every few seconds. */
  public StreamJobHealth check() {
    List<String> problems = new ArrayList<>();
    if (closed.get() || !cluster.running()) {
      problems.add("the stream job is stopped");
      return new StreamJobHealth(problems, notes);
    }
    JobStatus status = cluster.status(job);
    if (status != JobStatus.RUNNING) {
      problems.add("expected the stream job to be RUNNING, it is " + status);
    } else if (!cluster.allRunning(job)) {
      problems.add("not all tasks of the stream job run yet");
    }
    long blocked = metrics.value("leeway.sink.blocked");
    if (blocked > 0) {
      problems.add("storage did not take a block, " + blocked + " attempts in a row");
    }
    long unanswered = metrics.value("leeway.storage.unanswered");
    if (unanswered > 0) {
      problems.add("storage did not answer a lookup, " + unanswered + " attempts in a row");
    }
    Duration age = checkpointAge();
    if (age.compareTo(CHECKPOINT_AGE_MAX) > 0) {
      problems.add("no checkpoint has completed for " + age.toSeconds() + " s");
    }
    return new StreamJobHealth(problems, notes);
  }

  /** Records of each partition that no completed checkpoint holds yet. */
  public Map<String, Long> lag() {
    return lag.read().lag();
  }

  /**
   * Whether all that was accepted is stored and all runs that can be closed are: the offsets of
   * completed checkpoints are Kafka's ends, no run waits for its agent's clock alone, no trace
   * waits to be rebuilt, and a later checkpoint has proved that what was emitted is committed.
   */
  public boolean settled() {
    return metrics.registrations(UNSETTLED) == config.parallelism()
        && metrics.value(UNSETTLED) == 0
        && lag().values().stream().allMatch(records -> records == 0)
        && metrics.value(UNSETTLED) == 0;
  }

  /**
   * The time before which all that was accepted is stored, and all runs that could be closed then
   * are; traffic may go on. Known only to whom keeps asking; 0 when not known yet.
   */
  public long settledUntilMillis() {
    synchronized (marks) {
      return settledUntil();
    }
  }

  private long settledUntil() {
    // Before the ends are read: what is accepted meanwhile belongs to a later mark.
    long asked = clock.millis();
    PartitionLag.Positions positions = lag.read();
    long operators =
        metrics.registrations(SETTLED_UNTIL) == config.parallelism()
            ? metrics.least(SETTLED_UNTIL)
            : 0;
    return marks.look(positions, operators, asked, clock.millis());
  }

  /** The job's counters and gauges, summed over subtasks. Counters begin anew with each attempt. */
  public Map<String, Long> counters() {
    return metrics.values();
  }

  /** Attribute keys that no dialect has a use for, by family; counted anew with each attempt. */
  public Map<String, Long> unmappedKeys() {
    return metrics.families("leeway.telemetry.unmapped");
  }

  /** The port of Flink's own pages; empty when they are off. */
  public OptionalInt webPort() {
    return config.webPort().isEmpty() ? OptionalInt.empty() : OptionalInt.of(cluster.webPort());
  }

  /** Takes a last checkpoint, so that the next start has nothing to do again, and stops. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    pace.close();
    try {
      LOG.info("stream job stops after checkpoint {}", cluster.checkpoint(job));
    } catch (StreamJobException e) {
      LOG.warn("stream job stops without a last checkpoint: {}", e.getMessage());
    }
    stop();
  }

  /** Stops as a crash would: without a last checkpoint. */
  void abandon() {
    if (closed.compareAndSet(false, true)) {
      pace.close();
      stop();
    }
  }

  private void stop() {
    try {
      cluster.cancel(job);
    } catch (StreamJobException e) {
      LOG.warn("stream job was not cancelled in time: {}", e.getMessage());
    }
    cluster.close();
    lag.close();
  }

  private Duration checkpointAge() {
    long now = clock.millis();
    long count = metrics.value(COMPLETED);
    if (completed.getAndSet(count) != count) {
      completedMillis.set(now);
    }
    return Duration.ofMillis(now - completedMillis.get());
  }
}
