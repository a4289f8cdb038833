package dev.leeway.streamjobs.store;

import dev.leeway.signals.window.WindowPartial;
import java.io.Serializable;
import java.util.function.Consumer;
import org.apache.flink.metrics.MetricGroup;

/** The windows that storage holds, for a monitor whose own memory of them is gone. */
public interface StoredWindows extends AutoCloseable {

  /** Gives the tenant's whole hours from that time on, oldest first; waits for storage. */
  void hours(String tenantId, long fromMillis, long toMillis, Consumer<WindowPartial> each)
      throws InterruptedException;

  @Override
  void close();

  /** Opens the store where an operator runs. */
  interface Factory extends Serializable {
    StoredWindows open(MetricGroup metrics);
  }
}
