package dev.leeway.streamjobs.store;

import dev.leeway.signals.drift.baseline.Baseline;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.window.WindowPartial;
import java.io.Serializable;
import java.util.function.Consumer;
import org.apache.flink.metrics.MetricGroup;

/** What storage holds for a monitor whose own memory is gone: windows, baselines and findings. */
public interface StoredWindows extends AutoCloseable {

  /** Gives the tenant's whole hours from that time on, oldest first; waits for storage. */
  void hours(String tenantId, long fromMillis, long toMillis, Consumer<WindowPartial> each)
      throws InterruptedException;

  /**
   * Gives the whole hours of whole agents, a series in order of time before the next one; waits for
   * storage.
   */
  void seasons(String tenantId, long fromMillis, long toMillis, Consumer<WindowPartial> each)
      throws InterruptedException;

  /** Gives what was frozen or pinned, the newest of a series last. */
  void kept(String tenantId, Consumer<Baseline> each) throws InterruptedException;

  /** Gives the findings of drift that were open at that time or later, as they stand. */
  void findings(String tenantId, long fromMillis, Consumer<Finding> each)
      throws InterruptedException;

  @Override
  void close();

  /** Opens the store where an operator runs. */
  interface Factory extends Serializable {
    StoredWindows open(MetricGroup metrics);
  }
}
