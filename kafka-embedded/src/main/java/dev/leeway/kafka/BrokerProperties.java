package dev.leeway.kafka;

import java.util.Properties;

/** The broker's own settings: one node on the loopback interface, with small buffers. */
final class BrokerProperties {
  static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private BrokerProperties() {}

  static Properties of(EmbeddedKafkaConfig config, int port, int controllerPort) {
    Properties properties = new Properties();
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", Integer.toString(NODE_ID));
    properties.put(
        "listeners",
        "BROKER://127.0.0.1:"
            + port
            + ","
            + CONTROLLER_LISTENER
            + "://127.0.0.1:"
            + controllerPort);
    properties.put("advertised.listeners", "BROKER://127.0.0.1:" + port);
    properties.put("inter.broker.listener.name", "BROKER");
    properties.put("controller.listener.names", CONTROLLER_LISTENER);
    properties.put(
        "listener.security.protocol.map", "BROKER:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
    properties.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
    properties.put("log.dirs", config.dataDirectory().toAbsolutePath().toString());
    one(properties);
    bound(properties);
    return properties;
  }

  /** One node has no second replica, and nobody else's topics. */
  private static void one(Properties properties) {
    for (String topic : new String[] {"offsets.topic", "transaction.state.log"}) {
      properties.put(topic + ".replication.factor", "1");
    }
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("share.coordinator.state.topic.replication.factor", "1");
    properties.put("share.coordinator.state.topic.min.isr", "1");
    properties.put("default.replication.factor", "1");
    properties.put("min.insync.replicas", "1");
    properties.put("offsets.topic.num.partitions", "4");
    properties.put("transaction.state.log.num.partitions", "4");
    properties.put("share.coordinator.state.topic.num.partitions", "1");
    properties.put("auto.create.topics.enable", "false");
    properties.put("group.initial.rebalance.delay.ms", "0");
    properties.put("metric.reporters", "");
  }

  private static void bound(Properties properties) {
    int messageBytesMax = EmbeddedKafkaConfig.MESSAGE_BYTES_MAX;
    properties.put("message.max.bytes", Integer.toString(messageBytesMax));
    properties.put("replica.fetch.max.bytes", Integer.toString(messageBytesMax));
    properties.put("socket.request.max.bytes", Integer.toString(16 * messageBytesMax));
    properties.put("queued.max.requests", "128");
    properties.put("queued.max.request.bytes", Integer.toString(32 * messageBytesMax));
    properties.put("num.network.threads", "2");
    properties.put("num.io.threads", "4");
    properties.put("background.threads", "2");
    properties.put("num.recovery.threads.per.data.dir", "1");
    // The default of 128 MB would be most of the broker's heap.
    properties.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20));
    properties.put("log.cleaner.io.buffer.size", Integer.toString(512 << 10));
    properties.put("log.cleaner.threads", "1");
    properties.put("log.index.size.max.bytes", Integer.toString(2 << 20));
    properties.put("log.retention.check.interval.ms", "60000");
    properties.put("offsets.topic.segment.bytes", Integer.toString(16 << 20));
    properties.put("transaction.state.log.segment.bytes", Integer.toString(16 << 20));
    properties.put("metadata.log.segment.bytes", Integer.toString(16 << 20));
    properties.put("metadata.max.retention.bytes", Integer.toString(64 << 20));
  }
}
