package dev.leeway.kafka;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Kafka broker and controller in this JVM. Thread-safe.
 *
 * <p>When the broker ends itself (a full disk, a fatal error) the JVM lives on: {@link #check()}
 * says DEAD with the reason, the listener closes so that clients see an unreachable broker, which
 * their producers retry, and {@link #close()} frees the data directory for another start.
 */
public final class EmbeddedKafka implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedKafka.class);
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final int BIND_ATTEMPTS = 5;
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
  private static final int CONNECT_MILLIS = 1_000;

  /** What the broker is, with the reason for not serving. */
  private record Condition(BrokerCheck.State state, String reason) {}

  private final LogDirectory directory;
  private final DirectoryLock lock;
  private final int port;
  private final BrokerThreads threads;
  private final AtomicReference<Condition> condition =
      new AtomicReference<>(new Condition(BrokerCheck.State.SERVING, ""));
  private final CompletableFuture<KafkaRaftServer> server = new CompletableFuture<>();
  private final CompletableFuture<Void> up = new CompletableFuture<>();
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();

  private EmbeddedKafka(LogDirectory directory, DirectoryLock lock, int port) {
    this.directory = directory;
    this.lock = lock;
    this.port = port;
    this.threads = new BrokerThreads("kafka-" + port, this::die);
  }

  /**
   * Returns when the broker answers and all topics of the plan exist.
   *
   * @throws EmbeddedKafkaException if it does not come up; nothing is left running then
   */
  public static EmbeddedKafka start(EmbeddedKafkaConfig config) {
    BrokerThreads.keepJvmAlive();
    LogDirectory directory = new LogDirectory(config.dataDirectory());
    for (int attempt = 1; ; attempt++) {
      EmbeddedKafka broker =
          new EmbeddedKafka(
              directory, claim(directory), config.port() == 0 ? freePort() : config.port());
      try {
        broker.boot(config, freePortBesides(broker.port()));
        return broker;
      } catch (EmbeddedKafkaException e) {
        broker.close();
        // Somebody may have taken the free port in between.
        if (attempt == BIND_ATTEMPTS || !(rootOf(e) instanceof BindException)) {
          throw e;
        }
      }
    }
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  /** Costs one connection to the own listener. */
  public BrokerCheck check() {
    Condition now = condition.get();
    if (now.state() == BrokerCheck.State.SERVING) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(LOOPBACK, port), CONNECT_MILLIS);
      } catch (IOException e) {
        now =
            new Condition(
                BrokerCheck.State.DEAD,
                "the listener on port " + port + " does not answer: " + e.getMessage());
      }
    }
    return new BrokerCheck(now.state(), now.reason(), directory.bytesFree());
  }

  /** Flushes and ends the broker. Safe to call twice, and after the broker died. */
  @Override
  public void close() {
    Condition before = condition.getAndSet(new Condition(BrokerCheck.State.CLOSED, "closed"));
    if (before.state() == BrokerCheck.State.SERVING) {
      stop();
    }
    try {
      stopped.get(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.warn(
          "broker on port {} did not end cleanly, its log recovers at the next start", port, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Where a test can do as the broker's own threads do. */
  BrokerThreads threads() {
    return threads;
  }

  private void boot(EmbeddedKafkaConfig config, int controllerPort) {
    threads.start(
        "start",
        () -> {
          try {
            // Quiet: the full list of settings is of no use to an operator of one node.
            KafkaConfig settings =
                new KafkaConfig(BrokerProperties.of(config, port, controllerPort), false);
            KafkaRaftServer created = new KafkaRaftServer(settings, Time.SYSTEM);
            server.complete(created);
            created.startup();
            makeTopics(config);
            up.complete(null);
          } catch (Throwable e) {
            up.completeExceptionally(e);
          }
        });
    try {
      up.get(config.startTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new EmbeddedKafkaException(failure(config, rootOf(e).getMessage()), e);
    } catch (TimeoutException e) {
      throw new EmbeddedKafkaException(failure(config, "not up after " + config.startTimeout()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedKafkaException(failure(config, "interrupted"), e);
    }
  }

  private void makeTopics(EmbeddedKafkaConfig config)
      throws ExecutionException, InterruptedException, TimeoutException {
    long timeoutMillis = config.startTimeout().toMillis();
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", bootstrapServers(),
            "default.api.timeout.ms", Math.toIntExact(timeoutMillis));
    try (Admin admin = Admin.create(settings)) {
      new TopicMaker(admin, timeoutMillis).apply(TopicPlan.of(config));
    }
  }

  private String failure(EmbeddedKafkaConfig config, @Nullable String why) {
    return "broker on port "
        + port
        + " with log directory "
        + config.dataDirectory()
        + " did not start: "
        + why;
  }

  private void die(String why) {
    String reason = why + "; its disk has " + directory.bytesFree() + " bytes left";
    Condition serving = condition.get();
    if (serving.state() == BrokerCheck.State.SERVING
        && condition.compareAndSet(serving, new Condition(BrokerCheck.State.DEAD, reason))) {
      LOG.error("broker on port {} is dead: {}", port, reason);
      up.completeExceptionally(new BrokerHaltedException(reason));
      stop();
    }
  }

  /** In a thread of its own: the one that reports the death is often one that stop waits for. */
  private void stop() {
    threads.start(
        "stop",
        () -> {
          try {
            shutDown();
            stopped.complete(null);
          } catch (Throwable e) {
            stopped.completeExceptionally(e);
          }
        });
  }

  private void shutDown() throws IOException {
    try (lock) {
      KafkaRaftServer running = server.getNow(null);
      if (running != null) {
        running.shutdown();
        running.awaitShutdown();
      }
    }
  }

  private static DirectoryLock claim(LogDirectory directory) {
    try {
      DirectoryLock lock = directory.lock();
      try {
        directory.format();
      } catch (Exception e) {
        lock.close();
        throw e;
      }
      return lock;
    } catch (Exception e) {
      throw new EmbeddedKafkaException(
          "cannot use the log directory " + directory.path() + ": " + e.getMessage(), e);
    }
  }

  /** The system may hand out a port again as soon as it is let go. */
  private static int freePortBesides(int taken) {
    int free = freePort();
    while (free == taken) {
      free = freePort();
    }
    return free;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new EmbeddedKafkaException("no free port on " + LOOPBACK, e);
    }
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    for (Throwable cause = root; cause != null; cause = cause.getCause()) {
      root = cause;
    }
    return root;
  }
}
