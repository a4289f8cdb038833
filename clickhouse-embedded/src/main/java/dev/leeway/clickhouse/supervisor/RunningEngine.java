package dev.leeway.clickhouse.supervisor;

import dev.leeway.clickhouse.config.ClickHouseConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A supervised engine: when its process dies, another is started on the same port.
 *
 * <p>Restarts wait 100 ms, doubling to 5 s while they fail or die young; they never stop, are
 * counted, and show in {@link #check}. Thread-safe.
 */
public final class RunningEngine implements AutoCloseable {
  private static final Duration BACKOFF_MIN = Duration.ofMillis(100);
  private static final Duration BACKOFF_MAX = Duration.ofSeconds(5);
  private static final Duration GROWN_UP = Duration.ofSeconds(30);
  private static final Duration CHECK_LIMIT = Duration.ofSeconds(5);

  private final ClickHouseConfig config;
  private final RotatingLog log;
  private final String token;
  private final AtomicInteger restarts = new AtomicInteger();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread watcher;
  private volatile EngineChild child;
  private volatile String trouble = "";

  /**
   * @param config with the port that the first child got
   */
  RunningEngine(ClickHouseConfig config, RotatingLog log, EngineChild child, String token) {
    this.config = config;
    this.log = log;
    this.child = child;
    this.token = token;
    watcher = Thread.ofPlatform().daemon().name("clickhouse-supervisor").start(this::watch);
  }

  /** What it was started with, and the port that it got. */
  public ClickHouseConfig config() {
    return config;
  }

  /** Where it answers; stays the same over restarts. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + config.port());
  }

  /** The password of the user {@code leeway}, who may do everything. */
  public String token() {
    return token;
  }

  /** The child that runs now, or ran last. */
  public long pid() {
    return child.pid();
  }

  /** How often a new child was started for one that died. */
  public int restarts() {
    return restarts.get();
  }

  /** Asks the engine itself for an answer, within 5 s. */
  public EngineHealth check() {
    if (!child.isAlive()) {
      return new EngineHealth(false, trouble.isEmpty() ? "the engine's process is dead" : trouble);
    }
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(CHECK_LIMIT).build()) {
      var request =
          HttpRequest.newBuilder(uri().resolve("/?query=SELECT%201"))
              .header("X-ClickHouse-Key", token)
              .timeout(CHECK_LIMIT)
              .build();
      var response = client.send(request, BodyHandlers.ofString());
      return new EngineHealth(
          response.statusCode() == 200,
          "status " + response.statusCode() + ", " + restarts() + " restarts");
    } catch (IOException e) {
      return new EngineHealth(false, "the engine does not answer: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new EngineHealth(false, "interrupted");
    }
  }

  /** Lets running statements end, then ends the child; safe to call twice. */
  @Override
  public void close() {
    closing.countDown();
    child.stop();
    try {
      watcher.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // A restart may have been under way.
    child.stop();
    log.close();
  }

  private void watch() {
    Duration backoff = BACKOFF_MIN;
    try {
      while (!isClosing()) {
        long started = System.nanoTime();
        int status = child.awaitEnd();
        if (isClosing()) {
          return;
        }
        note("the engine's process " + child.pid() + " ended with status " + status);
        if (System.nanoTime() - started > GROWN_UP.toNanos()) {
          backoff = BACKOFF_MIN;
        }
        backoff = restart(backoff);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Duration restart(Duration first) throws InterruptedException {
    Duration backoff = first;
    while (!closing.await(backoff.toMillis(), TimeUnit.MILLISECONDS)) {
      backoff =
          backoff.multipliedBy(2).compareTo(BACKOFF_MAX) < 0
              ? backoff.multipliedBy(2)
              : BACKOFF_MAX;
      restarts.incrementAndGet();
      try {
        StaleHolder.makeWay(config);
        child = EngineChild.start(config, log);
        note("the engine was restarted as process " + child.pid());
        trouble = "";
        return backoff;
      } catch (EngineException e) {
        trouble = String.valueOf(e.getMessage());
        note("a restart failed: " + trouble);
      }
    }
    return backoff;
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  private void note(String what) {
    byte[] line = ("supervisor: " + what + "\n").getBytes(StandardCharsets.UTF_8);
    try {
      log.write(line, line.length);
    } catch (UncheckedIOException e) {
      trouble = what + "; and its log cannot be written: " + e.getMessage();
    }
  }
}
