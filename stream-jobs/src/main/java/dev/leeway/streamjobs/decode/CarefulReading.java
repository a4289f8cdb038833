package dev.leeway.streamjobs.decode;

import dev.leeway.streamjobs.edge.SourceRecord;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.flink.metrics.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what a Kafka record says beside its spans, logs and points; where the reader breaks, the
 * record says nothing, and is counted. Not thread-safe.
 */
final class CarefulReading {
  private static final Logger LOG = LoggerFactory.getLogger(CarefulReading.class);
  private static final int FAILURES_PER_LINE = 1_000;

  private final String what;
  private final Counter failures;

  /**
   * A reading.
   *
   * @param what is read, as the log names it
   */
  CarefulReading(String what, Counter failures) {
    this.what = what;
    this.failures = failures;
  }

  <F> Optional<F> read(SourceRecord record, Supplier<F> reading) {
    try {
      return Optional.of(reading.get());
    } catch (RuntimeException e) {
      // A mistake of ours, which the record would meet again at each restart of the job.
      failures.inc();
      if (failures.getCount() % FAILURES_PER_LINE == 1) {
        LOG.error(
            "reading {} failed on {}-{} offset {}; failures: {}",
            what,
            record.topic(),
            record.partition(),
            record.offset(),
            failures.getCount(),
            e);
      }
      return Optional.empty();
    }
  }
}
