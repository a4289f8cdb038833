package dev.leeway.telemetry.freshness;

import dev.leeway.signals.source.SourceCarrier;
import dev.leeway.signals.source.SourceLag;
import dev.leeway.signals.source.SourceStatus;
import dev.leeway.signals.source.SourceTimes;
import dev.leeway.signals.source.SourceUse;
import dev.leeway.telemetry.freshness.FoundSources.Gathering;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Folds the lags of one request, a point for each partition, to one statement per consumer group
 * and topic: records summed, time of the slowest partition. Not thread-safe.
 */
final class ConsumerLags {
  static final List<String> GROUPS =
      List.of("group", "consumergroup", "consumer_group", "client-id", "client_id");

  private record Reading(String environment, String consumer, String topic) {}

  private static final class Lag {
    final Map<String, String> said;
    long nanos;
    double partitionRecords;
    boolean partitions;
    @Nullable Double topicRecords;
    @Nullable Double seconds;

    Lag(Map<String, String> said) {
      this.said = said;
    }

    /** A topic's own sum knows of partitions that a scrape missed. */
    @Nullable Double records() {
      if (topicRecords != null) {
        return topicRecords;
      }
      return partitions ? Double.valueOf(partitionRecords) : null;
    }
  }

  private final Map<Reading, Lag> lags = new LinkedHashMap<>();

  /** Takes a point in; a negative one says that the group has committed nothing. */
  void add(MetricRule rule, String topic, MetricPoint point) {
    if (!(point.value() >= 0)) {
      return;
    }
    Map<String, String> said = point.said();
    Reading reading =
        new Reading(
            SourceKeys.first(said, SourceKeys.ENVIRONMENTS), SourceKeys.first(said, GROUPS), topic);
    Lag lag = lags.computeIfAbsent(reading, key -> new Lag(said));
    lag.nanos = Math.max(lag.nanos, point.nanos());
    switch (rule.measure()) {
      case PARTITION_LAG_RECORDS -> {
        lag.partitions = true;
        lag.partitionRecords += point.value();
      }
      case TOPIC_LAG_RECORDS -> lag.topicRecords = point.value();
      case PARTITION_LAG_SECONDS ->
          lag.seconds = lag.seconds == null ? point.value() : Math.max(lag.seconds, point.value());
      case AS_OF_AGE_SECONDS,
          LOADED_AGE_SECONDS,
          LOADED_AT,
          DELAY_MILLIS,
          SUCCESSES,
          FAILURES,
          RESULTS ->
          throw new IllegalArgumentException("expected a lag, came " + rule);
    }
  }

  void close(String tenantId, long appendMillis, Gathering found) {
    lags.forEach((reading, lag) -> {
      long observed = MetricSources.millisOf(lag.nanos, appendMillis);
      Double seconds = lag.seconds;
      SourceTimes times = SourceTimes.at(observed);
      Sighting seen =
          new Sighting(tenantId, reading.environment(), SourceUse.NONE, observed, appendMillis);
      found.add(
          seen.measured(
              reading.topic(),
              "topic",
              SourceCarrier.KAFKA,
              SourceStatus.UNKNOWN,
              seconds == null ? times : times.asOf(observed - (long) (seconds * 1_000)),
              new SourceLag(seconds, lag.records(), reading.consumer()),
              null,
              lag.said));
    });
  }
}
