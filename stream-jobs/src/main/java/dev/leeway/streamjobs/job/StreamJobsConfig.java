package dev.leeway.streamjobs.job;

import dev.leeway.storage.StorageConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an operator may set about the stream job.
 *
 * @param bootstrapServers of Kafka
 * @param spanTopics topics of OTLP trace requests; all must exist
 * @param externalSpanTopics tenants by topics of trace requests that others write; all must exist
 * @param storage where ClickHouse is
 * @param userIdSecret keys the hashes of user ids, at least 16 bytes; never printed
 * @param stateFolder holds checkpoints and staged blocks; nobody else writes there
 * @param parallelism subtasks of each stage but the last
 * @param checkpointInterval what is stored becomes visible as often
 * @param webPort of Flink's own pages, on 127.0.0.1; 0 for any free one, empty for none
 */
@SuppressWarnings("ArrayRecordComponent") // A key is bytes; nothing compares configurations.
public record StreamJobsConfig(
    String bootstrapServers,
    List<String> spanTopics,
    Map<String, String> externalSpanTopics,
    StorageConfig storage,
    byte[] userIdSecret,
    Path stateFolder,
    int parallelism,
    Duration checkpointInterval,
    OptionalInt webPort) {
  private static final int SECRET_BYTES_MIN = 16;
  private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  public StreamJobsConfig {
    spanTopics = List.copyOf(spanTopics);
    externalSpanTopics = Map.copyOf(externalSpanTopics);
    List<String> problems = new ArrayList<>();
    if (bootstrapServers.isBlank()) {
      problems.add("expected bootstrapServers, came none");
    }
    if (spanTopics.isEmpty()) {
      problems.add("expected at least one span topic, came none");
    }
    for (Map.Entry<String, String> external : externalSpanTopics.entrySet()) {
      if (spanTopics.contains(external.getKey())) {
        problems.add("expected another external topic than " + external.getKey());
      }
      if (!TENANT.matcher(external.getValue()).matches()) {
        problems.add(
            "expected a tenant of letters, digits, '.', '_' and '-' for topic %s, came '%s'"
                .formatted(external.getKey(), external.getValue()));
      }
    }
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

  /** The topic of design section 2, two subtasks, checkpoints every 2 s, no pages. */
  public static StreamJobsConfig defaults(
      String bootstrapServers, StorageConfig storage, byte[] userIdSecret, Path stateFolder) {
    return new StreamJobsConfig(
        bootstrapServers,
        List.of("otlp_spans"),
        Map.of(),
        storage,
        userIdSecret,
        stateFolder,
        2,
        Duration.ofSeconds(2),
        OptionalInt.empty());
  }

  public StreamJobsConfig withWebPort(int port) {
    return new StreamJobsConfig(
        bootstrapServers,
        spanTopics,
        externalSpanTopics,
        storage,
        userIdSecret,
        stateFolder,
        parallelism,
        checkpointInterval,
        OptionalInt.of(port));
  }

  public StreamJobsConfig withParallelism(int newParallelism) {
    return new StreamJobsConfig(
        bootstrapServers,
        spanTopics,
        externalSpanTopics,
        storage,
        userIdSecret,
        stateFolder,
        newParallelism,
        checkpointInterval,
        webPort);
  }

  public StreamJobsConfig withCheckpointInterval(Duration interval) {
    return new StreamJobsConfig(
        bootstrapServers,
        spanTopics,
        externalSpanTopics,
        storage,
        userIdSecret,
        stateFolder,
        parallelism,
        interval,
        webPort);
  }

  /**
   * With one more topic that others write to.
   *
   * @param tenantId whose all of it is
   */
  public StreamJobsConfig withExternalSpans(String topic, String tenantId) {
    Map<String, String> external = new HashMap<>(externalSpanTopics);
    external.put(topic, tenantId);
    return new StreamJobsConfig(
        bootstrapServers,
        spanTopics,
        external,
        storage,
        userIdSecret,
        stateFolder,
        parallelism,
        checkpointInterval,
        webPort);
  }

  /** All topics that are read. */
  List<String> topics() {
    return Stream.concat(spanTopics.stream(), externalSpanTopics.keySet().stream().sorted())
        .toList();
  }

  @Override
  public String toString() {
    return ("StreamJobsConfig[bootstrapServers=%s, spanTopics=%s, externalSpanTopics=%s, storage=%s, userIdSecret=***,"
            + " stateFolder=%s, parallelism=%d, checkpointInterval=%s, webPort=%s]")
        .formatted(
            bootstrapServers,
            spanTopics,
            externalSpanTopics,
            storage,
            stateFolder,
            parallelism,
            checkpointInterval,
            webPort);
  }
}
