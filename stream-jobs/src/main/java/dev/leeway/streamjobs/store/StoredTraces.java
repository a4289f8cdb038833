package dev.leeway.streamjobs.store;

import dev.leeway.signals.event.TraceId;
import dev.leeway.storage.lookup.EventKey;
import dev.leeway.storage.lookup.StoredTrace;
import dev.leeway.storage.row.RunRow;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.metrics.MetricGroup;

/**
 * What storage holds of traces, for operators whose own memory of them is gone. A call waits for as
 * long as storage is away. Not thread-safe.
 */
public interface StoredTraces extends AutoCloseable {

  /**
   * Which spans and supplements of these traces are stored, among those that start within the
   * range.
   *
   * @param traceIds any number of them
   */
  Set<EventKey> storedSpans(
      String tenantId, long fromMillis, long toMillis, Collection<TraceId> traceIds)
      throws InterruptedException;

  /** All that is stored of a trace, at most so many spans and as many supplements. */
  StoredTrace trace(String tenantId, TraceId traceId, int spansMax) throws InterruptedException;

  /** The newest revision of every stored run of the trace, withdrawn ones too. */
  List<RunRow> runs(String tenantId, TraceId traceId) throws InterruptedException;

  /** Payload texts by content hash, of those that are still kept. */
  Map<String, String> texts(String tenantId, Collection<String> hashes) throws InterruptedException;

  @Override
  void close();

  /** Opens the lookups where an operator runs. */
  interface Factory extends Serializable {
    StoredTraces open(MetricGroup metrics);
  }
}
