package dev.leeway.collector.fuzz;

import dev.leeway.collector.otlp.Signal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/** Bounds what the topics of all signals take. */
final class Topics {
  private Topics() {}

  static void takeAtMost(String bootstrapServers, int bytes) throws Exception {
    AlterConfigOp bound =
        new AlterConfigOp(
            new ConfigEntry("max.message.bytes", Integer.toString(bytes)),
            AlterConfigOp.OpType.SET);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin
          .incrementalAlterConfigs(
              Arrays.stream(Signal.values())
                  .map(signal -> new ConfigResource(ConfigResource.Type.TOPIC, signal.topic()))
                  .collect(Collectors.toMap(Function.identity(), topic -> List.of(bound))))
          .all()
          .get();
    }
  }
}
