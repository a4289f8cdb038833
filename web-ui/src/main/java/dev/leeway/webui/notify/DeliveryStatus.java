package dev.leeway.webui.notify;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;

/**
 * What became of notifications, for health and for the banner on every page. Thread-safe.
 *
 * <p>Counters: {@code leeway.notify.delivered}, {@code leeway.notify.retried}, {@code
 * leeway.notify.failed}; every message that was due ends as delivered or failed.
 */
public final class DeliveryStatus {
  private final Counter delivered;
  private final Counter retried;
  private final Counter failed;
  private volatile Optional<String> problem = Optional.empty();

  public DeliveryStatus(MeterRegistry metrics) {
    this.delivered = metrics.counter("leeway.notify.delivered");
    this.retried = metrics.counter("leeway.notify.retried");
    this.failed = metrics.counter("leeway.notify.failed");
  }

  void delivered() {
    delivered.increment();
    problem = Optional.empty();
  }

  void retrying(String reason) {
    retried.increment();
    problem = Optional.of("the webhook did not take a message, trying again: " + reason);
  }

  void failed(String reason) {
    failed.increment();
    problem = Optional.of("the webhook did not take a message, given up: " + reason);
  }

  /** Why the latest message has not been delivered; empty when it has been. */
  public Optional<String> problem() {
    return problem;
  }
}
