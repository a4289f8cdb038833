package dev.leeway.streamjobs.sink;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * What the sink counts of itself. In a steady job: rows written = rows committed + rows
 * dead-lettered + rows still open or in checkpoints that have not completed.
 */
final class SinkCounters {
  private final Counter rowsWritten;
  private final Counter stagedBytes;
  private final Counter orphansDeleted;
  private final Counter rowsCommitted;
  private final Counter blocksCommitted;
  private final Counter blocksCommittedBefore;
  private final Counter rowsDeadLettered;
  private final Counter retries;
  private final AtomicLong blocked = new AtomicLong();

  SinkCounters(MetricGroup metrics) {
    rowsWritten = metrics.counter("leeway.sink.rows.written");
    stagedBytes = metrics.counter("leeway.sink.staged.bytes");
    orphansDeleted = metrics.counter("leeway.sink.staged.orphans.deleted");
    rowsCommitted = metrics.counter("leeway.sink.rows.committed");
    blocksCommitted = metrics.counter("leeway.sink.blocks.committed");
    blocksCommittedBefore = metrics.counter("leeway.sink.blocks.committed.before");
    rowsDeadLettered = metrics.counter("leeway.sink.rows.dead_lettered");
    retries = metrics.counter("leeway.sink.retries");
    metrics.gauge("leeway.sink.blocked", (Gauge<Long>) blocked::get);
  }

  void rowWritten() {
    rowsWritten.inc();
  }

  void blockStaged(int sizeBytes) {
    stagedBytes.inc(sizeBytes);
  }

  void orphansDeleted(int files) {
    orphansDeleted.inc(files);
  }

  void committed(int rows) {
    blocksCommitted.inc();
    rowsCommitted.inc(rows);
    blocked.set(0);
  }

  void committedBefore() {
    blocksCommittedBefore.inc();
  }

  void deadLettered(int rows) {
    rowsDeadLettered.inc(rows);
    blocked.set(0);
  }

  /** A delivery failed and is tried again: {@code blocked} shows how often in a row. */
  void retried(int attempts) {
    retries.inc();
    blocked.set(attempts);
  }
}
