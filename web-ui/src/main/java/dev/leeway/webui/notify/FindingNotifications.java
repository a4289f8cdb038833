package dev.leeway.webui.notify;

import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.rules.AgentRules;
import dev.leeway.storage.finding.FindingJson;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code leeway.findings} and delivers what is due, in order, at least once: an offset is
 * committed after its message was delivered or given up. A message is retried with growing pauses;
 * findings wait behind it in Kafka meanwhile, so the order is kept and nothing is lost.
 */
public final class FindingNotifications implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FindingNotifications.class);
  private static final String TOPIC = "leeway.findings";
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PAUSE_MIN = Duration.ofSeconds(1);
  private static final Duration PAUSE_MAX = Duration.ofMinutes(1);

  private final String bootstrapServers;
  private final WebhookConfig config;
  private final URI base;
  private final AgentRules owners;
  private final InstantSource clock;
  private final DeliveryStatus status;
  private final NotificationRule rule = new NotificationRule();
  private final Thread thread;
  private volatile boolean closed;

  /**
   * @param base address under which people reach the pages, for links
   * @param owners who looks after what, for messages
   */
  public FindingNotifications(
      String bootstrapServers,
      WebhookConfig config,
      URI base,
      AgentRules owners,
      InstantSource clock,
      DeliveryStatus status) {
    this.bootstrapServers = bootstrapServers;
    this.config = config;
    this.base = base;
    this.owners = owners;
    this.clock = clock;
    this.status = status;
    this.thread = Thread.ofPlatform().name("finding-notifications").unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  private void run() {
    Duration pause = PAUSE_MIN;
    while (!closed) {
      try (KafkaConsumer<byte[], byte[]> consumer = consumer();
          WebhookNotifier webhook = new WebhookNotifier(config, clock)) {
        consumer.subscribe(List.of(TOPIC));
        consume(consumer, webhook);
      } catch (WakeupException | InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.warn("reading {} failed, trying again in {}", TOPIC, pause, e);
        pause = sleepAndGrow(pause);
      }
    }
  }

  private void consume(KafkaConsumer<byte[], byte[]> consumer, WebhookNotifier webhook)
      throws InterruptedException {
    while (!closed) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        Optional<Finding> finding = findingOf(record);
        Optional<NotificationEvent> event = finding.flatMap(rule::of);
        if (event.isPresent()) {
          deliver(messageOf(event.get(), finding.get()), webhook, consumer);
        }
      }
      consumer.commitSync();
    }
  }

  private WebhookMessage messageOf(NotificationEvent event, Finding finding) {
    return new WebhookMessage(event, finding, owners.of(finding.slice(), finding.signal()), base);
  }

  private static Optional<Finding> findingOf(ConsumerRecord<byte[], byte[]> record) {
    try {
      return Optional.of(FindingJson.read(record.value()));
    } catch (IOException e) {
      LOG.warn("passing over {} {}: {}", TOPIC, record.offset(), e.getMessage());
      return Optional.empty();
    }
  }

  private void deliver(
      WebhookMessage message, WebhookNotifier webhook, KafkaConsumer<byte[], byte[]> consumer)
      throws InterruptedException {
    Instant giveUp = clock.instant().plus(config.retryFor());
    Duration pause = PAUSE_MIN;
    while (!closed) {
      switch (webhook.deliver(message.body())) {
        case Delivery.Delivered() -> {
          status.delivered();
          return;
        }
        case Delivery.NotDelivered(String reason, boolean retryable) -> {
          if (!retryable || clock.instant().isAfter(giveUp)) {
            status.failed(reason);
            LOG.error("webhook message for {} given up: {}", message.finding().findingId(), reason);
            return;
          }
          status.retrying(reason);
          pause = waitAsMember(consumer, pause);
        }
      }
    }
  }

  /** Waits while staying a member of the group: paused partitions hand out nothing. */
  private Duration waitAsMember(KafkaConsumer<byte[], byte[]> consumer, Duration pause) {
    consumer.pause(consumer.assignment());
    Instant until = clock.instant().plus(pause);
    while (!closed && clock.instant().isBefore(until)) {
      consumer.poll(POLL);
    }
    consumer.resume(consumer.assignment());
    return longer(pause);
  }

  private Duration sleepAndGrow(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      closed = true;
    }
    return longer(pause);
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : twice;
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.GROUP_ID_CONFIG,
            "leeway-notifications",
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            50),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
