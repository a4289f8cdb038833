package dev.leeway.streamjobs.sink;

import java.io.Serializable;

/** Waits between two attempts, so that tests need not. */
@FunctionalInterface
public interface Pause extends Serializable {
  Pause SLEEP = Thread::sleep;

  void millis(long millis) throws InterruptedException;
}
