package dev.leeway.kafka;

import java.nio.file.Path;

/**
 * A broker in a process of its own, for tests that kill it: prints its address, waits for stdin.
 */
final class BrokerMain {
  private BrokerMain() {}

  public static void main(String[] arguments) throws Exception {
    EmbeddedKafka broker = EmbeddedKafka.start(EmbeddedKafkaConfig.defaults(Path.of(arguments[0])));
    System.out.println(broker.bootstrapServers());
    while (System.in.read() >= 0) {
      // Ends with its parent.
    }
    Runtime.getRuntime().halt(0);
  }
}
