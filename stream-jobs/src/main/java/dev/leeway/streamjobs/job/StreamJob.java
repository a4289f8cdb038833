package dev.leeway.streamjobs.job;

import dev.leeway.streamjobs.checkpoint.CheckpointFolder;
import dev.leeway.streamjobs.checkpoint.StoredCheckpoint;
import dev.leeway.streamjobs.decode.SourceRecords;
import dev.leeway.streamjobs.edge.SourceRecord;
import dev.leeway.streamjobs.metrics.JobMetrics;
import dev.leeway.streamjobs.sink.Backoff;
import dev.leeway.streamjobs.sink.BlockLimits;
import dev.leeway.streamjobs.sink.Pause;
import dev.leeway.streamjobs.sink.TwoPhaseSink;
import dev.leeway.streamjobs.store.ClickHouseAccess;
import dev.leeway.streamjobs.store.ControlTopic;
import dev.leeway.streamjobs.store.HourHistory;
import dev.leeway.streamjobs.store.Layouts;
import dev.leeway.streamjobs.store.PatientEvaluations;
import dev.leeway.streamjobs.store.PatientLookup;
import dev.leeway.streamjobs.store.StorageBackends;
import dev.leeway.streamjobs.store.StoreProbe;
import dev.leeway.streamjobs.store.TopicAccess;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the job on this machine: in a cluster in this JVM, from the newest checkpoint on this
 * machine's disk that can be restored, else from all that Kafka still holds.
 */
public final class StreamJob {
  private static final Logger LOG = LoggerFactory.getLogger(StreamJob.class);
  private static final String CONTROL_TOPIC = "leeway.control";
  static final String CONSUMER_GROUP = "leeway-stream-jobs";
  private static final long POLL_MILLIS = 50;
  private static final long RESTORE_MILLIS_MAX = 60_000;
  private static final int FALLBACKS_MAX = 2;
  private final StreamJobsConfig config;
  private final InstantSource clock;
  private final JobMetrics metrics = new JobMetrics();

  private StreamJob(StreamJobsConfig config, InstantSource clock) {
    this.config = config;
    this.clock = clock;
  }

  /**
   * Returns when the job runs, or, with storage away, when it waits for it. Kafka's topics must
   * exist.
   */
  public static RunningStreamJob start(StreamJobsConfig config, InstantSource clock) {
    return new StreamJob(config, clock).start();
  }

  private RunningStreamJob start() {
    CheckpointFolder folder = new CheckpointFolder(checkpoints());
    List<Attempt> attempts = attempts(folder.newestFirst());
    folder.keepOnly(attempts.stream().flatMap(attempt -> attempt.checkpoint().stream()).toList());
    Configuration flink = FlinkSettings.of(config, checkpoints());
    PartitionLag lag = new PartitionLag(config.bootstrapServers(), config.topics(), CONSUMER_GROUP);
    JobCluster cluster = JobCluster.start(flink, config.parallelism(), metrics);
    try {
      lag.forget();
      return firstThatRuns(cluster, flink, lag, attempts);
    } catch (RuntimeException e) {
      cluster.close();
      lag.close();
      throw e;
    }
  }

  private RunningStreamJob firstThatRuns(
      JobCluster cluster, Configuration flink, PartitionLag lag, List<Attempt> attempts) {
    List<String> notes = new ArrayList<>();
    for (Attempt attempt : attempts) {
      JobID job = cluster.submit(graph(flink, attempt));
      Optional<String> failure = failureOfRestore(cluster, job);
      if (failure.isEmpty() || attempt.checkpoint().isEmpty()) {
        notes.add("started from " + attempt);
        LOG.info("stream job {} started from {}", job, attempt);
        return new RunningStreamJob(config, cluster, job, metrics, lag, clock, notes);
      }
      String note =
          "RESTORE FAILED from "
              + attempt
              + ", so runs that were open may be missing spans until they are rebuilt: "
              + failure.get().lines().findFirst().orElse("");
      LOG.error("{}", note);
      notes.add(note);
      cluster.cancel(job);
    }
    throw new IllegalStateException("the last attempt restores nothing and so cannot fail to");
  }

