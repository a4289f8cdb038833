package dev.leeway.streamjobs.decode;

import dev.leeway.streamjobs.edge.SourceRecord;
import dev.leeway.telemetry.Undecodable;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What is counted of the requests of every signal. */
final class RequestCounters {
  private final Counter records;
  private final Counter bytes;
  private final Counter deadLettered;
  private final Counter failures;
  private final UnmappedCounters unmapped;

  /**
   * Registers the counters.
   *
   * @param prefix of the signal's counters, without a dot at its end
   */
  RequestCounters(MetricGroup metrics, String prefix) {
    records = metrics.counter(prefix + ".records");
    bytes = metrics.counter(prefix + ".bytes");
    deadLettered = metrics.counter(prefix + ".dead_lettered");
    failures = metrics.counter(prefix + ".failures");
    unmapped = new UnmappedCounters(metrics);
  }

  void request(
      SourceRecord record, List<Undecodable> undecodable, Map<String, Integer> unmappedKeys) {
    records.inc();
    bytes.inc(record.value().length);
    deadLettered.inc(undecodable.stream().mapToLong(Undecodable::spans).sum());
    unmapped.add(unmappedKeys);
  }

  /** Requests that met a mistake in the decoder. */
  Counter failures() {
    return failures;
  }
}
