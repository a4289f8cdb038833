package dev.leeway.streamjobs.job;

import dev.leeway.signals.rules.RuleBook;
import dev.leeway.storage.StorageConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What an operator may set about the stream job.
 *
 * @param bootstrapServers of Kafka
 * @param spans topics of OTLP trace requests
 * @param metrics topics of OTLP metrics requests
 * @param logs topics of OTLP logs requests
 * @param storage where ClickHouse is
 * @param userIdSecret keys the hashes of user ids, at least 16 bytes; never printed
 * @param stateFolder holds checkpoints and staged blocks; nobody else writes there
 * @param parallelism subtasks of each stage but the last
 * @param checkpointInterval what is stored becomes visible as often
 * @param webPort of Flink's own pages, on 127.0.0.1; 0 for any free one, empty for none
 * @param rules what is looked for
 */
@SuppressWarnings("ArrayRecordComponent") // A key is bytes; nothing compares configurations.
public record StreamJobsConfig(
    String bootstrapServers,
    SignalTopics spans,
    SignalTopics metrics,
    SignalTopics logs,
    StorageConfig storage,
    byte[] userIdSecret,
    Path stateFolder,
    int parallelism,
    Duration checkpointInterval,
    OptionalInt webPort,
    RuleBook rules) {
  private static final int SECRET_BYTES_MIN = 16;

  public StreamJobsConfig {
    List<String> problems = new ArrayList<>();
    if (bootstrapServers.isBlank()) {
      problems.add("expected bootstrapServers, came none");
    }
    problems.addAll(spans.problems("spans"));
    problems.addAll(metrics.problems("metrics"));
    problems.addAll(logs.problems("logs"));
    if (userIdSecret.length < SECRET_BYTES_MIN) {
      problems.add(
          "expected a userIdSecret of at least %d bytes, came %d"
              .formatted(SECRET_BYTES_MIN, userIdSecret.length));
    }
    if (!(parallelism >= 1 && parallelism <= 128)) {
      problems.add("expected parallelism within 1 to 128, came " + parallelism);
    }
    if (checkpointInterval.compareTo(Duration.ofMillis(100)) < 0) {
      problems.add("expected checkpointInterval of at least 100 ms, came " + checkpointInterval);
    }
    if (webPort.isPresent() && !(webPort.getAsInt() >= 0 && webPort.getAsInt() <= 65_535)) {
      problems.add("expected webPort within 0 to 65535, came " + webPort.getAsInt());
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  /** The topics of design section 2, two subtasks, checkpoints every 2 s, no pages. */
  public static StreamJobsConfig defaults(
      String bootstrapServers, StorageConfig storage, byte[] userIdSecret, Path stateFolder) {
    return new StreamJobsConfig(
        bootstrapServers,
        SignalTopics.of("otlp_spans"),
        SignalTopics.of("otlp_metrics"),
        SignalTopics.of("otlp_logs"),
        storage,
        userIdSecret,
        stateFolder,
        2,
        Duration.ofSeconds(2),
        OptionalInt.empty(),
        RuleBook.defaults());
  }

  public StreamJobsConfig withWebPort(int port) {
    return new StreamJobsConfig(
        bootstrapServers,
        spans,
        metrics,
        logs,
        storage,
        userIdSecret,
        stateFolder,
        parallelism,
        checkpointInterval,
        OptionalInt.of(port),
        rules);
  }

  public StreamJobsConfig withParallelism(int newParallelism) {
    return new StreamJobsConfig(
        bootstrapServers,
        spans,
        metrics,
        logs,
        storage,
        userIdSecret,
        stateFolder,
        newParallelism,
        checkpointInterval,
        webPort,
        rules);
  }

  public StreamJobsConfig withCheckpointInterval(Duration interval) {
    return new StreamJobsConfig(
        bootstrapServers,
        spans,
        metrics,
        logs,
        storage,
        userIdSecret,
        stateFolder,
        parallelism,
        interval,
        webPort,
        rules);
  }

  public StreamJobsConfig withTopics(
      SignalTopics newSpans, SignalTopics newMetrics, SignalTopics newLogs) {
    return new StreamJobsConfig(
        bootstrapServers,
        newSpans,
        newMetrics,
        newLogs,
        storage,
        userIdSecret,
        stateFolder,
        parallelism,
        checkpointInterval,
        webPort,
        rules);
  }

  public StreamJobsConfig withRules(RuleBook newRules) {
    return new StreamJobsConfig(
        bootstrapServers,
        spans,
        metrics,
        logs,
        storage,
        userIdSecret,
        stateFolder,
        parallelism,
        checkpointInterval,
        webPort,
        newRules);
  }

  /** The topics of all signals that the job has a source for. */
  List<String> topics() {
    return Stream.of(spans, metrics, logs).flatMap(signal -> signal.all().stream()).toList();
  }

  @Override
  public String toString() {
    return ("StreamJobsConfig[bootstrapServers=%s, spans=%s, metrics=%s, logs=%s, storage=%s,"
            + " userIdSecret=***, stateFolder=%s, parallelism=%d, checkpointInterval=%s, webPort=%s,"
            + " rules=%s]")
        .formatted(
            bootstrapServers,
            spans,
            metrics,
            logs,
            storage,
            stateFolder,
            parallelism,
            checkpointInterval,
            webPort,
            rules);
  }
}
