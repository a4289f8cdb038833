package dev.leeway.telemetry.freshness;

import dev.leeway.signals.source.SourceCarrier;
import java.util.List;

/**
 * One known metric and what it says of a source.
 *
 * @param name as its sender's documentation spells it
 * @param ids attributes that name the source, the best first
 * @param idInName whether older versions put the source's name behind the metric's instead
 */
record MetricRule(
    String name,
    SourceCarrier carrier,
    Measure measure,
    String sourceType,
    List<String> ids,
    boolean idInName) {

  /** What the number is. */
  enum Measure {
    /** Seconds since the newest event. */
    AS_OF_AGE_SECONDS,
    /** Seconds since the last update ended. */
    LOADED_AGE_SECONDS,
    /** When the last update ended, since the epoch. */
    LOADED_AT,
    /** Milliseconds by which an update started too late. */
    DELAY_MILLIS,
    /** Moves with each update that came through. */
    SUCCESSES,
    /** Moves with each update that failed. */
    FAILURES,
    /** Moves with each update; an attribute says how it ended. */
    RESULTS,
    /** Records of one partition that a group has not read. */
    PARTITION_LAG_RECORDS,
    /** Records of a topic that a group has not read. */
    TOPIC_LAG_RECORDS,
    /** Age of what a group reads next in one partition. */
    PARTITION_LAG_SECONDS
  }

  MetricRule {
    ids = List.copyOf(ids);
  }

  boolean isConsumerLag() {
    return switch (measure) {
      case PARTITION_LAG_RECORDS, TOPIC_LAG_RECORDS, PARTITION_LAG_SECONDS -> true;
      case AS_OF_AGE_SECONDS,
          LOADED_AGE_SECONDS,
          LOADED_AT,
          DELAY_MILLIS,
          SUCCESSES,
          FAILURES,
          RESULTS ->
          false;
    };
  }
}
