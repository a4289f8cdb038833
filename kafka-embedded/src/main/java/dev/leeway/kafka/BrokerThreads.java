package dev.leeway.kafka;

import java.util.function.Consumer;
import org.apache.kafka.common.utils.Exit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of one broker: when one of them asks to end the JVM, the broker is told and only that
 * thread ends. Thread-safe.
 *
 * <p>Kafka's {@link Exit} is one per JVM and does not say who asks; the group that all threads of a
 * broker inherit does.
 */
final class BrokerThreads extends ThreadGroup {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerThreads.class);

  private final Consumer<String> onExit;

  BrokerThreads(String name, Consumer<String> onExit) {
    super(name);
    this.onExit = onExit;
  }

  /** From the first broker on, and for as long as this JVM lives, Kafka does not end it. */
  static void keepJvmAlive() {
    Exit.setExitProcedure((status, message) -> refuse("exit", status, message));
    Exit.setHaltProcedure((status, message) -> refuse("halt", status, message));
  }

  void start(String what, Runnable task) {
    Thread thread = new Thread(this, task, getName() + "-" + what);
    thread.setDaemon(true);
    thread.start();
  }

  private static void refuse(String verb, int status, @Nullable String message) {
    Thread thread = Thread.currentThread();
    String reason =
        "kafka asked to "
            + verb
            + " with status "
            + status
            + " in thread "
            + thread.getName()
            + (message == null || message.isEmpty() ? "" : ": " + message);
    if (thread.getThreadGroup() instanceof BrokerThreads broker) {
      broker.onExit.accept(reason);
    } else {
      LOG.error("refused, and no broker of this JVM is known to have asked: {}", reason);
    }
    // Callers rely on not coming back.
    throw new BrokerHaltedException(reason);
  }
}
