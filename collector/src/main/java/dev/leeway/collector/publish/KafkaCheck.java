package dev.leeway.collector.publish;

/**
 * Whether Kafka would take a record now.
 *
 * @param reason why not, empty if it would
 */
public record KafkaCheck(boolean ok, String reason) {}
