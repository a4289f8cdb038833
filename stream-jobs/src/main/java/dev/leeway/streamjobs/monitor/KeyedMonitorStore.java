package dev.leeway.streamjobs.monitor;

import dev.leeway.signals.drift.MonitorStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.common.state.MapState;
import org.jspecify.annotations.Nullable;

/** A monitor's state in Flink's, of the tenant whose turn it is. Not thread-safe. */
record KeyedMonitorStore(MapState<String, byte[]> state) implements MonitorStore {

  @Override
  public byte @Nullable [] get(String key) {
    return accessed(() -> state.get(key));
  }

  @Override
  public void put(String key, byte[] value) {
    accessed(() -> {
      state.put(key, value);
      return null;
    });
  }

  @Override
  public void remove(String key) {
    accessed(() -> {
      state.remove(key);
      return null;
    });
  }

  /** The heap backend never fails; one on disk may, and then the task does. */
  private static byte @Nullable [] accessed(Access access) {
    try {
      return access.run();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new UncheckedIOException(new IOException("state of a monitor failed", e));
    }
  }

  private interface Access {
    byte @Nullable [] run() throws Exception;
  }
}
