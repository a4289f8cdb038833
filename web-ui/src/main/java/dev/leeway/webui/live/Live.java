package dev.leeway.webui.live;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.server.communication.PushConnection;
import com.vaadin.flow.shared.Registration;
import dev.leeway.webui.config.WebUiSettings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Runs pages' queries off the UI thread, pushes what they found, and ticks so that pages stay
 * fresh. Thread-safe.
 *
 * <p>Bounds: {@link #LOADS_MAX} queries at once (more wait), {@link #SUBSCRIBERS_MAX} ticking pages
 * (more show what they loaded and do not refresh; counted).
 */
@Component
public final class Live {
  public static final int LOADS_MAX = 16;
  public static final int SUBSCRIBERS_MAX = 1_000;
  public static final Duration TICK = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(Live.class);

  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("web-ui-ticker").factory());
  private final ExecutorService loaders =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("web-ui-load-", 0).factory());
  private final Semaphore permits = new Semaphore(LOADS_MAX, true);
  private final Set<Subscriber> subscribers = ConcurrentHashMap.newKeySet();
  private final Timer loads;
  private final Counter failures;
  private final Counter turnedAway;

  public Live(WebUiSettings settings) {
    MeterRegistry metrics = settings.metrics();
    loads = metrics.timer("leeway.web.page.loads");
    failures = metrics.counter("leeway.web.page.load.failures");
    turnedAway = metrics.counter("leeway.web.page.subscribers.turned.away");
    Gauge.builder("leeway.web.page.subscribers", subscribers, Set::size).register(metrics);
    Future<?> _ =
        ticker.scheduleWithFixedDelay(
            this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Calls back every {@link #TICK} while the UI's browser listens, until removed; the callback must
   * not block. A closed tab is known as such only after several missed heartbeats, and would be
   * worked for until then.
   */
  public Registration onTick(UI ui, Runnable callback) {
    if (subscribers.size() >= SUBSCRIBERS_MAX) {
      turnedAway.increment();
      return () -> {};
    }
    Subscriber subscriber = new Subscriber(ui, callback);
    subscribers.add(subscriber);
    return () -> subscribers.remove(subscriber);
  }

  /** Asks in the background; then shows, or tells of the failure, in the UI. */
  public <T> void load(UI ui, Supplier<T> query, Consumer<T> show, Consumer<Throwable> failed) {
    loaders.execute(() -> {
      permits.acquireUninterruptibly();
      try {
        T found = loads.record(query);
        inUi(ui, () -> show.accept(found));
      } catch (RuntimeException | Error e) {
        // An Error too: else its page would say "loading" for ever.
        failures.increment();
        LOG.warn("page load failed: {}", e.getMessage(), e);
        inUi(ui, () -> failed.accept(e));
      } finally {
        permits.release();
      }
    });
  }

  @PreDestroy
  void close() {
    ticker.shutdownNow();
    loaders.shutdown();
  }

  private void tick() {
    for (Subscriber subscriber : subscribers) {
      try {
        if (subscriber.listens()) {
          subscriber.callback.run();
        }
      } catch (RuntimeException | Error e) {
        // An Error too: the ticker would end, and no page tick again.
        LOG.warn("tick failed: {}", e.getMessage(), e);
      }
    }
  }

  /** A class and not a record: the same callback given twice is two subscriptions. */
  private static final class Subscriber {
    private final UI ui;
    private final Runnable callback;

    Subscriber(UI ui, Runnable callback) {
      this.ui = ui;
      this.callback = callback;
    }

    boolean listens() {
      PushConnection push = ui.getInternals().getPushConnection();
      return push != null && push.isConnected();
    }
  }

  /** Runs a change of a page in its UI and pushes it; nothing happens when the page was left. */
  static void inUi(UI ui, Runnable change) {
    try {
      // Failures inside reach the session's error handler.
      Future<Void> _ = ui.access(change::run);
    } catch (UIDetachedException e) {
      LOG.debug("page was left before its data came");
    }
  }
}