  /** Newest checkpoint first, at last none. */
  private List<Attempt> attempts(List<StoredCheckpoint> found) {
    List<Attempt> attempts = new ArrayList<>();
    for (int i = 0; i < found.size() && attempts.size() < FALLBACKS_MAX; i++) {
      if (found.get(i).readable()) {
        attempts.add(new Attempt(Optional.of(found.get(i).path()), i == 0));
      }
    }
    boolean firstEver =
        found.isEmpty() && !StoreProbe.mayHoldSpans(new ClickHouseAccess(config.storage()));
    attempts.add(new Attempt(Optional.empty(), firstEver));
    return attempts;
  }

  /** Empty once all tasks run, or when they take so long that they must be waiting for storage. */
  private Optional<String> failureOfRestore(JobCluster cluster, JobID job) {
    long giveUp = clock.millis() + RESTORE_MILLIS_MAX;
    while (clock.millis() < giveUp && !cluster.allRunning(job)) {
      Optional<String> failure = cluster.lastFailure(job);
      if (failure.isPresent()) {
        return failure;
      }
      pause();
    }
    return Optional.empty();
  }

  private StreamGraph graph(Configuration flink, Attempt attempt) {
    Configuration own =
        attempt
            .checkpoint()
            .map(checkpoint -> FlinkSettings.restoring(flink, checkpoint))
            .orElse(flink);
    StreamExecutionEnvironment environment = new StreamExecutionEnvironment(own);
    environment.setParallelism(config.parallelism());
    long verifyBeforeMillis = attempt.newest() ? Long.MIN_VALUE : clock.millis();
    ClickHouseAccess clickHouse = new ClickHouseAccess(config.storage());
    new LeewayJob(
            PatientLookup.factory(clickHouse, Backoff.DEFAULT),
            PatientEvaluations.factory(clickHouse, Backoff.DEFAULT),
            HourHistory.factory(clickHouse, Backoff.DEFAULT),
            new ControlTopic(config.bootstrapServers(), CONTROL_TOPIC),
            config.userIdSecret(),
            verifyBeforeMillis,
            config.rules())
        .build(environment, sources(), sink(clickHouse));
    return environment.getStreamGraph();
  }

  private JobSources sources() {
    return new JobSources(
        source(config.spans(), "spans"),
        source(config.metrics(), "metrics"),
        source(config.logs(), "logs"),
        source(SignalTopics.of(CONTROL_TOPIC), "controls"));
  }

  private KafkaSource<SourceRecord> source(SignalTopics topics, String signal) {
    return KafkaSource.<SourceRecord>builder()
        .setBootstrapServers(config.bootstrapServers())
        .setTopics(topics.all())
        .setGroupId(CONSUMER_GROUP)
        .setClientIdPrefix(CONSUMER_GROUP + "-" + signal)
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setDeserializer(new SourceRecords(topics.external()))
        .setProperty("partition.discovery.interval.ms", "-1")
        .setProperty("commit.offsets.on.checkpoint", "true")
        .setProperty("register.consumer.metrics", "false")
        .setProperty("auto.offset.reset", "earliest")
        .setProperty("max.poll.records", "100")
        .setProperty("max.partition.fetch.bytes", Integer.toString(4 << 20))
        .setProperty("fetch.max.bytes", Integer.toString(8 << 20))
        .build();
  }

  private TwoPhaseSink sink(ClickHouseAccess clickHouse) {
    return new TwoPhaseSink(
        Layouts.all(),
        new StorageBackends(
            clickHouse, TopicAccess.of(config.bootstrapServers()), InstantSource.system()),
        BlockLimits.DEFAULTS,
        config.stateFolder().resolve("staged").toUri().toString(),
        Backoff.DEFAULT);
  }

  private Path checkpoints() {
    return config.stateFolder().resolve("checkpoints");
  }

  private static void pause() {
    try {
      Pause.SLEEP.millis(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StreamJobException("interrupted while the job starts", e);
    }
  }
}
