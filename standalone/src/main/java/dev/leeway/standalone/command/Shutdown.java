package dev.leeway.standalone.command;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets the main thread stop everything in order when the process is told to end, and holds the
 * process until it has.
 */
final class Shutdown {
  private static final Duration PATIENCE = Duration.ofSeconds(50);

  private final CountDownLatch told = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);

  private Shutdown() {}

  static Shutdown onSignal() {
    Shutdown shutdown = new Shutdown();
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("shutdown")
                .unstarted(() -> {
                  shutdown.told.countDown();
                  shutdown.awaitDone();
                }));
    return shutdown;
  }

  void await() throws InterruptedException {
    told.await();
  }

  /** Everything has been stopped: the process may end. */
  void done() {
    done.countDown();
  }

  private void awaitDone() {
    try {
      done.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
