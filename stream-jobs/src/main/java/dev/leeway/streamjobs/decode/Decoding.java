package dev.leeway.streamjobs.decode;

import java.io.Serializable;

/**
 * Takes one request apart. Not thread-safe.
 *
 * @param <T> what a request of its signal holds
 */
public interface Decoding<T> {

  T decode(String tenantId, byte[] request, long appendMillis);

  /** Makes one where Flink runs the operator. */
  interface Factory<T> extends Serializable {
    Decoding<T> open();
  }
}
