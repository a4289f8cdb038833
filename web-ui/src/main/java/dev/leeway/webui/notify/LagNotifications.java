package dev.leeway.webui.notify;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leeway.signals.finding.Severity;
import dev.leeway.webui.lag.LagReading;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the webhook when Leeway itself is behind: by this process alone, since what is behind may
 * be the way that findings take. A notice that is not taken is tried again at each look, until it
 * is, or the next one replaces it.
 */
public final class LagNotifications implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LagNotifications.class);
  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final String NAME = "leeway.lag";

  private final Supplier<LagReading> reading;
  private final WebhookConfig config;
  private final URI base;
  private final InstantSource clock;
  private final DeliveryStatus status;
  private final LagWatch watch;
  private final Thread thread;
  private @Nullable LagNotice due;

  /**
   * Made before its thread is started.
   *
   * @param reading asks storage; may throw where that does not answer
   * @param base address under which people reach the pages
   */
  public LagNotifications(
      Supplier<LagReading> reading,
      WebhookConfig config,
      URI base,
      InstantSource clock,
      DeliveryStatus status) {
    this.reading = reading;
    this.config = config;
    this.base = base;
    this.clock = clock;
    this.status = status;
    this.watch = new LagWatch(clock.instant());
    this.thread = Thread.ofPlatform().name("lag-notifications").daemon().unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  private void run() {
    try (WebhookNotifier webhook = new WebhookNotifier(config, clock)) {
      while (true) {
        look(webhook);
        Thread.sleep(EVERY);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One look: asks how far behind, and delivers what is due. */
  void look(WebhookNotifier webhook) throws InterruptedException {
    said().ifPresent(notice -> due = notice);
    LagNotice notice = due;
    if (notice == null) {
      return;
    }
    switch (webhook.deliver(body(notice))) {
      case Delivery.Delivered() -> {
        due = null;
        status.delivered();
      }
      case Delivery.NotDelivered(String reason, boolean retryable) when retryable ->
          status.retrying(reason);
      case Delivery.NotDelivered(String reason, boolean _) -> {
        due = null;
        status.failed(reason);
        LOG.error("webhook message about our own lag given up: {}", reason);
      }
    }
  }

  private Optional<LagNotice> said() {
    try {
      return watch.read(reading.get(), clock.instant());
    } catch (RuntimeException e) {
      // Whatever it was: a watch that ended would let every later stall look like all green.
      LOG.warn("how far behind we are cannot be asked: {}", e.getMessage());
      return watch.unanswered(clock.instant());
    }
  }

  /** The same shape as of a finding's message (docs/webhook.md), so that one receiver does. */
  private byte[] body(LagNotice notice) {
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    message.put("event", notice.event().name().toLowerCase(Locale.ROOT));
    message.put("dedup_key", NAME + "/" + notice.since().toEpochMilli());
    message.put("revision", notice.event() == NotificationEvent.FIRING ? 1 : 2);
    message.put("summary", "Leeway itself: " + notice.words());
    message.put("url", base.toString());
    message.put("owner", "");
    message.put("runbook_url", "");
    message.putObject("labels");
    ObjectNode details = message.putObject("finding");
    details.put("detector", NAME);
    details.put("signal", NAME);
    details.put("severity", Severity.CRITICAL.name());
    details.putObject("slice");
    details.put("since", notice.since().toString());
    details.put("opened_at", notice.at().toString());
    details.put("effect", Duration.between(notice.since(), notice.at()).toSeconds());
    details.put("effect_text", notice.words());
    return message.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
